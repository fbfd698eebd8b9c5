"""Each thing that may be wrong with a log-in by OpenID Connect, alone: nobody gets in."""

import base64
import datetime as dt
import hmac
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client
from joserfc.jwk import RSAKey

from samsyn.accounts.attempts import begin, finish
from samsyn.accounts.models import LoginAttempt, LoginSession
from samsyn.foundation import clock
from samsyn.logins.oidc import exchange, http, provider
from tests.logins.conftest import events, logged_in
from tests.logins.stub import (
    CLIENT,
    CODE,
    GONE,
    KEY,
    LOA2,
    OTHER_KEY,
    SEALING_KEY,
    At,
    Stub,
    coded,
    sign,
    unsigned,
)

OTHER = "https://other.example"


def refused(response, why: str) -> None:
    """The page says so with its code, the log has it, and nobody is logged in."""
    assert response.status_code == 400, response.headers
    assert f"Felkod: {why}" in response.content.decode()
    assert events("login.refused")[-1] == f"lan: {why}"
    assert not LoginSession.objects.exists()


def test_all_being_right_one_gets_in(kim, stub: Stub, client: Client):
    response = stub.log_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, "/min-tur/")
    found = logged_in(client)
    assert found.user_id == kim.pk
    assert (found.assurance, found.provider_session) == (3, "session-1")


ID_TOKENS = {
    "aud is another": ({"aud": "other"}, "aud"),
    "aud is another, and azp is us": ({"aud": "other", "azp": CLIENT}, "aud"),
    "aud is a list with another, and azp is the other": ({"aud": [CLIENT, "x"], "azp": "x"}, "aud"),
    "aud is a list with another, and azp is us": ({"aud": [CLIENT, "x"], "azp": CLIENT}, "aud"),
    "aud is us and azp is another": ({"azp": "other"}, "azp"),
    "aud is missing": ({"aud": GONE}, "aud"),
    "iss is another": ({"iss": OTHER}, "iss"),
    "iss is almost right": ({"iss": "http://127.0.0.1:1"}, "iss"),
    "iss is missing": ({"iss": GONE}, "iss"),
    "sub is missing": ({"sub": GONE}, "sub"),
    "exp is missing": ({"exp": GONE}, "exp"),
    "exp is text": ({"exp": "tomorrow"}, "exp"),
    "exp has passed": ({"exp": At(-60), "iat": At(-120)}, "exp"),
    "iat is missing": ({"iat": GONE}, "iat"),
    "iat is long ago": ({"iat": At(-3600)}, "iat"),
    "iat is to come": ({"iat": At(600), "exp": At(700)}, "iat"),
    "it lives too long": ({"exp": At(86400)}, "lives_too_long"),
    "it is not in force yet": ({"nbf": At(600)}, "nbf"),
    "nonce is missing": ({"nonce": GONE}, "nonce"),
    "nonce is another": ({"nonce": "another"}, "nonce"),
    "acr is too low": ({"acr": LOA2}, "acr"),
    "acr is missing": ({"acr": GONE}, "acr"),
    "acr is a list": ({"acr": [LOA2]}, "acr"),
    "auth_time is missing": ({"auth_time": GONE}, "auth_time"),
    "auth_time is long ago": ({"auth_time": At(-7200)}, "auth_time"),
    "auth_time is to come": ({"auth_time": At(3600)}, "auth_time"),
    "at_hash is of another access token": ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash"),
}


@pytest.mark.parametrize(("changed", "why"), ID_TOKENS.values(), ids=ID_TOKENS.keys())
def test_an_id_token_where(kim, stub: Stub, client: Client, changed, why):
    stub.id_token |= changed
    refused(stub.log_in(client), why)


#: The same key without its "use", or joserfc would refuse to sign with it.
UNSEALED = RSAKey.import_key(SEALING_KEY.as_pem(private=True))


def hs256_with_the_public_key(claims):
    """What one who only has the public key can make; joserfc itself would refuse to."""
    body = ".".join(coded(part) for part in ({"alg": "HS256", "kid": KEY.kid}, claims))
    proof = hmac.digest(KEY.as_pem(private=False), body.encode(), "sha256")
    return f"{body}.{base64.urlsafe_b64encode(proof).rstrip(b'=').decode()}"


def changed_afterwards(claims):
    head, _body, signature = sign(claims).split(".")
    return f"{head}.{sign({**claims, 'sub': 'somebody-else'}).split('.')[1]}.{signature}"


SIGNATURES = {
    "alg none": (unsigned, "algorithm"),
    "HS256 with the public key": (hs256_with_the_public_key, "algorithm"),
    "the key of another issuer": (lambda c: sign(c, OTHER_KEY, kid=KEY.kid), "signature"),
    "a kid that nobody knows": (lambda c: sign(c, OTHER_KEY), "key_unknown"),
    "a key made for encryption": (lambda c: sign(c, UNSEALED, kid="sealing"), "key_unknown"),
    "claims changed afterwards": (changed_afterwards, "signature"),
    "no token at all": (lambda _c: "not a token", "signature"),
    "letters that are no letters": (lambda _c: "å.ä.ö", "signature"),
}


