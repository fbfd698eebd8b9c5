"""What goes through a log-in in a form's stead, and what is never carried or kept?"""

import datetime as dt
import html
import re

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from samsyn.accounts.attempts import begin
from samsyn.accounts.drafts import draft_for, drop_old_drafts, save_draft
from samsyn.accounts.models import DRAFT_DAYS, Draft, LoginSession, User
from samsyn.cli import main
from samsyn.foundation import clock, wall
from tests.access.test_fresh import LONG_AGO
from tests.browsing import client_of
from tests.world import Tale, World

NUMBER = "20120101-2388"
PATH = "/mitt/"


def hidden(text: str) -> dict[str, str]:
    """What a page would send on of what was typed."""
    found = re.findall(r'name="typed:([^"]+)" value="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in found}


def ended(actor) -> Client:
    client = client_of(actor)
    LoginSession.objects.update(ended_at=clock.now(), ended_why="idle")
    return client


@pytest.fixture
def tale(county: World) -> Tale:
    return county.tale()


class TestSecrets:
    @pytest.mark.urls("tests.logins.urls")
    def test_a_password_is_neither_in_the_page_nor_in_the_session_nor_in_a_draft(self, tale):
        client = ended(tale.owner)
        page = client.post(
            "/logga-in/lokalt/igen/",
            {"password": "häst batteri", "code": "123456", "next": "/min-tur/", "worry": "Oro"},
        )
        text = page.content.decode()
        assert page.status_code == 401 and "häst" not in text and "123456" not in text
        assert hidden(text) == {"next": "/min-tur/", "worry": "Oro"}
        assert "Lösenord, engångskoder" in text

    def test_nothing_is_said_of_what_was_not_left_out(self, tale):
        text = ended(tale.owner).post("/barn/", {"worry": "Oro"}).content.decode()
        assert hidden(text) == {"worry": "Oro"} and "Lösenord, engångskoder" not in text


class TestNumbers:
    @pytest.mark.parametrize(
        ("name", "field"), [("cases:new_child", "number"), ("workspace:children", "q")]
    )
    def test_a_childs_is_carried_through_no_log_in(self, tale, name, field):
        text = ended(tale.owner).post(reverse(name), {field: NUMBER, "given_name": "Alva"}).content
        assert hidden(text.decode()) == {"given_name": "Alva"} and NUMBER not in text.decode()

    def test_none_is_in_a_draft(self, tale):
        client, path = client_of(tale.owner), reverse("family:give", args=[tale.child_id])
        client.post(f"/utkast/?sida={path}", {"number": NUMBER, "valid_until": "2026-01-01"})
        wall.bind(tale.owner)
        assert Draft.objects.get().fields == {"valid_until": ["2026-01-01"]}

    def test_none_is_kept_while_one_shows_who_one_is(self, tale):
        client = client_of(tale.owner, authenticated_at=clock.now() - LONG_AGO)
        path = reverse("family:give", args=[tale.child_id])
        assert client.post(path, {"number": NUMBER, "who": "self"}).status_code == 302
        wall.bind(tale.owner)
        assert Draft.objects.get().fields == {"who": ["self"]}


class TestAnotherSite:
    """What another site lets the browser send was typed by nobody."""

    def sent(self, **headers: str):
        client = Client(enforce_csrf_checks=True, headers=headers)
        return client.post("/barn/", {"worry": "Inte jag"})

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site", "origin": "http://testserver"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "https://testserver"},
            {"origin": "http://testserver:8000"},
            {"referer": "http://evil.example/testserver/"},
            {"referer": "http://[evil/"},
        ],
        ids=str,
    )
    def test_is_not_carried(self, db, headers):
        answer = self.sent(**headers)
        text = answer.content.decode()
        assert answer.status_code == 403 and "Inte jag" not in text and hidden(text) == {}
        assert "skickades inte från Samsyn" in text and "Det du skrev är kvar" not in text

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "none"},
            {"origin": "http://testserver"},
            {"referer": "http://testserver/barn/"},
        ],
        ids=str,
    )
    def test_our_own_is(self, db, headers):
        answer = self.sent(**headers)
        text = answer.content.decode()
        assert answer.status_code == 403 and hidden(text) == {"worry": "Inte jag"}


