"""The whole way through a real provider (npm oidc-provider) and back."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client

from samsyn.accounts.models import Draft, Identity, LoginSession, User
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment, Unit
from tests.logins.conftest import added, events, logged_in
from tests.logins.real_provider import RealProvider, confirm, through
from tests.logins.stub import ADDRESS

START = "/logga-in/oidc/lan/?next=/min-tur/"


@pytest.fixture(scope="module")
def running() -> Iterator[RealProvider]:
    found = RealProvider()
    yield found
    found.stop()


@pytest.fixture
def provider(running: RealProvider, login_file: Any) -> RealProvider:
    login_file(running.issuer)
    return running


@pytest.fixture
def keyboard() -> Iterator[requests.Session]:
    """The browser's side at the provider, with its cookies there."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


def long_ago(row: LoginSession) -> LoginSession:
    """Make a log-in one that was shown an hour ago."""
    row.authenticated_at = clock.now() - dt.timedelta(hours=1)
    row.save()
    return row


def test_somebody_known_logs_in(kim: User, provider: RealProvider, client: Client, keyboard):
    provider.next_is("kim")
    response = provider.log_in(client, keyboard, START)
    assert (response.status_code, response.headers["Location"]) == (302, "/min-tur/")
    row = logged_in(client)
    assert (row.user_id, row.method, row.assurance) == (kim.pk, "oidc", 3)
    assert row.issuer == provider.issuer and row.provider_session
    assert clock.now() - row.authenticated_at < dt.timedelta(minutes=1)
    assert client.get("/min-tur/").status_code == 200
    names = Identity.objects.filter(user=kim).values_list("issuer", "kind", "value")
    assert set(names) == {("", "hsa_id", "TST-1"), (provider.issuer, "subject", "kim")}


def test_a_commission_makes_the_person_and_the_assignment(
    unit: Unit, provider: RealProvider, client: Client, keyboard
):
    provider.next_is("new")
    response = provider.log_in(client, keyboard, START)
    assert response.headers["Location"] == "/min-tur/"
    given = Assignment.objects.get(user_id=logged_in(client).user_id)
    assert (given.unit_id, given.role, given.given_by) == (unit.pk, "physician", "claims")
    assert given.commission == "TST-commission"
    assert str(given.user) == "Robin Nyström"


def test_somebody_whom_nobody_has_added_is_told_what_to_do(
    unit: Unit, provider: RealProvider, client: Client, keyboard
):
    provider.next_is("nobody")
    response = provider.log_in(client, keyboard, START)
    text = response.content.decode()
    assert response.status_code == 403
    assert "Du finns inte i Samsyn än." in text and "administratören" in text
    assert not User.objects.exists() and not LoginSession.objects.exists()
    assert events("login.refused") == ["not_known"]


def test_one_who_stops_half_way_is_told_so(
    kim: User, provider: RealProvider, client: Client, keyboard
):
    provider.next_is(None)
    response = provider.log_in(client, keyboard, START)
    assert response.status_code == 400
    assert "Du avbröt inloggningen." in response.content.decode()
    assert logged_in(client) is None


def test_what_was_typed_comes_through(
    kim: User, provider: RealProvider, client: Client, keyboard, settings
):
    settings.ROOT_URLCONF = "tests.logins.urls_outside_demo"
    provider.next_is("kim")
    provider.log_in(client, keyboard, START)
    typed = {"next": "/min-tur/", "typed:text": "Det jag skrev"}
    LoginSession.objects.update(ended_at=clock.now(), ended_why="idle")
    page = client.post("/logga-in/", typed).content.decode()
    assert "Det du skrev följer med." in page and "Det jag skrev" not in page
    way = re.search(r'href="(/logga-in/oidc/lan/[^"]*)"', page)[1]
    provider.log_in(client, keyboard, way)
    wall.bind(acting(kim))
    assert Draft.objects.get().fields == {"text": ["Det jag skrev"]}


def test_what_was_typed_is_nobody_elses(
    kim: User, unit: Unit, provider: RealProvider, client: Client, keyboard, settings
):
    settings.ROOT_URLCONF = "tests.logins.urls_outside_demo"
    alex = added(unit, "alex", hsa_id="TST-2")
    provider.next_is("kim")
    provider.log_in(client, keyboard, START)
    client.post("/logga-in/", {"next": "/min-tur/", "typed:text": "Kims ord"})
    provider.next_is("alex")
    assert provider.log_in(client, keyboard, START).headers["Location"] == "/min-tur/"
    for person in (kim, alex):
        wall.bind(acting(person))
        assert not Draft.objects.exists()


