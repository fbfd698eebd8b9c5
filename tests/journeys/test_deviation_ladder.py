"""Both branches of the ladder to the top, rung by rung in the browser, in two counties.

What differs between the counties is read from their ladders: who stands on a rung, and how many.
"""

import datetime as dt

import pytest
from django.db import transaction

from samsyn.deviations import rules
from samsyn.deviations.models import Deviation
from samsyn.foundation import clock, wall
from tests.deviations.people import Sides
from tests.journeys.conftest import Visitor

#: Somebody who may answer in each unit that can stand on a rung.
WHO = {"teacher": "head", "nurse": "chief"}


@pytest.fixture(params=["jamtland-harjedalen", "fjordlanda"])
def sides(request: pytest.FixtureRequest, transactional_db: None) -> Sides:
    """Two sides with their lines, committed so that the live server meets them."""
    return Sides(request.param)


class Climb:
    """One deviation on its way up."""

    def __init__(self, visitor: Visitor, sides: Sides) -> None:
        self.v, self.sides = visitor, sides
        self.path = ""

    def report(self, kind: str, happened: str) -> "Climb":
        """The teacher reports; the page says where it lies."""
        v = self.v.be("teacher", self.sides).open("/avvikelser/ny/")
        v.fill(happened=happened, wanted="Ett svar på hur vi gör.").tick("kind", kind)
        about = v.page.locator('select[name="about"] option', has_text="Enheten nurse")
        v.page.select_option('select[name="about"]', about.first.get_attribute("value"))
        v.press("Titta igenom och skicka").sees("Så här läser de andra det")
        v.press("Skicka anmälan").sees("Tack. Avvikelsen har nummer")
        self.path = v.page.url.removeprefix(v.base)
        return self

    @property
    def now(self) -> Deviation:
        """The row as who follows the county meets it."""
        with transaction.atomic():
            wall.bind(self.sides.county)
            return Deviation.objects.get(pk=self.path.strip("/").split("/")[-1])

    @property
    def standing(self) -> list[str]:
        """Who may answer on the rung, one for each unit."""
        return [WHO.get(key, key) for key in self.sides.standing(self.now)]

    def be(self, key: str) -> Visitor:
        """Somebody opens it."""
        return self.v.leave().be(key, self.sides).open(self.path)

    def lift(self) -> None:
        """Somebody who has the turn, or who reported, lifts it."""
        before = self.now.rung
        v = self.be(self.standing[0])
        v.follow("Lyft till nästa steg").press("Lyft avvikelsen")
        v.sees("Det är något du behöver rätta")
        v.fill(why="Det går inte att lösa på det här steget.").press("Lyft avvikelsen")
        assert self.now.rung == before + 1

    def answer(self, decision: str, text: str) -> None:
        """The first on the rung answers and every other says yes."""
        first, *others = self.standing
        v = self.be(first).follow("Svara")
        v.tick("decision", decision)
        v.fill(text=text, responsible="Verksamhetschefen")
        v.fill(due_on=(clock.today() + dt.timedelta(days=20)).isoformat())
        v.press("Skicka svaret").sees("Tack. Svaret är sparat.")
        for key in others:
            self.be(key).press("Ja").sees(text)

    def follow_up(self) -> None:
        """It is read where it was reported, and closed when the measure is done."""
        v = self.be("teacher").sees("Ni har fått svar").press("Vi har läst svaret")
        v.does_not_see("Ni har fått svar").follow("Följ upp åtgärden")
        v.tick("result", "done").fill(text="Vi ser att det fungerar nu.")
        v.page.locator("form.step-form button[type=submit]").click()
        v.page.wait_for_load_state()
        v.check().sees("Avslutad")
        assert self.now.state == rules.State.CLOSED.value

    def to_the_top(self) -> None:
        """Rung by rung; nobody else meets it on the way."""
        top = rules.Steps.from_json(self.now.ladder).top
        while self.now.rung < top:
            self.lift()
        self.be(self.standing[0]).sees("högsta steget")
        self.v.leave().be("stranger", self.sides)
        assert self.v.page.goto(self.v.base + self.path).status == 404


def test_a_shortcoming_climbs_to_the_top_is_answered_and_followed_up(visitor, sides):
    climb = Climb(visitor, sides).report("guideline", "Ingen med mandat kom till mötet.")
    assert climb.standing == ["head"]
    climb.to_the_top()
    climb.answer("measure", "Vi utser en person som svarar på kallelser.")
    climb.follow_up()


def test_a_dispute_on_cost_climbs_to_the_top_is_settled_and_followed_up(visitor, sides):
    climb = Climb(visitor, sides).report("cost", "Vi är oense om vem som betalar resan.")
    assert climb.standing == ["head", "chief"]
    climb.be("teacher").follow("Det är inte vårt")
    visitor.fill(why="Resan hör till vården.").press("Säg att den inte är er")
    climb.be("nurse").follow("Det är inte vårt")
    visitor.fill(why="Resan hör till skolan.").press("Säg att den inte är er")
    assert climb.now.rung == 1, "when both say that it is the other's, it is lifted"
    climb.to_the_top()
    climb.answer("split", "Hälften var från den första dagen.")
    climb.follow_up()


def test_a_text_that_names_somebody_is_hidden_and_written_anew(visitor, sides):
    climb = Climb(visitor, sides).report("cost", "Vi är oense om kostnaden.")
    v = climb.be("chief").follow("Skriv i samtalet")
    v.fill(text="Familjen Bergkvist-Aho väntar.")
    v.page.locator("form.step-form button[type=submit]").click()
    v.page.wait_for_load_state()
    v.check().sees("Kan det här peka ut någon?").tick("looked")
    v.page.locator("form.step-form button[type=submit]").click()
    v.page.wait_for_load_state()
    v.check().sees("Familjen Bergkvist-Aho väntar.")
    v = climb.be("head").sees("Familjen Bergkvist-Aho väntar.")
    for summary in v.page.locator("details summary", has_text="Pekar den ut någon?").all():
        summary.click()
    v.page.locator(".dialogue").get_by_role("button", name="Dölj").first.click()
    v.page.wait_for_load_state()
    v.check().does_not_see("Bergkvist-Aho")
    climb.be("county").does_not_see("Bergkvist-Aho")
    v = climb.be("chief").sees("Familjen Bergkvist-Aho väntar.").follow("Skriv om")
    v.fill(text="Familjen väntar.")
    v.page.locator("form.step-form button[type=submit]").click()
    v.page.wait_for_load_state()
    v.check()
    climb.be("head").sees("Familjen väntar.").does_not_see("Bergkvist-Aho")
