"""A local account from the command line to the first log-in, and everything that is refused."""

import datetime as dt
import re

import pyotp
import pytest
from django.test import Client

from samsyn.access.rules import Actor
from samsyn.access.sessions import LOGIN_KEY
from samsyn.accounts.models import LocalAccount, LoginSession, User
from samsyn.audit.models import Event
from samsyn.cli import main
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Refused
from samsyn.logins.local.operations import create_account, renew_link
from tests.browsing import client_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.logins.urls")]

PASSWORD = "häst batteri klammer rätt"
LOGIN = "/logga-in/lokalt/"


def made(handle: str = "uppsattare") -> str:
    return create_account(handle, given_name="Ulla", family_name="Uppsättare", actor=Actor.system())


def secret_on(text: str) -> str:
    return re.search(r"<code>([A-Z2-7]{32})</code>", text).group(1)


class Phone:
    """The app with the codes; each asked for is of the next half minute."""

    def __init__(self, client: Client, token: str) -> None:
        self.path = f"{LOGIN}konto/{token}/"
        self.page = client.get(self.path).content.decode()
        self.secret = secret_on(self.page)
        self.now = clock.now()

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(clock.now())


@pytest.fixture
def phone(client) -> Phone:
    return Phone(client, made())


@pytest.fixture
def ready(client, phone) -> Phone:
    """Set up, and a minute later."""
    assert client.post(phone.path, {"password": PASSWORD, "code": phone.code()}).status_code == 302
    return phone


def later(seconds: int = 60):
    return clock.held(clock.now() + dt.timedelta(seconds=seconds))


def try_in(client, phone, password=PASSWORD, handle="uppsattare", code="", **more):
    given = {"handle": handle, "password": password, "code": code or phone.code(), **more}
    return client.post(LOGIN, given)


def refused_as(user_id) -> list[str]:
    """Why log-ins were refused, as this person (or nobody) meets its own in the log."""
    wall.bind(Actor(user_id=user_id))
    rows = Event.objects.filter(action="login.refused").order_by("id")
    return list(rows.values_list("ground", flat=True))


class TestSettingUp:
    def test_shows_a_picture_and_the_key_and_no_inline_style(self, phone):
        svg = re.search(r"<svg.*?</svg>", phone.page, re.S).group(0)
        assert "style" not in svg and "<path" in svg
        assert "uppsattare" in phone.page

    def test_the_link_works_once_and_a_code_too(self, client, ready):
        assert client.get(ready.path).status_code == 410
        assert client.post(ready.path, {"password": PASSWORD, "code": "1"}).status_code == 410
        assert try_in(client, ready).status_code == 422, "the code of the set-up is used up"

    def test_the_link_ends_after_a_day(self, client, phone):
        with clock.held(clock.now() + dt.timedelta(hours=23, minutes=59)):
            assert client.get(phone.path).status_code == 200
        with clock.held(clock.now() + dt.timedelta(hours=24, minutes=1)):
            assert client.get(phone.path).status_code == 410

    def test_a_forged_link_opens_nothing(self, client, phone):
        key = LocalAccount.objects.get().setup_key
        for token in (key, f"{key}:forged", phone.path.split("/")[-2][:-1] + "x", ":"):
            assert client.get(f"{LOGIN}konto/{token}/").status_code == 410, token

    def test_a_weak_password_and_a_wrong_code_are_told_at_their_fields(self, client, phone):
        response = client.post(phone.path, {"password": "Ulla Uppsättare 1", "code": "000000"})
        text = response.content.decode()
        assert response.status_code == 422
        assert "mest ditt namn" in text and "Koden stämmer inte" in text
        assert secret_on(text) == phone.secret, "the app need not be connected again"

    def test_nothing_in_the_database_can_be_read(self, client, ready):
        account = LocalAccount.objects.get()
        assert account.password.startswith("argon2") and PASSWORD not in account.password
        assert ready.secret not in account.secret

    def test_a_new_link_stops_the_old_password(self, client, ready):
        token = renew_link("uppsattare", actor=Actor.system())
        with later():
            assert try_in(client, ready).status_code == 422
            again = Phone(client, token)
            assert again.secret != ready.secret

    def test_the_same_account_is_not_made_twice(self, phone):
        with pytest.raises(Refused, match="redan"):
            made()
        with pytest.raises(Refused, match="inget lokalt konto"):
            renew_link("nobody", actor=Actor.system())


