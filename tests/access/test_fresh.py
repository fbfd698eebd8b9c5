"""Who signs shows again who it is, and loses nothing by it."""

import datetime as dt
import inspect

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import URLPattern, get_resolver, reverse

from samsyn.access.access import fresh, fresh_to_press
from samsyn.accounts.models import Draft, LoginSession
from samsyn.audit.models import Event
from samsyn.cases.models import Case
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied
from tests.access.test_sessions import login_of
from tests.browsing import client_of
from tests.world import World

LONG_AGO = dt.timedelta(minutes=6)
#: What is as good as a signature, gives somebody access, lets protected data be met or takes away
#: for good: these, and no page that is only read.
FRESH = {
    "plans:answer", "cases:family_answer", "cases:withdraw", "cases:share",
    "actionplans:sign", "governance:approve", "retention:run", "retention:carry_out",
    "children:wait", "children:end", "children:few", "children:unaware",
    "agreements:sign", "agreements:treat", "agreements:enter", "agreements:end",
    "actionplans:decide", "governance:mandate_adopt", "governance:publish", "family:give",
    "administration:identify", "administration:forget",
    "administration:new_person", "administration:appoint",
    "administration:import", "administration:carry_out",
    "retention:decide", "retention:lift", "retention:refuse",
    "logreview:finish", "followup:freeze", "followup:publish",
    "logreview:show_child",
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

    def test_what_stands_after_the_address_comes_along(self, tale):
        first = self.stale(tale.owner).get(f"{self.path(tale)}?visa=allt")
        assert first.headers["Location"] == f"/logga-in/igen/?next={self.path(tale)}%3Fvisa%3Dallt"

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

    @pytest.mark.parametrize(
        ("began", "shown"),
        [
            (("oidc", "https://idp.example"), ("local", "")),
            (("oidc", "https://idp.example"), ("oidc", "https://other.example")),
            (("local", ""), ("saml", "https://idp.example")),
        ],
    )
    def test_another_way_than_it_began_by_is_refused(self, county: World, rf, began, shown):
        from samsyn.access.sessions import LoginFacts, renew_session
        from samsyn.accounts.models import User

        one = county.fitting(10, 1)[0]
        old = clock.now() - LONG_AGO
        client = client_of(
            one, method=began[0], issuer=began[1], provider_session="s-1", authenticated_at=old
        )
        request = self.request_of(rf, client, one)
        person = User.objects.get(pk=one.user_id)
        with pytest.raises(Denied, match="ett annat sätt"):
            facts = LoginFacts(shown[0], 2, clock.now(), issuer=shown[1])
            renew_session(request, person, facts, target="/")
        row = login_of(client)
        assert (row.assurance, row.provider_session, row.authenticated_at) == (3, "s-1", old)
        facts = LoginFacts(began[0], 3, clock.now(), issuer=began[1], provider_session="s-2")
        assert renew_session(request, person, facts, target="/").status_code == 302
        row.refresh_from_db()
        assert row.provider_session == "s-2" and row.authenticated_at > old


class TestAButton:
    """What has no form of its own to come back to: one comes to the page where it stands."""

    def pressed(self, actor, rf, method: str = "post"):
        client = client_of(actor, authenticated_at=clock.now() - LONG_AGO)
        request = getattr(rf, method)("/x/")
        request.session = client.session
        request.behind, request.actor = TestRenewing().request_of(rf, client, actor).behind, actor
        request._messages = FallbackStorage(request)
        done = []
        view = fresh_to_press("retention:run", "run_id")(lambda *_a, **_k: done.append(1))
        answer = view(request, run_id=actor.unit_id, other="x")
        return answer, done, [str(one) for one in request._messages]

    def test_nothing_is_done_and_nothing_is_kept(self, county: World, rf):
        actor = county.fitting(10, 1)[0]
        answer, done, told = self.pressed(actor, rf)
        page = reverse("retention:run", args=[actor.unit_id])
        assert answer.headers["Location"] == f"/logga-in/igen/?next={page}"
        assert done == [] and told == ["Inget är gjort än. Visa vem du är och gör det igen."]
        assert not Draft.objects.exists()

    def test_to_look_asks_for_nothing(self, county: World, rf):
        assert self.pressed(county.fitting(10, 1)[0], rf, "get")[1] == [1]


def test_fresh_keeps_the_name_of_the_view():
    def some_view(request):
        """Says something."""

    assert inspect.getdoc(fresh(some_view)) == "Says something."
