"""How does a log-in last and end, and what is kept of what was typed?"""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.access.carrying import AUTHOR
from samsyn.access.rules import Actor
from samsyn.access.sessions import LOGIN_KEY, end_sessions
from samsyn.accounts.models import Draft, LoginSession
from samsyn.audit.models import Event
from samsyn.family.access import Member
from samsyn.foundation import clock, wall
from tests.browsing import client_of
from tests.world import Tale, World

MINUTE = dt.timedelta(minutes=1)


def login_of(client: Client) -> LoginSession:
    return LoginSession.objects.get(pk=client.session[LOGIN_KEY])


def log_in(client: Client, world: World, key: str, **more: str):
    return client.post("/logga-in/", {"person": f"{world.code}-{key}", **more})


def events(action: str, who: Actor | Member) -> list[str]:
    """The grounds of the log-in events that somebody's unit sees, or that are its own."""
    wall.bind(who)
    return list(Event.objects.filter(action=action).order_by("id").values_list("ground", flat=True))


class TestLasting:
    def test_an_idle_login_ends_and_says_so(self, county: World):
        actor = county.fitting(10, 1)[0]
        client = client_of(actor)
        with clock.held(clock.now() + 19 * MINUTE):
            assert client.get("/min-tur/").status_code == 200
        with clock.held(clock.now() + 40 * MINUTE):
            assert client.get("/min-tur/").headers["Location"] == "/logga-in/?next=/min-tur/"
        row = login_of(client)
        assert (row.ended_why, row.ended_at is None) == ("idle", False)
        assert events("login.ended", actor) == ["idle"]
        assert client.get("/min-tur/").status_code == 302, "it stays ended, whatever the clock says"

    def test_use_makes_it_last_but_not_past_the_longest(self, county: World):
        client, start = client_of(county.fitting(10, 1)[0]), clock.now()
        for passed in range(0, 480, 19):
            with clock.held(start + passed * MINUTE):
                assert client.get("/min-tur/").status_code == 200, passed
        with clock.held(start + 480 * MINUTE):
            assert client.get("/min-tur/").status_code == 302
        assert login_of(client).ended_why == "too_old"

    def test_times_come_from_settings(self, county: World, settings):
        settings.SAMSYN_IDLE_MINUTES = 3
        client = client_of(county.fitting(10, 1)[0])
        with clock.held(clock.now() + 4 * MINUTE):
            assert client.get("/min-tur/").status_code == 302

    def test_reading_writes_last_seen_at_most_once_a_minute(self, county: World):
        client, start = client_of(county.fitting(10, 1)[0]), clock.now()
        before = login_of(client).last_seen_at
        with (
            clock.held(start + dt.timedelta(seconds=50)),
            CaptureQueriesContext(connection) as seen,
        ):
            client.get("/min-tur/")
        assert not [q for q in seen.captured_queries if q["sql"].startswith("UPDATE")]
        assert login_of(client).last_seen_at == before
        with clock.held(start + 2 * MINUTE):
            client.get("/min-tur/")
        assert login_of(client).last_seen_at == start + 2 * MINUTE

    def test_to_look_how_long_is_left_is_not_use_but_to_say_one_is_there_is(self, county: World):
        client, start = client_of(county.fitting(10, 1)[0]), clock.now()
        with clock.held(start + 18 * MINUTE):
            left = client.get("/inloggning/kvar/").json()
            assert 115 <= left["seconds_left"] <= 120 and left["by_age"] is False
            assert client.post("/inloggning/kvar/").json()["seconds_left"] == 1200
        assert login_of(client).last_seen_at == start + 18 * MINUTE
        with clock.held(start + 38 * MINUTE):
            assert client.get("/inloggning/kvar/").status_code == 302

    def test_an_old_login_is_told_that_going_on_does_not_help(self, county: World):
        now = clock.now()
        client = client_of(
            county.fitting(10, 1)[0], started_at=now - dt.timedelta(hours=7, minutes=59)
        )
        answer = client.post("/inloggning/kvar/").json()
        assert answer["seconds_left"] <= 60 and answer["by_age"] is True

    def test_every_page_says_how_long_is_left(self, county: World):
        text = client_of(county.fitting(10, 1)[0]).get("/min-tur/").content.decode()
        assert 'data-seconds-left="1200"' in text or 'data-seconds-left="1199"' in text
        assert "foundation/js/idle.js" in text
        assert "idle.js" not in Client().get("/").content.decode()


