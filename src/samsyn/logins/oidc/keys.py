"""Our own key: it shows a provider who we are, and signs what we ask for."""

import json
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

from samsyn.foundation.secrets import given
from samsyn.logins.configuration import OidcWay
from samsyn.logins.tables import ConfigurationError

OwnKey = RSAKey | ECKey
CURVES = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


def own_key(way: OidcWay, folder: Path) -> OwnKey:
    """The private key of a way in, from its file (beside the login file) or the environment."""
    if way.key_env:
        try:
            text = given(way.key_env)
        except SystemExit as error:  # both are set, or the file cannot be read
            raise ConfigurationError(f"[[oidc]] {way.code}: {error}") from error
    else:
        try:
            text = (folder / way.key_file).read_text(encoding="ascii")
        except (OSError, ValueError) as error:
            raise ConfigurationError(f"[[oidc]] {way.code}: key_file går inte att läsa.") from error
    return _read(way.code, text.strip())


@lru_cache(maxsize=16)
def _read(code: str, text: str) -> OwnKey:
    try:
        key = _from_jwk(text) if text.startswith("{") else _from_pem(text)
    except (ValueError, TypeError) as error:
        raise ConfigurationError(f"[[oidc]] {code}: nyckeln är varken JWK eller PEM.") from error
    if not isinstance(key, RSAKey | ECKey) or not key.is_private:
        raise ConfigurationError(
            f"[[oidc]] {code}: nyckeln ska vara privat, av slaget RSA eller EC."
        )
    if isinstance(key, RSAKey) and key.raw_value.key_size < 2048:
        raise ConfigurationError(f"[[oidc]] {code}: nyckeln är för kort, minst 2048 bitar.")
    key.ensure_kid()
    return key


def _from_jwk(text: str) -> object:
    return JWKRegistry.import_key(json.loads(text))


def _from_pem(text: str) -> object:
    found = load_pem_private_key(text.encode(), password=None)
    if isinstance(found, RSAPrivateKey):
        return RSAKey.import_key(text)
    return ECKey.import_key(text) if isinstance(found, EllipticCurvePrivateKey) else None


def algorithm(key: OwnKey) -> str:
    """The algorithm that the key signs with."""
    return "RS256" if isinstance(key, RSAKey) else CURVES[str(key.curve_name)]


def header(key: OwnKey, kind: str = "JWT") -> dict[str, str]:
    """The header of a token that we sign."""
    return {"alg": algorithm(key), "kid": str(key.kid), "typ": kind}


def public_keys(key: OwnKey) -> dict[str, list[dict[str, object]]]:
    """What a provider needs to know of our key (JWKS)."""
    public: dict[str, object] = {**key.as_dict(private=False), "use": "sig", "alg": algorithm(key)}
    return {"keys": [public]}
