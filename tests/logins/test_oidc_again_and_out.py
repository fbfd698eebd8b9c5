"""Showing again who one is, and being logged out by the provider, against what may be wrong."""

import datetime as dt

import pytest
from django.test import Client

from samsyn.accounts.models import LoginSession, User
from samsyn.foundation import clock
from tests.logins.conftest import added, events, logged_in
from tests.logins.stub import (
    CLIENT,
    GONE,
    LOA3,
    OTHER_KEY,
    At,
    Stub,
    sign,
    unsigned,
)

AGAIN = "/logga-in/oidc/igen/?next=/min-tur/"


@pytest.fixture
def before(kim: User, stub: Stub, client: Client) -> LoginSession:
    """A log-in that was shown an hour ago."""
    assert stub.log_in(client).status_code == 302
    row = logged_in(client)
    row.authenticated_at = clock.now() - dt.timedelta(hours=1)
    row.save()
    stub.reset()
    return row


class TestShowingAgain:
    def test_asks_for_a_new_log_in(self, before, stub: Stub, client: Client):
        stub.begin(client, AGAIN)
        assert (stub.asked["prompt"], stub.asked["max_age"]) == ("login", 0)

    def test_renews_the_log_in(self, before, stub: Stub, client: Client):
        response = stub.back(client, stub.begin(client, AGAIN))
        assert response.headers["Location"] == "/min-tur/"
        assert logged_in(client).authenticated_at > before.authenticated_at
        assert "login.renewed" in self.kinds()

    def kinds(self) -> set[str]:
        from samsyn.audit.models import Event
        from samsyn.foundation import wall
        from samsyn.organisations.models import Unit

        class Bound:
            user_id, assignment_id, unit_id = None, None, Unit.objects.get().pk

        wall.bind(Bound)
        return set(Event.objects.values_list("action", flat=True))

    @pytest.mark.parametrize("auth_time", [At(-300), At(-3600)], ids=["minutes", "an hour"])
    def test_with_a_log_in_from_before(self, before, stub: Stub, client: Client, auth_time):
        stub.id_token["auth_time"] = auth_time
        response = stub.back(client, stub.begin(client, AGAIN))
        text = response.content.decode()
        assert response.status_code == 400 and "Felkod: auth_time" in text
        assert "utan att du legitimerade dig på nytt" in text
        assert logged_in(client).authenticated_at == before.authenticated_at

    def test_without_auth_time(self, before, stub: Stub, client: Client):
        stub.id_token["auth_time"] = GONE
        response = stub.back(client, stub.begin(client, AGAIN))
        assert "Felkod: auth_time" in response.content.decode()
        assert logged_in(client).authenticated_at == before.authenticated_at

    @pytest.mark.parametrize("known", [True, False])
    def test_by_somebody_else(self, before, unit, stub: Stub, client: Client, known):
        if known:
            added(unit, "alex", hsa_id="TST-2")
        stub.id_token["sub"] = stub.userinfo["sub"] = "subject-2"
        stub.userinfo["employeeHsaId"] = "TST-2"
        response = stub.back(client, stub.begin(client, AGAIN))
        assert response.status_code == 403
        assert logged_in(client).authenticated_at == before.authenticated_at
        assert logged_in(client).user_id == before.user_id

    def test_by_names_of_two_people(self, before, unit, stub: Stub, client: Client):
        added(unit, "alex", hsa_id="TST-2")
        stub.userinfo["employeeHsaId"] = "TST-2"  # of the one, and the subject of the other
        response = stub.back(client, stub.begin(client, AGAIN))
        assert response.status_code == 403
        assert logged_in(client).authenticated_at == before.authenticated_at

    def test_of_a_log_in_by_a_provider_that_is_gone(self, before, client: Client):
        LoginSession.objects.update(issuer="https://gone.example")
        assert client.get(AGAIN).status_code == 404


def token(stub: Stub, **changed: object) -> dict[str, object]:
    return {
        "iss": stub.issuer, "aud": CLIENT, "iat": At(0), "exp": At(120), "jti": "1",
        "sid": "session-1", "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        **changed,
    }  # fmt: skip


