"""The provider's answer in the browser's address: from it to a checked assertion."""

from collections.abc import Mapping

from samsyn.accounts.attempts import Finished
from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc.claims import asserted
from samsyn.logins.oidc.exchange import checked_claims, exchange
from samsyn.logins.oidc.keys import OwnKey
from samsyn.logins.oidc.provider import Provider, provider
from samsyn.logins.oidc.refusal import NotAccepted, Unreachable
from samsyn.logins.oidc.tokens import Expected
from samsyn.logins.rules import Asserted

BUSY = frozenset({"temporarily_unavailable", "server_error"})


def asserted_by(
    way: OidcWay, key: OwnKey, begun: Finished, answer: Mapping[str, str], redirect_uri: str
) -> Asserted:
    """The person whom the provider shows for this log-in; NotAccepted when anything is amiss."""
    said = provider(way)
    _check_sender(said, answer)
    _check_error(answer)
    code = answer.get("code", "")
    if not code:
        raise NotAccepted("no_code")
    tokens = exchange(way, said, key, code=code, verifier=begun.verifier, redirect_uri=redirect_uri)
    expected = Expected(
        nonce=begun.nonce,
        access_token=tokens[1],
        not_older_than=begun.started_at if begun.is_again else None,
    )
    return asserted(way, checked_claims(way, said, tokens, expected))


def _check_sender(said: Provider, answer: Mapping[str, str]) -> None:
    """The answer is this provider's own (RFC 9207), also when it is an error."""
    named = answer.get("iss")
    if named != said.issuer and (named is not None or said.names_itself):
        raise NotAccepted("answer_of_other_issuer")


def _check_error(answer: Mapping[str, str]) -> None:
    """The provider's own words are never shown or logged: they could say anything."""
    error = answer.get("error")
    if error in BUSY:
        raise Unreachable("provider_busy")
    if error is not None:
        raise NotAccepted("cancelled" if error == "access_denied" else "provider_refused")