def acting(person: User):
    from samsyn.access.queries import actor_from
    from samsyn.organisations.queries import assignments_of

    return actor_from(assignments_of(person.pk, clock.today()).get())


class TestShowingAgain:
    """Before a signature one shows again who one is, at the same provider."""

    @pytest.fixture
    def before(self, kim: User, provider: RealProvider, client: Client, keyboard) -> LoginSession:
        provider.next_is("kim")
        provider.log_in(client, keyboard, START)
        return long_ago(logged_in(client))

    def test_the_same_person(self, before, provider: RealProvider, client: Client, keyboard):
        page = client.get("/logga-in/igen/?next=/min-tur/").content.decode()
        way = re.search(r'href="(/logga-in/oidc/igen/[^"]*)"', page)[1]
        provider.next_is("kim")
        response = provider.log_in(client, keyboard, way)
        assert (response.status_code, response.headers["Location"]) == (302, "/min-tur/")
        row = logged_in(client)
        assert row.pk == before.pk
        assert clock.now() - row.authenticated_at < dt.timedelta(minutes=1)
        assert LoginSession.objects.count() == 1

    @pytest.mark.parametrize("account", ["alex", "nobody"], ids=["known", "unknown"])
    def test_somebody_else_who_is(
        self, before, unit, provider: RealProvider, client: Client, keyboard, account
    ):
        added(unit, "alex", hsa_id="TST-2")
        provider.next_is(account)
        response = provider.log_in(client, keyboard, "/logga-in/oidc/igen/?next=/min-tur/")
        assert response.status_code == 403
        assert "Det var någon annan som legitimerade sig." in response.content.decode()
        row = logged_in(client)
        assert row.pk == before.pk and row.authenticated_at == before.authenticated_at
        assert LoginSession.objects.count() == 1

    def test_nobody_is_led_out_who_is_not_logged_in(self, db, provider: RealProvider, client):
        response = client.get("/logga-in/oidc/igen/")
        assert response.headers["Location"].startswith("/logga-in/?next=")


class TestLoggingOut:
    def test_at_the_provider_ends_the_log_in_here(
        self, kim: User, provider: RealProvider, client: Client, keyboard
    ):
        provider.next_is("kim")
        provider.log_in(client, keyboard, START)
        row = logged_in(client)
        response = client.post("/logga-ut/")
        assert response.headers["Location"] == "/logga-in/oidc/lan/ut/"
        LoginSession.objects.filter(pk=row.pk).update(ended_at=None, ended_why="")
        self.end_at_provider(provider, client, keyboard)
        told = client.post("/logga-in/oidc/lan/slut/", {"logout_token": provider.told.tokens[-1]})
        assert told.status_code == 200
        row.refresh_from_db()
        assert row.ended_why == "provider"

    def end_at_provider(self, provider: RealProvider, client: Client, keyboard) -> None:
        page = client.get("/logga-in/oidc/lan/ut/").content.decode()
        url = re.search(r'href="(http://127[^"]*)"', page)[1].replace("&amp;", "&")
        provider.told.heard.clear()
        answer = confirm(keyboard, keyboard.get(url, timeout=5).text)
        assert answer.headers["Location"] == f"{ADDRESS}/"
        assert provider.told.heard.wait(5)


def test_a_request_changed_on_the_way_is_not_taken(
    kim: User, provider: RealProvider, client: Client, keyboard
):
    url = client.get(START).headers["Location"]
    request = parse_qs(urlsplit(url).query)["request"][0]
    head, body, signature = request.split(".")
    other = ("A" if body[40] != "A" else "B").join([body[:40], body[41:]])
    changed = url.replace(request, f"{head}.{other}.{signature}")
    answer = keyboard.get(changed, allow_redirects=False, timeout=5)
    back = answer.headers["Location"]
    assert "error=invalid_request_object" in back
    assert "Felkod: state" in client.get(back.removeprefix(ADDRESS)).content.decode()


def test_a_code_is_not_taken_without_its_verifier(
    kim: User, provider: RealProvider, client: Client, keyboard
):
    from samsyn.accounts.models import LoginAttempt

    provider.next_is("kim")
    url = through(keyboard, client.get(START).headers["Location"])
    LoginAttempt.objects.update(verifier="x" * 43)
    response = client.get(url.removeprefix(ADDRESS))
    assert "Felkod: status_400" in response.content.decode()
    assert logged_in(client) is None
