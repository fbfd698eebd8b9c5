"""What do we ask a provider for? A code, bound to this browser; all of it signed when it can be."""

import json
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt

from samsyn.accounts.attempts import Begun, new_secret
from samsyn.foundation import clock
from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc.keys import OwnKey, algorithm, header
from samsyn.logins.oidc.provider import Provider

REQUEST_LASTS = 120  # seconds


def authorization_url(
    way: OidcWay, said: Provider, begun: Begun, redirect_uri: str, key: OwnKey, *, again: bool
) -> str:
    """The address at the provider that the browser goes to; `again` asks for a fresh log-in."""
    asked = {
        "client_id": way.client_id,
        "response_type": "code",
        "scope": " ".join(way.scopes),
        "redirect_uri": redirect_uri,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": create_s256_code_challenge(begun.verifier),
        "code_challenge_method": "S256",
        "max_age": 0 if again else way.max_age_minutes * 60,
        "claims": _claims(way),
        "ui_locales": "sv",
    }
    if again or way.always_ask:
        asked["prompt"] = "login"
    if said.takes_request_object:
        outer = {name: asked[name] for name in ("client_id", "response_type", "scope")}
        shown = {**outer, "request": _signed(asked, way, key)}
    else:
        shown = {**asked, "claims": json.dumps(asked["claims"])}
    joint = "&" if "?" in said.authorization_endpoint else "?"
    return f"{said.authorization_endpoint}{joint}{urlencode(shown)}"


def _claims(way: OidcWay) -> dict[str, Any]:
    """The claims parameter: the level is essential, and the rest as the login file says."""
    wanted = [*way.identities.values(), way.given_name, way.family_name, *way.requested]
    if way.commissions:
        wanted.append(way.commissions)
    else:
        wanted += [name for name in way.commission.values() if name]
    named = dict.fromkeys(name for name in wanted if name)
    about_login = {
        "acr": {"essential": True, "values": list(way.levels)},
        "auth_time": {"essential": True},
    }
    if way.signed_userinfo:
        return {"id_token": about_login, "userinfo": named}
    return {"id_token": {**named, **about_login}}


def _signed(asked: dict[str, Any], way: OidcWay, key: OwnKey) -> str:
    """The request object (RFC 9101): nobody between can change what we ask for."""
    now = int(clock.now().timestamp())
    claims = {
        **asked,
        "iss": way.client_id,
        "aud": way.issuer,
        "iat": now,
        "nbf": now,
        "exp": now + REQUEST_LASTS,
        "jti": new_secret(),
    }
    return jwt.encode(header(key, "oauth-authz-req+jwt"), claims, key, [algorithm(key)])
