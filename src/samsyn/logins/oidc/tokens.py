"""Is what a provider has signed true, for us, now and about this log-in? Everything is checked."""

import binascii
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core.claims import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jws import extract_compact

from samsyn.foundation import clock
from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc.provider import Provider, signing_keys
from samsyn.logins.oidc.refusal import NotAccepted

LEEWAY = 30  # seconds between two clocks
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
#: Some providers still write the common type; what is in the token tells it from the others.
LOGOUT_TYPES = frozenset({"logout+jwt", "jwt"})
Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What an ID token must agree with: the log-in that we began."""

    nonce: str
    access_token: str
    not_older_than: dt.datetime | None = None  # the person must have shown itself after this


def check_id_token(token: str, way: OidcWay, said: Provider, expected: Expected) -> Claims:
    """The claims of an ID token, when all is as it should be; else NotAccepted."""
    header, claims = _verified(token, said)
    _from_and_for(claims, way)
    needed: dict[str, Any] = {
        name: {"essential": True} for name in ("sub", "exp", "iat", "nonce", "auth_time")
    }
    needed["acr"] = {"essential": True, "values": list(way.levels)}
    params = {
        "nonce": expected.nonce,
        "client_id": way.client_id,
        "access_token": expected.access_token,
    }
    try:
        CodeIDToken(dict(claims), header, needed, params).validate(_now(), LEEWAY)
    except JoseError as error:
        raise NotAccepted(_reason(error)) from error
    _times(claims, way)
    _freshness(claims, way, expected)
    return claims


def check_userinfo(token: str, way: OidcWay, said: Provider, subject: str) -> Claims:
    """The claims of a signed UserInfo answer about the same person as the ID token."""
    _header, claims = _verified(token, said)
    _from_and_for(claims, way)
    if claims.get("sub") != subject:
        raise NotAccepted("userinfo_of_other_person")
    if "exp" in claims and _number(claims, "exp") <= _now() - LEEWAY:
        raise NotAccepted("userinfo_expired")
    return claims


def check_logout_token(token: str, way: OidcWay, said: Provider) -> Claims:
    """The claims of a token that says that a session at the provider has ended."""
    header, claims = _verified(token, said)
    if str(header.get("typ", "JWT")).lower().removeprefix("application/") not in LOGOUT_TYPES:
        raise NotAccepted("logout_token_malformed")
    _from_and_for(claims, way)
    _times(claims, way)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise NotAccepted("logout_without_event")
    if "nonce" in claims or not isinstance(claims.get("jti"), str):
        raise NotAccepted("logout_token_malformed")
    whose = [claims[name] for name in ("sid", "sub") if name in claims]
    if not whose or not all(isinstance(value, str) and value for value in whose):
        raise NotAccepted("logout_of_nobody")
    return claims


def _verified(token: str, said: Provider) -> tuple[dict[str, Any], Claims]:
    """Header and claims of a token that one of the provider's own keys has signed."""
    try:
        header = extract_compact(token.encode("ascii")).headers()
        if header.get("alg") not in said.algorithms:
            raise NotAccepted("algorithm")
        key = signing_keys(said, header.get("kid"))[0]
        found = jwt.decode(token, key, list(said.algorithms))
    except (JoseError, ValueError, TypeError, binascii.Error) as error:
        raise NotAccepted("signature") from error
    return dict(found.header), found.claims


def _from_and_for(claims: Claims, way: OidcWay) -> None:
    """From this issuer; for us, and for nobody else beside us."""
    if claims.get("iss") != way.issuer:
        raise NotAccepted("iss")
    if claims.get("aud") not in (way.client_id, [way.client_id]):
        raise NotAccepted("aud")


def _times(claims: Claims, way: OidcWay) -> None:
    """Issued just now, in force, and for no longer than the profile allows."""
    now, issued, ends = _now(), _number(claims, "iat"), _number(claims, "exp")
    if ends <= now - LEEWAY:
        raise NotAccepted("exp")
    if not now - way.token_minutes * 60 - LEEWAY <= issued <= now + LEEWAY:
        raise NotAccepted("iat")
    if ends - issued > way.token_minutes * 60:
        raise NotAccepted("lives_too_long")


def _freshness(claims: Claims, way: OidcWay, expected: Expected) -> None:
    """When the person last showed who it is: not in the future, and recently enough."""
    shown = _number(claims, "auth_time")
    oldest = _now() - way.max_age_minutes * 60
    if expected.not_older_than is not None:
        oldest = int(expected.not_older_than.timestamp())
    if not oldest - LEEWAY <= shown <= _now() + LEEWAY:
        raise NotAccepted("auth_time")


def _number(claims: Claims, name: str) -> int:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NotAccepted(name)
    return int(value)


def _now() -> int:
    return int(clock.now().timestamp())


def _reason(error: JoseError) -> str:
    """The claim that was wrong, else the kind of error; never its value."""
    return str(getattr(error, "claim", None) or error.error)[:40]
