"""Who opens which page about patterns, what does it cost, and what does one see and do there?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.foundation import wall
from samsyn.patterns import operations, rules
from samsyn.patterns.models import Pattern
from tests.actionplans.county import written
from tests.browsing import client_of
from tests.patterns.watched import Kind, Watched
from tests.steering import Steering
from tests.workspace.test_views import MOST_STATEMENTS

#: What it needs, and what the coordinator, a secretary and a politician get.
PAGES = {
    "list": ("", 200, 200, 200),
    "keep": ("key", 200, 403, 403),
    "raise_deviation": ("deviation", 200, 403, 403),
    "show": ("pattern", 200, 200, 200),
    "raise": ("pattern", 200, 403, 403),
    "answer_reporters": ("pattern", 200, 403, 403),
    "measure": ("pattern", 200, 403, 403),
    "dismiss": ("pattern", 200, 403, 403),
    "take_up": ("pattern", 405, 403, 403),
    "close": ("pattern", 200, 403, 403),
}
OF_A_THING = [name for name, (needs, *_codes) in PAGES.items() if needs]


@pytest.fixture
def addresses(one: Watched) -> dict[str, str]:
    deviation = one.to_the_top(one.report(2, 3, kind=Kind.COST))
    pattern = one.kept(6)
    one.reports(3, 1, 2, kind=Kind.RESPONSIBILITY)
    (row,) = one.found()
    known = {"key": row.key, "deviation": deviation.pk, "pattern": pattern.pk}
    return {
        name: reverse(f"patterns:{name}", args=[known[needs]] if needs else [])
        for name, (needs, *_codes) in PAGES.items()
    }


class TestWhoOpensWhat:
    def test_every_address_is_in_the_table(self):
        from samsyn.patterns.urls import urlpatterns

        own = {entry.name for entry in urlpatterns if str(entry.pattern).startswith("monster/")}
        assert own == set(PAGES)

    def test_each_role_and_each_page(self, one: Watched, addresses):
        county, party = one.county, one.parties[1]
        teacher = county.add_unit("", party, "lararen", "teacher")
        for name, (_needs, *codes) in PAGES.items():
            actors = (county.coordinator, county.secretary, county.politician)
            got = [client_of(actor).get(addresses[name]).status_code for actor in actors]
            assert got == codes, name
            assert client_of(None).get(addresses[name]).status_code == 302
            assert client_of(teacher).get(addresses[name]).status_code == 403

    def test_another_countys_coordinator_gets_404(self, one: Watched, addresses):
        other = client_of(Steering("fjordlanda").coordinator)
        for name in OF_A_THING:
            path = addresses[name]
            response = other.post(path) if name == "take_up" else other.get(path)
            assert response.status_code == 404, name

    def test_what_stands_behind_is_for_who_follows_the_county(self, one: Watched, addresses):
        shown = client_of(one.coordinator).get(addresses["show"]).content.decode()
        read = client_of(one.county.politician).get(addresses["show"]).content.decode()
        assert "Avvikelserna bakom" in shown and "Avvikelserna bakom" not in read
        assert (
            "Det här återkommer"
            not in client_of(one.county.politician).get(addresses["list"]).content.decode()
        )


class TestCost:
    def statements(self, actor, path: str) -> int:
        client = client_of(actor)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    @pytest.mark.parametrize("name", ["list", "show"])
    def test_statements_do_not_grow(self, one: Watched, name):
        pattern = one.decided()
        path = reverse(f"patterns:{name}", args=[pattern.pk] if name == "show" else [])
        few = self.statements(one.coordinator, path)
        for nth in range(3):
            one.reports(3, nth + 1, nth + 2, kind=Kind.COST)
            row = one.found()[0]
            kept = operations.keep_pattern(row.key, actor=one.coordinator)
            operations.raise_matter(
                kept.pk, one.asked(), arena_id=one.chambers.main.pk, actor=one.coordinator
            )
        one.reports(2)
        assert self.statements(one.coordinator, path) == few <= MOST_STATEMENTS
        assert self.statements(one.county.politician, path) <= MOST_STATEMENTS


class TestTheWay:
    """From the list to an ended pattern, by forms alone."""

    def post(self, one: Watched, name: str, thing: object, **data: object) -> object:
        path = reverse(f"patterns:{name}", args=[thing])
        return client_of(one.coordinator).post(path, data)

    def test_from_what_recurs_to_its_end(self, watched: Watched):
        plan = written(watched.county)
        watched.reports(6)
        (row,) = watched.found()
        listed = client_of(watched.coordinator).get(reverse("patterns:list")).content.decode()
        assert row.key in listed
        assert self.post(watched, "keep", row.key).status_code == 302
        pattern = Pattern.objects.get()
        response = self.post(
            watched, "raise", pattern.pk, title="Möten", arena=watched.chambers.main.pk,
            kind="decision", what="Ta ställning.", proposal="Arenan rekommenderar en rutin.",
        )  # fmt: skip
        assert response.status_code == 302
        pattern.refresh_from_db()
        watched.chambers.approve(watched.met(pattern))
        page = client_of(watched.county.politician).get(reverse("patterns:show", args=[pattern.pk]))
        assert "Arenan rekommenderar en rutin." in page.content.decode()
        assert (
            self.post(watched, "answer_reporters", pattern.pk, text="Rutin finns.").status_code
            == 302
        )
        measured = self.post(
            watched, "measure", pattern.pk, row=f"{plan.pk}:rad-1", activity="Rutin", text="Antal"
        )
        assert measured.status_code == 302
        assert self.post(watched, "close", pattern.pk, outcome="Rutinen gäller.").status_code == 302
        pattern.refresh_from_db()
        assert (pattern.state, pattern.plan_row) == (rules.State.CLOSED, "rad-1")
        matter = client_of(watched.county.politician).get(
            reverse("governance:matter", args=[pattern.matter_id])
        )
        assert reverse("patterns:show", args=[pattern.pk]) in matter.content.decode()

    def test_a_number_is_refused_at_its_field_and_nothing_is_lost(self, one: Watched):
        pattern = one.kept()
        response = self.post(
            one, "raise", pattern.pk, title="Möten", arena=one.chambers.main.pk, kind="decision",
            what="Det gäller 20150405-2383.", why="Det återkommer.",
        )  # fmt: skip
        text = response.content.decode()
        assert response.status_code == 422
        assert "kan inte delas" in text and "Det återkommer." in text
        assert "Jag har läst igenom texten" in text

    def test_the_tick_is_not_asked_for_before(self, one: Watched):
        pattern = one.kept()
        path = reverse("patterns:raise", args=[pattern.pk])
        client = client_of(one.coordinator)
        assert "Jag har läst igenom" not in client.get(path).content.decode()
        assert "Jag har läst igenom" not in client.post(path, {"title": "x"}).content.decode()

    def test_an_answer_too_early_says_when(self, one: Watched):
        pattern = one.raised()
        response = self.post(one, "answer_reporters", pattern.pk, text="Så blev det.")
        assert response.status_code == 422
        assert "Arenan har inte svarat än" in response.content.decode()

    def test_without_a_draft_it_says_what_to_do(self, one: Watched):
        from tests.actionplans.county import decided

        decided(one.county)
        pattern = one.decided()
        page = client_of(one.coordinator).get(reverse("patterns:measure", args=[pattern.pk]))
        assert "revidering" in page.content.decode()

    def test_put_aside_and_taken_up(self, one: Watched):
        pattern = one.kept(3)
        assert self.post(one, "dismiss", pattern.pk, why="Löst.").status_code == 302
        listed = client_of(one.county.politician).get(
            reverse("patterns:list"), {"lage": "dismissed"}
        )
        assert pattern.title in listed.content.decode().replace("&amp;", "&")
        assert self.post(one, "take_up", pattern.pk).status_code == 302
        wall.bind(one.coordinator)
        pattern.refresh_from_db()
        assert pattern.state == rules.State.FOUND

    def test_a_single_one_is_raised_by_form(self, watched: Watched):
        deviation = watched.to_the_top(watched.report(kind=Kind.COST))
        response = self.post(
            watched, "raise_deviation", deviation.pk, title="En fråga om kostnad",
            arena=watched.chambers.main.pk, kind="decision", what="Ta ställning.", has_cost="on",
        )  # fmt: skip
        assert response.status_code == 302
        assert Pattern.objects.get().is_single
