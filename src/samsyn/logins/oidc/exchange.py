"""From a code to checked claims: the token endpoint, the ID token and the signed UserInfo."""

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from authlib.oauth2.rfc7523.client import ASSERTION_TYPE

from samsyn.logins.configuration import OidcWay
from samsyn.logins.oidc import http
from samsyn.logins.oidc.keys import OwnKey, algorithm, header
from samsyn.logins.oidc.provider import Provider
from samsyn.logins.oidc.refusal import NotAccepted
from samsyn.logins.oidc.tokens import Claims, Expected, check_id_token, check_userinfo

ASSERTION_LASTS = 60  # seconds


def exchange(
    way: OidcWay, said: Provider, key: OwnKey, *, code: str, verifier: str, redirect_uri: str
) -> tuple[str, str]:
    """The ID token and the access token that a code is worth; neither is checked yet."""
    answer = http.post_form(
        said.token_endpoint,
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": way.client_id,
            "code_verifier": verifier,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": _who_we_are(way, said, key),
        },
    )
    id_token, access_token = answer.get("id_token"), answer.get("access_token")
    if not isinstance(id_token, str) or not isinstance(access_token, str):
        raise NotAccepted("no_tokens")
    if str(answer.get("token_type", "")).lower() != "bearer":
        raise NotAccepted("token_type")
    return id_token, access_token


def checked_claims(
    way: OidcWay, said: Provider, tokens: tuple[str, str], expected: Expected
) -> Claims:
    """All claims about the person; what the ID token says goes before what UserInfo says."""
    id_token, access_token = tokens
    about_login = check_id_token(id_token, way, said, expected)
    if not way.signed_userinfo:
        return about_login
    signed = http.get_signed(said.userinfo_endpoint, access_token)
    about_person = check_userinfo(signed, way, said, about_login["sub"])
    return {**about_person, **about_login}


def _who_we_are(way: OidcWay, said: Provider, key: OwnKey) -> str:
    """private_key_jwt: short-lived, with an id of its own."""
    signed: str = private_key_jwt_sign(
        key, way.client_id, said.token_endpoint, alg=algorithm(key),
        header=header(key), expires_in=ASSERTION_LASTS,
    )  # fmt: skip
    return signed
