"""What does a provider say about itself? Only from its fixed issuer, and remembered for a while."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key

from samsyn.logins.configuration import OidcWay, is_safe
from samsyn.logins.oidc import http
from samsyn.logins.oidc.refusal import NotAccepted, Unreachable

#: Asymmetric only: with HS256 a public key could be taken for a shared secret.
ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"}
)
KEPT, KEYS_AT_MOST_EVERY = 600.0, 30.0  # seconds
#: A provider that does not answer is left alone for so long, or everybody would wait for it.
FAILURE_KEPT = 10.0
MOST_KEYS = 50
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")

_found: dict[str, tuple[float, Any]] = {}
_failed: dict[str, tuple[float, NotAccepted]] = {}
_lock = threading.Lock()


@dataclass(frozen=True)
class Provider:
    """The part of a provider's metadata that we use, checked."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str
    algorithms: frozenset[str]
    takes_request_object: bool
    names_itself: bool


def provider(way: OidcWay) -> Provider:
    """The provider of a way in; NotAccepted when it is not what the profile asks for."""
    return _remembered(f"metadata:{way.issuer}", KEPT, lambda: _discover(way))


def _discover(way: OidcWay) -> Provider:
    address = way.issuer.rstrip("/") + "/.well-known/openid-configuration"
    said = http.get_json(address)
    if said.get("issuer") != way.issuer:
        raise NotAccepted("metadata_of_other_issuer")
    for name, needed in (
        ("code_challenge_methods_supported", "S256"),
        ("token_endpoint_auth_methods_supported", "private_key_jwt"),
        ("response_types_supported", "code"),
    ):
        if needed not in _listed(said, name):
            raise NotAccepted(f"provider_lacks_{needed}")
    algorithms = ALGORITHMS & set(_listed(said, "id_token_signing_alg_values_supported"))
    if not algorithms:
        raise NotAccepted("provider_lacks_algorithm")
    return Provider(
        issuer=way.issuer,
        **{name: _endpoint(said, name, needed=True) for name in ENDPOINTS},
        userinfo_endpoint=_endpoint(said, "userinfo_endpoint", needed=way.signed_userinfo),
        end_session_endpoint=_endpoint(said, "end_session_endpoint", needed=False),
        algorithms=frozenset(algorithms),
        takes_request_object=said.get("request_parameter_supported") is True,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _listed(said: dict[str, Any], name: str) -> list[Any]:
    value = said.get(name)
    return value if isinstance(value, list) else []


def _endpoint(said: dict[str, Any], name: str, *, needed: bool) -> str:
    value = said.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not is_safe(value):
        raise NotAccepted("metadata_endpoint_not_safe")
    return value


def signing_keys(said: Provider, kid: object) -> list[Key]:
    """The provider's keys for signatures that `kid` names; asked for anew when it is unknown.

    Without a kid the provider must have one such key only.
    """
    for oldest in (KEPT, KEYS_AT_MOST_EVERY):
        keys = _remembered(f"keys:{said.jwks_uri}", oldest, lambda: _keys(said.jwks_uri))
        named = [key for key in keys if kid is None or key.kid == kid]
        if len(named) == 1:
            return named
    raise NotAccepted("key_unknown")


def _keys(address: str) -> list[Key]:
    rows = http.get_json(address).get("keys")
    if not isinstance(rows, list) or len(rows) > MOST_KEYS:
        raise Unreachable("keys_not_a_list")
    return [key for row in rows if (key := _signing_key(row)) is not None]


def _signing_key(row: Any) -> Key | None:
    """A public key made for signatures; None for all others, such as those for encryption."""
    if not isinstance(row, dict) or row.get("kty") not in {"RSA", "EC"}:
        return None
    if row.get("use", "sig") != "sig" or "verify" not in row.get("key_ops", ["verify"]):
        return None
    try:
        return JWKRegistry.import_key(row)
    except (JoseError, ValueError):
        return None


def _remembered(name: str, oldest: float, ask: Callable[[], Any]) -> Any:
    """What was found at most `oldest` seconds ago, or what is found now; no again for a while."""
    with _lock:
        at, value = _found.get(name, (0.0, None))
        failed_at, failure = _failed.get(name, (0.0, None))
    if value is not None and time.monotonic() - at < oldest:
        return value
    if failure is not None and time.monotonic() - failed_at < FAILURE_KEPT:
        raise type(failure)(failure.why)
    try:
        value = ask()
    except NotAccepted as error:
        with _lock:
            _failed[name] = (time.monotonic(), error)
        raise
    with _lock:
        _found[name] = (time.monotonic(), value)
        _failed.pop(name, None)
    return value


def forget() -> None:
    """Forget all that has been found; for tests."""
    with _lock:
        _found.clear()
        _failed.clear()