@pytest.mark.parametrize(("signed", "why"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_an_id_token_signed_with(kim, stub: Stub, client: Client, signed, why):
    stub.sign_id_token = signed
    refused(stub.log_in(client), why)


@pytest.mark.parametrize(("signed", "why"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_userinfo_signed_with(kim, stub: Stub, client: Client, signed, why):
    stub.sign_userinfo = signed
    refused(stub.log_in(client), why)


USERINFO = {
    "sub is another": ({"sub": "subject-2"}, "userinfo_of_other_person"),
    "sub is missing": ({"sub": GONE}, "userinfo_of_other_person"),
    "aud is another": ({"aud": "other"}, "aud"),
    "aud is missing": ({"aud": GONE}, "aud"),
    "iss is another": ({"iss": OTHER}, "iss"),
    "iss is missing": ({"iss": GONE}, "iss"),
    "exp has passed": ({"exp": At(-60)}, "userinfo_expired"),
    "the personal number is none": (
        {"https://id.oidc.se/claim/personalIdentityNumber": "199001011234"},
        "personal_number",
    ),
}


@pytest.mark.parametrize(("changed", "why"), USERINFO.values(), ids=USERINFO.keys())
def test_userinfo_where(kim, stub: Stub, client: Client, changed, why):
    stub.userinfo |= changed
    refused(stub.log_in(client), why)


def test_userinfo_without_signature(kim, stub: Stub, client: Client):
    stub.userinfo_type = "application/json"
    refused(stub.log_in(client), "userinfo_not_signed")


METADATA = {
    "is of another issuer": ({"issuer": OTHER}, "metadata_of_other_issuer"),
    "knows no PKCE": ({"code_challenge_methods_supported": GONE}, "provider_lacks_S256"),
    "knows only plain": ({"code_challenge_methods_supported": ["plain"]}, "provider_lacks_S256"),
    "asks for a secret": (
        {"token_endpoint_auth_methods_supported": ["client_secret_basic"]},
        "provider_lacks_private_key_jwt",
    ),
    "signs with shared secrets only": (
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
        "provider_lacks_algorithm",
    ),
    "leads to an open address": (
        {"token_endpoint": "http://provider.example/token"},
        "metadata_endpoint_not_safe",
    ),
    "has no signed UserInfo": ({"userinfo_endpoint": GONE}, "metadata_endpoint_not_safe"),
}


@pytest.mark.parametrize(("changed", "why"), METADATA.values(), ids=METADATA.keys())
def test_a_provider_whose_metadata(kim, stub: Stub, client: Client, changed, why):
    both = {**stub.metadata, **changed}
    stub.metadata = {name: value for name, value in both.items() if value is not GONE}
    refused(client.get("/logga-in/oidc/lan/"), why)
    assert not LoginAttempt.objects.exists()


class TestTheBrowsersReturn:
    def test_with_a_state_that_is_not_ours(self, kim, stub: Stub, client: Client):
        stub.begin(client)
        refused(stub.back(client, "guessed"), "state")

    def test_without_a_state(self, kim, stub: Stub, client: Client):
        stub.begin(client)
        refused(stub.back(client, "", state=GONE), "state")

    def test_twice_with_the_same_state(self, kim, stub: Stub, client: Client):
        state = stub.begin(client)
        assert stub.back(client, state).status_code == 302
        again = stub.back(client, state)
        assert again.status_code == 400 and "Felkod: state" in again.content.decode()
        assert stub.times["/token"] == 1
        assert LoginSession.objects.count() == 1

    def test_with_a_state_that_an_error_used_up(self, kim, stub: Stub, client: Client):
        state = stub.begin(client)
        refused(stub.back(client, state, error="access_denied", code=GONE), "cancelled")
        refused(stub.back(client, state), "state")

    def test_in_another_browser(self, kim, stub: Stub, client: Client):
        other = Client()
        stub.begin(other)
        state = stub.begin(client)
        refused(stub.back(other, state), "state")
        assert stub.back(client, state).status_code == 302

    def test_too_late(self, kim, stub: Stub, client: Client):
        state = stub.begin(client)
        with clock.held(clock.now() + dt.timedelta(minutes=16)):
            refused(stub.back(client, state), "state")

    def test_to_another_providers_address(self, kim, stub: Stub, client: Client, login_file):
        extra = f'[[oidc]]\ncode="two"\nname="2"\nissuer="{OTHER}"\nclient_id="x"\nkey_file="key.json"\n'
        login_file(
            stub.issuer,
            ('[[role]]\npurpose = "Vård', f'{extra}levels={{a=3}}\n[[role]]\npurpose = "Vård'),
        )
        state = stub.begin(client)
        response = client.get("/logga-in/oidc/two/svar/", {"code": CODE, "state": state})
        assert "Felkod: state" in response.content.decode()
        assert "/token" not in stub.times

    @pytest.mark.parametrize("iss", [OTHER, GONE], ids=["another issuer's", "nobody's"])
    def test_with_an_answer_that_is(self, kim, stub: Stub, client: Client, iss):
        refused(stub.log_in(client, iss=iss), "answer_of_other_issuer")
        assert "/token" not in stub.times

    def test_with_an_error_of_another_issuer(self, kim, stub: Stub, client: Client):
        response = stub.log_in(client, iss=OTHER, error="access_denied", code=GONE)
        refused(response, "answer_of_other_issuer")

    def test_with_an_error_whose_words_are_not_repeated(self, kim, stub: Stub, client: Client):
        response = stub.log_in(
            client, error="login_required", error_description="<b>Ring 555</b>", code=GONE
        )
        refused(response, "provider_refused")
        assert "555" not in response.content.decode()

    def test_without_a_code(self, kim, stub: Stub, client: Client):
        refused(stub.log_in(client, code=GONE), "no_code")

    def test_with_a_code_that_was_used(self, kim, stub: Stub, client: Client):
        stub.log_in(client)
        LoginSession.objects.all().delete()
        refused(stub.log_in(Client()), "status_400")

    def test_with_another_code_verifier(self, kim, stub: Stub, client: Client, monkeypatch):
        state = stub.begin(client)
        LoginAttempt.objects.update(verifier="x" * 43)
        refused(stub.back(client, state), "status_400")


def test_two_returns_at_once_and_one_gets_in(transactional_db):
    begun = begin("browser", "lan", target="/")

    def come_back(_turn):
        from django.db import connection

        try:
            return finish("browser", "lan", begun.state)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(come_back, range(4)))
    assert len([one for one in found if one is not None]) == 1


class TestAnswersOfAProvider:
    """What it says over HTTP is bounded in size and never leads elsewhere."""

    def test_too_large(self, kim, stub: Stub, client: Client, monkeypatch):
        monkeypatch.setattr(http, "LARGEST", 100)
        refused(client.get("/logga-in/oidc/lan/"), "answer_too_large")

    def test_too_slow(self, kim, stub: Stub, client: Client, monkeypatch):
        monkeypatch.setattr(http, "ALTOGETHER", -1.0)
        refused(client.get("/logga-in/oidc/lan/"), "answer_too_slow")

    def test_a_redirect(self, kim, stub: Stub, client: Client, monkeypatch):
        monkeypatch.setattr(stub, "answer", lambda *_asked: (302, "text/plain", ""))
        refused(client.get("/logga-in/oidc/lan/"), "status_302")

    @pytest.mark.parametrize("text", ["[]", "nothing"])
    def test_not_an_object(self, kim, stub: Stub, client: Client, monkeypatch, text):
        monkeypatch.setattr(stub, "answer", lambda *_asked: (200, "application/json", text))
        refused(client.get("/logga-in/oidc/lan/"), "answer_not_json")

    def test_none(self, kim, client: Client, login_file):
        login_file("http://127.0.0.1:9")
        refused(client.get("/logga-in/oidc/lan/"), "no_answer")

    def test_one_that_is_down_is_left_alone_for_a_while(
        self, kim, stub: Stub, client: Client, monkeypatch
    ):
        asked: list[str] = []

        def silent(path: str, _posted: object) -> tuple[int, str, str]:
            asked.append(path)
            return 503, "text/plain", ""

        with monkeypatch.context() as down:
            down.setattr(stub, "answer", silent)
            for _ in range(3):
                refused(client.get("/logga-in/oidc/lan/"), "status_503")
        assert len(asked) == 1
        refused(client.get("/logga-in/oidc/lan/"), "status_503")
        monkeypatch.setattr(provider, "FAILURE_KEPT", 0.0)
        assert client.get("/logga-in/oidc/lan/").status_code == 302

    def test_tokens_of_another_kind(self, kim, stub: Stub, client: Client, monkeypatch):
        answer = {"id_token": "x", "access_token": "y", "token_type": "mac"}
        monkeypatch.setattr(exchange.http, "post_form", lambda *_asked: answer)
        refused(stub.log_in(client), "token_type")

    def test_new_keys_are_fetched_but_not_for_each_unknown_name(
        self, kim, stub: Stub, client: Client, monkeypatch
    ):
        stub.sign_id_token = lambda claims: sign(claims, OTHER_KEY)
        refused(stub.log_in(client), "key_unknown")
        stub.used.clear()
        refused(stub.log_in(Client()), "key_unknown")
        assert stub.times["/jwks"] == 1
        monkeypatch.setattr("samsyn.logins.oidc.provider.KEYS_AT_MOST_EVERY", 0.0)
        stub.keys, stub.used = [OTHER_KEY], set()
        stub.sign_userinfo = stub.sign_id_token
        assert stub.log_in(Client()).status_code == 302
