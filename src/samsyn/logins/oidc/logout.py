"""Logging out in both places: the provider tells us, and we lead to the provider."""

from urllib.parse import urlencode

from samsyn.access.sessions import end_sessions
from samsyn.accounts.identities import people_named
from samsyn.accounts.models import IdentityKind
from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc.provider import Provider, provider
from samsyn.logins.oidc.tokens import check_logout_token

ENDED_WHY = "provider"


def end(way: OidcWay, logout_token: str) -> int:
    """End the log-ins that a logout token names, by session or by person; how many."""
    claims = check_logout_token(logout_token, way, provider(way))
    if claims.get("sid"):
        return end_sessions(why=ENDED_WHY, issuer=way.issuer, provider_session=claims["sid"])
    people = people_named(way.issuer, [(IdentityKind.SUBJECT.value, claims["sub"])])
    return end_sessions(
        why=ENDED_WHY, issuer=way.issuer, user_id__in=[person.pk for person in people]
    )


def address(way: OidcWay, said: Provider, home: str) -> str:
    """Where one logs out of the provider and comes back to the first page; empty when it has none.

    The ID token is not sent as a hint: an address may not hold anything about a person.
    """
    if not said.end_session_endpoint:
        return ""
    asked = {"client_id": way.client_id, "post_logout_redirect_uri": f"{home}/"}
    joint = "&" if "?" in said.end_session_endpoint else "?"
    return f"{said.end_session_endpoint}{joint}{urlencode(asked)}"