class TestLogoutByTheProvider:
    def post(self, value: str):
        return Client(enforce_csrf_checks=True).post(
            "/logga-in/oidc/lan/slut/", {"logout_token": value}
        )

    def test_ends_the_log_in(self, before, stub: Stub, client: Client):
        assert self.post(sign(token(stub), typ="logout+jwt")).status_code == 200
        assert logged_in(client) is None
        before.refresh_from_db()
        assert before.ended_why == "provider"
        assert client.get("/min-tur/").headers["Location"].startswith("/logga-in/")

    def test_of_a_person_ends_all_of_its_log_ins_there(self, before, kim, stub: Stub, client):
        mine = LoginSession.objects.get()
        elsewhere = LoginSession.objects.create(
            user=kim, method="saml", issuer="https://other.example", assurance=3,
            started_at=clock.now(), authenticated_at=clock.now(), last_seen_at=clock.now(),
        )  # fmt: skip
        assert self.post(sign(token(stub, sid=GONE, sub="subject-1"))).status_code == 200
        assert LoginSession.objects.get(ended_at=None) == elsewhere != mine

    def test_of_another_session_ends_nothing(self, before, stub: Stub, client: Client):
        assert self.post(sign(token(stub, sid="another"))).status_code == 200
        assert logged_in(client) is not None

    WRONG = {
        "iss of another": ({"iss": "https://other.example"}, "iss"),
        "aud of another": ({"aud": "other"}, "aud"),
        "no iat": ({"iat": GONE}, "iat"),
        "an old iat": ({"iat": At(-3600)}, "iat"),
        "no exp": ({"exp": GONE}, "exp"),
        "exp passed": ({"iat": At(-120), "exp": At(-60)}, "exp"),
        "no event": ({"events": GONE}, "logout_without_event"),
        "another event": ({"events": {"other": {}}}, "logout_without_event"),
        "a nonce, as an ID token": ({"nonce": "x"}, "logout_token_malformed"),
        "no jti": ({"jti": GONE}, "logout_token_malformed"),
        "neither sid nor sub": ({"sid": GONE}, "logout_of_nobody"),
        "an empty sid": ({"sid": ""}, "logout_of_nobody"),
        "an empty sid beside a sub": ({"sid": "", "sub": "subject-1"}, "logout_of_nobody"),
        "a sid that is no text": ({"sid": 7, "sub": "subject-1"}, "logout_of_nobody"),
        "an empty sub": ({"sub": ""}, "logout_of_nobody"),
    }

    @pytest.mark.parametrize(("changed", "why"), WRONG.values(), ids=WRONG.keys())
    def test_with(self, before, stub: Stub, client: Client, changed, why):
        assert self.post(sign(token(stub, **changed))).status_code == 400
        assert logged_in(client) is not None
        assert events("login.refused") == [f"lan: {why}"]

    @pytest.mark.parametrize("kind", ["JWT", "logout+jwt", "application/logout+JWT", GONE])
    def test_of_a_type_that_it_may_have(self, before, stub: Stub, client: Client, kind):
        assert self.post(sign(token(stub), typ=kind)).status_code == 200
        assert logged_in(client) is None

    def test_of_the_type_of_another_token(self, before, stub: Stub, client: Client):
        assert self.post(sign(token(stub), typ="at+jwt")).status_code == 400
        assert logged_in(client) is not None
        assert events("login.refused") == ["lan: logout_token_malformed"]

    SIGNED = {
        "nothing": (unsigned, "algorithm"),
        "the key of another": (lambda c: sign(c, OTHER_KEY, kid="one"), "signature"),
        "a key nobody knows": (lambda c: sign(c, OTHER_KEY), "key_unknown"),
    }

    @pytest.mark.parametrize(("signed", "why"), SIGNED.values(), ids=SIGNED.keys())
    def test_signed_with(self, before, stub: Stub, client: Client, signed, why):
        assert self.post(signed(token(stub))).status_code == 400
        assert logged_in(client) is not None
        assert events("login.refused") == [f"lan: {why}"]

    def test_with_an_id_token_in_its_place(self, before, stub: Stub, client: Client):
        claims = {**stub.id_token, "nonce": stub.asked.get("nonce", "x")}
        assert self.post(sign(claims)).status_code == 400
        assert logged_in(client) is not None

    def test_without_a_token(self, before, client: Client):
        assert Client().post("/logga-in/oidc/lan/slut/").status_code == 400
        assert logged_in(client) is not None


class TestWhatIsAsked:
    """The request, as the profile wants it."""

    def test_is_signed_and_says_all(self, db, stub: Stub, client: Client):
        stub.begin(client)
        assert set(stub.shown) == {"client_id", "response_type", "scope", "request"}
        asked = stub.asked
        assert (asked["iss"], asked["aud"]) == (CLIENT, stub.issuer)
        assert asked["exp"] - asked["iat"] <= 120 and asked["jti"]
        assert asked["redirect_uri"] == "https://samsyn.example/logga-in/oidc/lan/svar/"
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert (asked["prompt"], asked["max_age"]) == ("login", 3600)
        assert len(asked["state"]) >= 43 and len(asked["nonce"]) >= 43  # 256 bits
        about_login = asked["claims"]["id_token"]
        assert about_login["acr"] == {"essential": True, "values": [LOA3]}
        assert "employeeHsaId" in asked["claims"]["userinfo"]

    def test_is_new_each_time(self, db, stub: Stub, client: Client):
        both = [(stub.begin(client), stub.asked["nonce"]) for _turn in range(2)]
        assert len({word for pair in both for word in pair}) == 4

    def test_is_open_to_a_provider_that_takes_no_signed_request(self, kim, stub: Stub, client):
        stub.metadata["request_parameter_supported"] = False
        response = stub.log_in(client)
        assert "request" not in stub.shown and '"essential": true' in stub.shown["claims"]
        assert response.headers["Location"] == "/min-tur/"

    def test_our_public_key_can_be_fetched_and_nothing_more(self, db, stub: Stub, client: Client):
        [key] = client.get("/logga-in/oidc/lan/nycklar/").json()["keys"]
        assert set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_nothing_personal_is_logged(kim, stub: Stub, client: Client, caplog):
    number = "https://id.oidc.se/claim/personalIdentityNumber"
    stub.userinfo[number] = "199001011234"
    stub.log_in(client)
    stub.reset()
    stub.id_token["aud"] = "other"
    stub.log_in(client)
    said = caplog.text + repr(events("login.refused"))
    assert "not accepted" in said
    for word in ("199001011234", "Kim", "Testsson", "TST-1", "subject-1", "the-code"):
        assert word not in said
