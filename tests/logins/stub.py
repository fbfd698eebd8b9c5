"""A provider within the tests that signs whatever it is told to, right or wrong."""

import base64
import hashlib
import json
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, JWKRegistry, RSAKey

LOA2, LOA3 = (f"http://id.elegnamnden.se/loa/1.0/loa{level}" for level in (2, 3))
CLIENT, ADDRESS, CODE = "samsyn-test", "https://samsyn.example", "the-code"
OWN_KEY = ECKey.generate_key("P-256", private=True)
OWN_KEY.ensure_kid()
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "other", "use": "sig"}, private=True)
SEALING_KEY = RSAKey.generate_key(2048, {"kid": "sealing", "use": "enc"}, private=True)
GONE = object()  # for a claim that is to be left out


@dataclass(frozen=True)
class At:
    """A moment, in seconds from when the token is made; a slow run of the tests changes nothing."""

    seconds: int


def _now(claims: dict[str, Any]) -> dict[str, Any]:
    """Claims with their moments, and without those that are GONE."""
    kept = {name: value for name, value in claims.items() if value is not GONE}
    return {k: int(time.time()) + v.seconds if isinstance(v, At) else v for k, v in kept.items()}


def sign(claims: dict[str, Any], key: Any = KEY, alg: str = "RS256", **header: Any) -> str:
    """A token; claims that are GONE are left out."""
    names = {"alg": alg, "kid": getattr(key, "kid", None), **header}
    return jwt.encode({k: v for k, v in names.items() if v is not GONE}, _now(claims), key, [alg])


def unsigned(claims: dict[str, Any]) -> str:
    """A token of alg none."""
    return f"{coded({'alg': 'none', 'kid': KEY.kid})}.{coded(claims)}."


def coded(part: dict[str, Any]) -> str:
    """A part of a token, as it is written in it."""
    return base64.urlsafe_b64encode(json.dumps(_now(part)).encode()).rstrip(b"=").decode()


def opened(token: str) -> dict[str, Any]:
    """What Samsyn has signed with its own key."""
    public = JWKRegistry.import_key(OWN_KEY.as_dict(private=False))
    return dict(jwt.decode(token, public, ["ES256"]).claims)


class Stub:
    """The provider's side of one log-in; everything may be changed before the browser returns."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.reset()

    def reset(self) -> None:
        self.asked: dict[str, Any] = {}
        self.posted: dict[str, str] = {}
        self.times: dict[str, int] = {}
        self.used: set[str] = set()
        self.id_token: dict[str, Any] = {
            "iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "iat": At(0), "exp": At(300),
            "auth_time": At(0), "acr": LOA3, "sid": "session-1",
        }  # fmt: skip
        self.userinfo: dict[str, Any] = {
            "iss": self.issuer, "aud": CLIENT, "sub": "subject-1", "given_name": "Kim",
            "family_name": "Testsson", "employeeHsaId": "TST-1",
        }  # fmt: skip
        self.keys = [KEY, SEALING_KEY]
        self.sign_id_token: Any = sign
        self.sign_userinfo: Any = sign
        self.userinfo_type = "application/jwt"
        self.metadata = {
            "issuer": self.issuer,
            **{f"{name}_endpoint": f"{self.issuer}/{name}"
               for name in ("authorization", "token", "userinfo", "end_session")},
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "request_parameter_supported": True,
            "authorization_response_iss_parameter_supported": True,
        }  # fmt: skip

    def answer(self, path: str, posted: dict[str, str]) -> tuple[int, str, str]:
        """Status, type and body."""
        self.times[path] = self.times.get(path, 0) + 1
        if path == "/.well-known/openid-configuration":
            return 200, "application/json", json.dumps(self.metadata)
        if path == "/jwks":
            rows = [key.as_dict(private=False) for key in self.keys]
            return 200, "application/json", json.dumps({"keys": rows})
        if path == "/token":
            return self._tokens(posted)
        if path == "/userinfo":
            return 200, self.userinfo_type, self.sign_userinfo(self.userinfo)
        return 404, "text/plain", ""

    def _tokens(self, posted: dict[str, str]) -> tuple[int, str, str]:
        """Strict as a provider should be: client, PKCE, and a code only once."""
        self.posted = posted
        shown = opened(posted["client_assertion"])
        proof = base64.urlsafe_b64encode(hashlib.sha256(posted["code_verifier"].encode()).digest())
        is_right = (
            shown["iss"] == shown["sub"] == CLIENT
            and shown["aud"] == f"{self.issuer}/token"
            and shown["exp"] <= time.time() + 60
            and shown["jti"] not in self.used
            and posted["code"] == CODE not in self.used
            and proof.rstrip(b"=").decode() == self.asked["code_challenge"]
            and posted["redirect_uri"] == self.asked["redirect_uri"]
        )
        if not is_right:
            return 400, "application/json", json.dumps({"error": "invalid_grant"})
        self.used |= {CODE, shown["jti"]}
        claims = {"nonce": self.asked["nonce"], **self.id_token}
        tokens = {
            "id_token": self.sign_id_token(claims),
            "access_token": "opaque",
            "token_type": "Bearer",
        }
        return 200, "application/json", json.dumps(tokens)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer({})

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._answer({name: values[0] for name, values in parse_qs(body).items()})

            def _answer(self, posted: dict[str, str]) -> None:
                status, kind, text = stub.answer(urlsplit(self.path).path, posted)
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if status == 302:
                    self.send_header("Location", f"{stub.issuer}/jwks")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_said: Any) -> None:
                pass

        return Handler

    # --- the browser's way

    def begin(self, client: Client, path: str = "/logga-in/oidc/lan/?next=/min-tur/") -> str:
        """Go to the provider; the state that was sent along."""
        response = client.get(path)
        assert response.status_code == 302, response.content.decode()
        shown = {k: v[0] for k, v in parse_qs(urlsplit(response.headers["Location"]).query).items()}
        self.asked = opened(shown["request"]) if "request" in shown else shown
        self.shown = shown
        return str(self.asked["state"])

    def back(self, client: Client, state: str, /, **changed: Any) -> Any:
        """Come back from the provider."""
        answer = {"code": CODE, "state": state, "iss": self.issuer, **changed}
        answer = {name: value for name, value in answer.items() if value is not GONE}
        return client.get("/logga-in/oidc/lan/svar/", answer)

    def log_in(self, client: Client, **changed: Any) -> Any:
        """There and back."""
        return self.back(client, self.begin(client), **changed)