class TestBeginning:
    def test_the_key_changes_when_the_same_person_logs_in_again(self, county: World):
        client, key = Client(), county.fitting(10, 1)[0].operation
        person = Member(county.actors[key].user_id)
        log_in(client, county, key)
        before, first = client.session.session_key, login_of(client).pk
        log_in(client, county, key)
        assert client.session.session_key != before
        assert LoginSession.objects.get(pk=first).ended_why == "replaced"
        assert events("login.begun", person) == ["demo", "demo"]
        assert events("login.ended", person) == ["replaced"]
        assert events("login.bound", county.fitting(10, 1)[0]) == ["coordinator"] * 2

    def test_logging_in_costs_the_one_before_nothing_of_its_unit(self, county: World):
        one, other = county.fitting(10, 2)
        client = Client()
        log_in(client, county, one.operation)
        log_in(client, county, other.operation)
        assert other.unit_name in client.get("/min-tur/").content.decode()

    def test_what_was_typed_waits_for_its_author_and_for_nobody_else(self, county: World):
        tale = county.tale()
        path, client = f"/barn/{tale.child_id}/behov/", Client()
        log_in(client, county, tale.owner.operation)
        end_sessions(why="idle", user_id=tale.owner.user_id)
        asked = client.post(path, {"worry": "Bara mitt"})
        assert asked.status_code == 401 and "Bara mitt" in asked.content.decode()
        typed = {"typed:worry": "Bara mitt", "next": path}
        log_in(client, county, tale.others[0].operation, **typed)
        wall.bind(tale.others[0])
        assert not Draft.objects.exists(), "another person's log-in takes nothing over"
        log_in(client, county, tale.owner.operation)
        log_in(client, county, tale.owner.operation, **typed)
        assert "Bara mitt" in client.get(path).content.decode()

    def test_a_forged_author_takes_nothing_over(self, county: World):
        tale = county.tale()
        client = Client()
        client.cookies[AUTHOR] = str(tale.owner.user_id)
        typed = {"typed:worry": "Påhitt", "next": f"/barn/{tale.child_id}/behov/"}
        log_in(client, county, tale.owner.operation, **typed)
        wall.bind(tale.owner)
        assert not Draft.objects.exists()

    def test_a_door_that_leads_out_parks_what_was_typed(self, county: World, rf):
        from django.contrib.sessions.backends.db import SessionStore

        from samsyn.access.carrying import park_typed, take_parked

        request = rf.post("/logga-in/", {"typed:worry": "Under vägen\x00", "next": "/a/"})
        request.session = SessionStore()
        park_typed(request, "/a/")
        assert take_parked(request, "/a/") == {"worry": ["Under vägen"]}
        assert take_parked(request, "/a/") == {}
        park_typed(request, "/a/")
        assert take_parked(request, "/somewhere/else/") == {}


class TestOwnLogins:
    def test_shows_the_living_ones_and_ends_one(self, county: World):
        actor = county.fitting(10, 1)[0]
        here, there = client_of(actor), client_of(actor, method="local", assurance=3)
        client_of(actor, last_seen_at=clock.now() - 30 * MINUTE, method="saml")
        text = here.get("/mina-inloggningar/").content.decode()
        assert "Den här" in text and actor.unit_name in text
        assert text.count("Lösenord och engångskod") == 1
        assert "arbetsgivarens inloggningstjänst" not in text, "that one has been idle too long"
        here.post("/mina-inloggningar/", {"end": str(login_of(there).pk)})
        assert there.get("/min-tur/").status_code == 302
        assert here.get("/min-tur/").status_code == 200

    def test_nobody_ends_another_persons(self, county: World):
        one, other = county.fitting(10, 2)
        theirs = client_of(other)
        mine = client_of(one)
        for wrong in (str(login_of(theirs).pk), "nonsense", ""):
            assert mine.post("/mina-inloggningar/", {"end": wrong}).status_code == 302
        assert theirs.get("/min-tur/").status_code == 200

    def test_logging_out_everywhere_ends_all(self, county: World):
        actor = county.fitting(10, 1)[0]
        here, there = client_of(actor), client_of(actor)
        assert here.post("/mina-inloggningar/", {"end": "all"}).headers["Location"] == "/"
        assert [c.get("/min-tur/").status_code for c in (here, there)] == [302, 302]
        wall.bind(actor)
        ended = Event.objects.filter(action="login.ended", ground="everywhere")
        assert ended.count() == 2

    def test_the_assignment_stands_on_every_page_with_a_way_to_the_log_ins(self, county: World):
        tale: Tale = county.tale(others=2).to_plan_in_force()
        client = client_of(tale.owner)
        pages = (
            "/min-tur/", "/barn/", "/planer/", f"/barn/{tale.child_id}/", "/uppdrag/",
            f"/planer/{tale.plan_id}/", "/vem-gor-vad/", "/mina-inloggningar/", "/om/", "/",
        )  # fmt: skip
        for path in pages:
            text = client.get(path).content.decode()
            assert tale.owner.unit_name in text and "Samordnare" in text, path
            assert "/mina-inloggningar/" in text, path


@pytest.mark.parametrize("why", ["logged_out", "idle"])
def test_an_ended_login_opens_nothing_though_the_browser_keeps_its_cookie(county: World, why):
    actor = county.fitting(10, 1)[0]
    client = client_of(actor)
    assert end_sessions(why=why, user_id=actor.user_id) == 1
    assert end_sessions(why=why, user_id=actor.user_id) == 0, "ended once"
    assert client.get("/barn/").status_code == 302