class TestLoggingIn:
    def test_password_and_code_open_with_assurance_two(self, client, ready):
        with later():
            assert try_in(client, ready, next="/om/").status_code == 302
        row = LoginSession.objects.get(pk=client.session[LOGIN_KEY])
        assert (row.method, row.assurance) == ("local", 2)

    @pytest.mark.parametrize(
        "change", [{"password": "fel fel fel fel fel"}, {"handle": "nagon"}, {"code": "000000"}]
    )
    def test_each_thing_that_is_wrong_gives_the_same_answer(self, client, ready, change):
        with later():
            response = try_in(client, ready, **change)
        text = response.content.decode()
        assert response.status_code == 422 and "Det gick inte att logga in." in text
        assert PASSWORD not in text and LOGIN_KEY not in client.session

    def test_a_code_works_once(self, client, ready):
        with later():
            assert try_in(client, ready).status_code == 302
            assert try_in(Client(), ready).status_code == 422

    def test_wrong_attempts_close_for_longer_and_longer(self, client, ready):
        with later():
            for _ in range(5):
                try_in(client, ready, password="fel fel fel fel fel")
            response = try_in(client, ready)
            assert response.status_code == 422, "right, but the account waits"
            account = LocalAccount.objects.get()
            assert account.locked_until == clock.now() + dt.timedelta(minutes=1)
        with later(130):
            assert try_in(client, ready, password="fel fel fel fel fel").status_code == 422
            account.refresh_from_db()
            assert account.locked_until == clock.now() + dt.timedelta(minutes=2)
        with later(300):
            assert try_in(client, ready).status_code == 302
            account.refresh_from_db()
            assert (account.failed, account.locked_until) == (0, None)

    def test_an_unknown_name_costs_the_same_work(self, client, ready, monkeypatch):
        from samsyn.logins.local import checking

        compared = []
        real = checking.check_password
        monkeypatch.setattr(
            checking, "check_password", lambda *given: compared.append(given[1]) or real(*given)
        )
        with later():
            try_in(client, ready, handle="nobody-at-all")
            try_in(client, ready, password="fel fel fel fel fel")
        parts = [encoded.rsplit("$", 2)[0] for encoded in compared]
        assert len(parts) == 2 and parts[0] == parts[1], "same algorithm, same cost"

    def test_one_who_has_left_or_has_not_set_up_does_not_get_in(self, client, phone):
        assert try_in(client, phone, password="").status_code == 422
        client.post(phone.path, {"password": PASSWORD, "code": phone.code()})
        User.objects.update(is_active=False)
        with later():
            assert try_in(client, phone).status_code == 422

    def test_what_is_refused_is_in_the_log(self, client, ready):
        with later():
            try_in(client, ready, password="fel fel fel fel fel")
            try_in(client, ready, handle="nagon")
        assert refused_as(User.objects.get().pk) == ["wrong"]
        assert refused_as(None) == ["unknown_account"]

    def test_what_was_typed_comes_along(self, client, ready):
        text = client.post("/logga-in/lokalt/", {"typed:worry": "Mitt", "next": "/a/"}).content
        assert b'name="typed:worry" value="Mitt"' in text and b'value="/a/"' in text