class TestWhereItWas:
    def test_a_query_comes_along_to_the_door(self, db):
        path = reverse("administration:new_person")
        answer = Client().get(f"{path}?enhet=x&till=y")
        assert answer.headers["Location"] == f"/logga-in/?next={path}%3Fenhet%3Dx%26till%3Dy"

    def test_a_post_comes_back_to_it_and_its_draft_to_the_page(self, tale):
        page = f"/barn/{tale.child_id}/behov/"
        path, client = f"{page}?fran=1", Client()
        self.log_in(client, tale.owner)
        LoginSession.objects.update(ended_at=clock.now(), ended_why="idle")
        text = client.post(path, {"worry": "Min oro"}).content.decode()
        assert f'name="next" value="{path}"' in text
        sent = {f"typed:{name}": value for name, value in hidden(text).items()}
        assert self.log_in(client, tale.owner, next=path, **sent) == path
        wall.bind(tale.owner)
        assert Draft.objects.get().path == page
        assert "Min oro" in client.get(path).content.decode()

    def log_in(self, client: Client, actor, **more: str) -> str:
        """Log in by the demo's door, choose the assignment when there are more; where to."""
        person = User.objects.get(pk=actor.user_id).handle
        answer = client.post("/logga-in/", {"person": person, **more})
        if answer.headers["Location"].startswith(reverse("choose_assignment")):
            chosen = {"assignment": str(actor.assignment_id), "next": more.get("next", "")}
            answer = client.post(answer.headers["Location"], chosen)
        return answer.headers["Location"]


class TestAge:
    def aged(self, actor, days: int, path: str = PATH) -> None:
        wall.bind(actor)
        save_draft(actor, path, {"worry": ["Oro"]})
        Draft.objects.filter(path=path).update(saved_at=clock.now() - dt.timedelta(days=days))

    def test_an_old_draft_goes_whosever_it_is_and_a_newer_one_stays(self, tale, county):
        other = county.fitting(10, 2)[1]
        self.aged(tale.owner, DRAFT_DAYS + 1)
        self.aged(tale.owner, DRAFT_DAYS - 1, "/annat/")
        self.aged(other, DRAFT_DAYS + 1)
        wall.bind(None)
        assert drop_old_drafts() == 2
        wall.bind(tale.owner)
        assert [draft.path for draft in Draft.objects.all()] == ["/annat/"]
        wall.bind(other)
        assert not Draft.objects.exists()

    def test_an_old_one_is_not_shown_until_then(self, tale):
        self.aged(tale.owner, DRAFT_DAYS + 1)
        assert draft_for(tale.owner, PATH) is None
        self.aged(tale.owner, DRAFT_DAYS - 1)
        assert draft_for(tale.owner, PATH)

    def test_the_command_takes_drafts_and_sessions(self, tale, capsys):
        self.aged(tale.owner, DRAFT_DAYS + 1)
        over = Session.objects.create(
            session_key="x" * 32, session_data="", expire_date=clock.now() - dt.timedelta(days=1)
        )
        assert main(["tidy"]) == 0
        assert capsys.readouterr().out.startswith("1 gamla utkast")
        assert not Session.objects.filter(pk=over.pk).exists()

    def test_sessions_past_their_end_go_when_a_log_in_is_begun(self, db):
        assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
        over, living = SessionStore(), SessionStore()
        for store, days in ((over, -1), (living, 1)):
            store.save(must_create=True)
            Session.objects.filter(pk=store.session_key).update(
                expire_date=clock.now() + dt.timedelta(days=days)
            )
        begin("browser", "lan", target="/")
        assert list(Session.objects.values_list("pk", flat=True)) == [living.session_key]
