"""Who signs shows again who it is, and loses nothing by it."""

import datetime as dt
import inspect

import pytest
from django.urls import URLPattern, get_resolver

from samsyn.access.access import fresh
from samsyn.accounts.models import LoginSession
from samsyn.audit.models import Event
from samsyn.cases.models import Case
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied
from tests.access.test_sessions import login_of
from tests.browsing import client_of
from tests.world import World

LONG_AGO = dt.timedelta(minutes=6)
#: What is as good as a signature: these, and no page that is only read.
FRESH = {
    "plans:answer", "cases:family_answer", "cases:withdraw", "cases:share",
    "actionplans:sign", "governance:approve", "retention:run", "retention:carry_out",
    "children:wait", "children:end", "logreview:show_child",
}  # fmt: skip


def marked(view) -> bool:
    while view is not None:
        if getattr(view, "asks_for_fresh_login", False):
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def names_of_fresh_views() -> set[str]:
    def inside(patterns, space=""):
        for entry in patterns:
            if isinstance(entry, URLPattern):
                if marked(entry.callback):
                    yield space + entry.name
            else:
                yield from inside(
                    entry.url_patterns, f"{entry.namespace}:" if entry.namespace else space
                )

    return set(inside(get_resolver().url_patterns))


def test_signatures_and_nothing_else_ask_for_a_fresh_login():
    assert names_of_fresh_views() == FRESH


def test_the_mark_stands_inside_the_guard():
    for entry in ("plans.views.answer", "cases.views.family.share"):
        module, name = entry.rsplit(".", 1)
        view = getattr(__import__(f"samsyn.{module}", fromlist=[name]), name)
        assert view.requirement.endswith((".agree", ".decide")), "the guard is outermost"


class TestStepUp:
    @pytest.fixture
    def tale(self, county: World):
        tale = county.tale(others=1)
        tale.need()
        return tale

    def stale(self, actor):
        return client_of(actor, authenticated_at=clock.now() - LONG_AGO)

    def test_a_fresh_login_goes_straight_on(self, tale):
        path = f"/arenden/{tale.case_id}/familjens-svar/"
        assert client_of(tale.owner).get(self.path(tale)).status_code == 200, path

    def path(self, tale) -> str:
        from django.urls import reverse

        return reverse("cases:share", args=[tale.case_id])

    def test_an_old_one_is_led_to_show_who_it_is_and_back(self, tale):
        client, path = self.stale(tale.owner), self.path(tale)
        first = client.get(path)
        assert first.headers["Location"] == f"/logga-in/igen/?next={path}"
        second = client.get(first.headers["Location"])
        assert second.headers["Location"] == f"/logga-in/igen/demo/?next={path}"
        assert "Det är jag" in client.get(second.headers["Location"]).content.decode()
        before, began = client.session.session_key, login_of(client).authenticated_at
        done = client.post("/logga-in/igen/demo/", {"next": path})
        assert done.headers["Location"] == path
        assert client.session.session_key != before
        assert login_of(client).authenticated_at > began
        assert client.get(path).status_code == 200
        wall.bind(tale.owner)
        assert Event.objects.filter(action="login.renewed", ground="demo").count() == 1

    def test_what_a_post_held_comes_back_in_the_form_and_nothing_was_done(self, tale):
        client, path = self.stale(tale.owner), self.path(tale)
        typed = {"note": "Får inte försvinna", "as": str(tale.owner.assignment_id)}
        response = client.post(path, typed)
        assert response.headers["Location"] == f"/logga-in/igen/?next={path}"
        client.post("/logga-in/igen/demo/", {"next": path})
        assert "Får inte försvinna" in client.get(path).content.decode()
        wall.bind(tale.owner)
        assert Case.objects.get(pk=tale.case_id).state == "need"

    def test_a_form_of_another_assignment_is_kept_nowhere(self, tale):
        client = self.stale(tale.owner)
        given = {"note": "Fel enhet", "as": "00000000-0000-0000-0000-000000000001"}
        response = client.post(self.path(tale), given)
        assert response.status_code == 403 and "bytt uppdrag" in response.content.decode()

    def test_a_text_that_is_absurdly_long_is_said_to_be_so(self, tale):
        response = self.stale(tale.owner).post(self.path(tale), {"note": "x" * 200_001})
        assert response.status_code == 409 and "för lång" in response.content.decode()

    def test_the_door_for_this_needs_a_login(self, db, client):
        assert client.get("/logga-in/igen/").status_code == 302
        assert client.post("/logga-in/igen/demo/").status_code == 401

    def test_a_way_in_that_is_not_connected_says_what_to_do(self, tale):
        client = client_of(tale.owner, method="gone", authenticated_at=clock.now() - LONG_AGO)
        text = client.get("/logga-in/igen/?next=/barn/").content.decode()
        assert "Logga ut och logga in på nytt" in text

    def test_another_site_is_never_gone_on_to(self, tale):
        client = self.stale(tale.owner)
        done = client.post("/logga-in/igen/demo/", {"next": "https://evil.example/"})
        assert done.headers["Location"] == "/min-tur/"


class TestRenewing:
    """What the doors call; the same for every way of logging in."""

    def request_of(self, rf, client, actor):
        from samsyn.access.sessions import behind_request

        request = rf.get("/")
        request.session = client.session
        request.behind, _actor = behind_request(request)
        wall.bind(actor)
        return request

    def test_another_person_is_refused_and_nobody_is_logged_out(self, county: World, rf):
        from samsyn.access.sessions import LoginFacts, renew_session
        from samsyn.accounts.models import User

        one, other = county.fitting(10, 2)
        client = client_of(one, authenticated_at=clock.now() - LONG_AGO)
        request = self.request_of(rf, client, one)
        facts = LoginFacts("oidc", 3, clock.now())
        someone = User.objects.get(pk=other.user_id)
        with pytest.raises(Denied, match="någon annan"):
            renew_session(request, someone, facts, target="/barn/")
        row: LoginSession = login_of(client)
        assert row.ended_at is None and clock.now() - row.authenticated_at >= LONG_AGO
        assert client.get("/min-tur/").status_code == 200
        wall.bind(one)
        assert Event.objects.filter(action="login.refused", ground="another_person").count() == 1

    def test_a_provider_that_did_not_ask_anew_is_not_enough(self, county: World, rf):
        from samsyn.access.sessions import LoginFacts, renew_session
        from samsyn.accounts.models import User

        one = county.fitting(10, 1)[0]
        client = client_of(one, authenticated_at=clock.now() - LONG_AGO)
        facts = LoginFacts("oidc", 3, clock.now() - LONG_AGO)
        with pytest.raises(Denied, match="på nytt"):
            renew_session(
                self.request_of(rf, client, one),
                User.objects.get(pk=one.user_id),
                facts,
                target="/",
            )


def test_fresh_keeps_the_name_of_the_view():
    def some_view(request):
        """Says something."""

    assert inspect.getdoc(fresh(some_view)) == "Says something."