class TestAnotherKey:
    """The service's secret is changed, as it is each year."""

    NEW = "Zq1Wx2Ec3Rv4Tb5Yn6Um7Ik8Ol9Pa0Sd1Fg2Hj3Kl4Qw5Er6Ty7"

    def test_codes_work_and_are_kept_by_the_new_one(self, client, ready, settings):
        old = settings.SECRET_KEY
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = self.NEW, [old]
        with later():
            assert try_in(Client(), ready).status_code == 302
        settings.SECRET_KEY_FALLBACKS = []
        with later(120):
            assert try_in(Client(), ready).status_code == 302

    def test_a_key_of_its_own_can_be_set_later(self, client, ready, settings):
        settings.SAMSYN_ACCOUNT_KEY = self.NEW
        with later():
            assert try_in(Client(), ready).status_code == 302

    def test_a_secret_that_nothing_opens_looks_like_a_wrong_code(
        self, client, ready, settings, caplog
    ):
        settings.SECRET_KEY = self.NEW
        with later():
            known, unknown = try_in(Client(), ready), try_in(Client(), ready, handle="nagon")
        assert known.status_code == unknown.status_code == 422
        assert "new link is needed" in caplog.text
        assert refused_as(User.objects.get().pk) == ["wrong"]

    def test_a_link_of_such_an_account_is_over(self, client, phone, settings):
        LocalAccount.objects.update(secret="not of any key")
        assert client.get(phone.path).status_code == 410


class TestAgain:
    def test_the_same_person_with_password_and_a_new_code(self, county: World, ready):
        actor = county.fitting(10, 1)[0]
        LocalAccount.objects.update(user_id=actor.user_id)
        old = clock.now() - dt.timedelta(minutes=6)
        client = client_of(actor, method="local", assurance=2, authenticated_at=old)
        first = client.get("/logga-in/igen/?next=/om/")
        assert first.headers["Location"] == "/logga-in/lokalt/igen/?next=/om/"
        assert "Engångskod" in client.get(first.headers["Location"]).content.decode()
        with later():
            wrong = client.post(
                "/logga-in/lokalt/igen/", {"password": "fel", "code": ready.code(), "next": "/om/"}
            )
            assert wrong.status_code == 422
            done = client.post(
                "/logga-in/lokalt/igen/",
                {"password": PASSWORD, "code": ready.code(), "next": "/om/"},
            )
            assert done.headers["Location"] == "/om/"
        assert LoginSession.objects.get(pk=client.session[LOGIN_KEY]).authenticated_at > old


class TestCommand:
    @pytest.fixture(autouse=True)
    def on(self, monkeypatch):
        monkeypatch.setenv("SAMSYN_LOCAL_ACCOUNTS", "1")
        monkeypatch.setenv("SAMSYN_SECRET_KEY", "x")

    def run(self, *given: str) -> int:
        return main(["account", *given])

    def test_prints_a_link_that_opens(self, client, capsys):
        names = ("--given", "Ulla", "--family", "Uppsättare")
        assert self.run("create", "ulla", *names, "--address", "https://samsyn.example.org/") == 0
        link = capsys.readouterr().out.split()[-1]
        assert link.startswith("https://samsyn.example.org/logga-in/lokalt/konto/")
        assert client.get(link.removeprefix("https://samsyn.example.org")).status_code == 200
        assert self.run("create", "ulla", *names) == 1
        assert "account link ulla" in capsys.readouterr().err
        assert self.run("link", "ulla") == 0
        assert client.get(link.removeprefix("https://samsyn.example.org")).status_code == 410

    def test_says_what_is_missing(self, capsys, monkeypatch, tmp_path):
        assert self.run("link", "nobody") == 1
        assert self.run("create", "å b", "--given", "A", "--family", "B") == 1
        assert "a–z" in capsys.readouterr().err
        monkeypatch.delenv("SAMSYN_SECRET_KEY")
        assert self.run("link", "nobody") == 1
        assert "SAMSYN_SECRET_KEY" in capsys.readouterr().err
        (tmp_path / "key").write_text("x\n", encoding="utf-8")
        monkeypatch.setenv("SAMSYN_SECRET_KEY_FILE", str(tmp_path / "key"))
        assert self.run("link", "nobody") == 1
        assert "inget lokalt konto" in capsys.readouterr().err
        monkeypatch.delenv("SAMSYN_SECRET_KEY_FILE")
        assert self.run("link", "nobody") == 1
        assert "SAMSYN_SECRET_KEY" in capsys.readouterr().err
        monkeypatch.delenv("SAMSYN_LOCAL_ACCOUNTS")
        assert self.run("link", "nobody") == 1
        assert "avstängda" in capsys.readouterr().err


def test_passwords_are_hashed_as_dearly_as_django_says_outside_the_tests():
    from samsyn.config import settings as production

    assert production.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
