"""The steps that people take in the browser, in their order."""

import datetime as dt
from dataclasses import dataclass

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from tests.journeys.conftest import Visitor
from tests.world import World, number_of_age


@dataclass
class Way:
    """One child's way in the browser: who notices and who helps."""

    visitor: Visitor
    land: World
    owner: Actor
    others: list[Actor]
    years: int = 10
    child_path: str = ""

    def record_need(self) -> None:
        """The one who notices writes it down."""
        v = self.visitor.be(self.owner, self.land)
        v.open("/barn/nytt/")
        v.fill(
            number=number_of_age(self.years), given_name="Lo", family_name="Barnsson",
            guardian_1="Kim Vuxen", reason="Barn hos oss",
        )  # fmt: skip
        v.press("Fortsätt till behovet")
        v.tick("areas", "social").tick("areas", "pedagogical").tick("extent", "moderate")
        v.fill(
            worry="Lo är ofta ensam på rasten",
            works="Rita tillsammans",
            child_words="Jag vill ha en kompis",
        )
        v.press("Spara behovet").sees("Det är din tur")
        self.child_path = v.page.url.removeprefix(v.base)

    def family_says(self, answer: str = "yes") -> None:
        """The family's answer is written down."""
        v = self.visitor.open(self.child_path).follow("Skriv in familjens svar")
        v.fill(covers="Hur det går i skolan", excludes="Syskonen")
        for details in v.page.locator("details").all():
            details.evaluate("d => d.open = true")
        for actor in self.others:
            v.tick("units", str(actor.unit_id))
        v.tick("answer_0", answer)
        v.tick("how", "written")
        v.tick("child_stance", "consents" if answer == "yes" else "opposes")
        v.tick("consequences_explained")
        v.press("Spara familjens svar")

    def call(self) -> None:
        """The owner calls those that the family said yes to."""
        v = self.visitor.open(self.child_path).follow("Kalla till möte")
        v.fill(purpose="Se hur vi hjälper Lo", place="Länken i kalendern")
        day = clock.today() + dt.timedelta(days=14)
        v.fill(meets_on=day.isoformat(), meets_at="14:00")
        v.tick("form", "video")
        v.press("Skicka kallelsen").sees("har fått kallelsen")

    def answer(self, actor: Actor) -> None:
        """A called unit finds the call under its own turn and answers."""
        v = self.visitor.leave().be(actor, self.land)
        v.sees("Lo Barnsson").follow("Svara på kallelsen")
        v.sees("Se hur vi hjälper Lo")
        v.tick("reply", "comes").fill(person="Den som kommer").tick("has_mandate")
        v.press("Skicka svaret").sees("Ert svar är skickat")

    def meet(self) -> None:
        """The owner writes down the meeting and begins the plan."""
        v = self.visitor.leave().be(self.owner, self.land)
        v.open(self.child_path).follow("Skriv in mötet")
        v.fill(held_on=clock.today().isoformat(), held_at="00:01", picture="Lo vill vara med")
        v.tick("form", "video").tick("child_took_part", "whole")
        v.press("Spara mötet")
        v.open("/min-tur/").sees("Berätta för barnet")
        v.follow("Berätta för barnet")
        v.fill(how="Ritade planen tillsammans").press("Spara svaret till barnet")
        v.follow("Börja planen").press("Börja planen")

    def write(self) -> None:
        """The plan gets its four contents."""
        v = self.visitor
        v.fill(child_view="Jag vill ha en kompis", needs="Stöd på rasten och hemma")
        v.page.locator('[name="lead_unit"]').select_option(str(self.owner.unit_id))
        v.fill(next_follow_up=(clock.today() + dt.timedelta(days=60)).isoformat())
        v.page.locator('[name="goals-0-words"]').fill("Jag vill ha någon att leka med")
        for number, actor in enumerate([self.owner, *self.others]):
            if number:
                v.page.locator('[data-add-row="actions"]').click()
            v.page.locator(f'[name="actions-{number}-what"]').fill(f"Insats {number}")
            v.page.locator(f'[name="actions-{number}-unit"]').select_option(str(actor.unit_id))
        v.press("Spara planen").sees("Sparat som version")

    def agree(self, actor: Actor, answer: str = "yes", why: str = "") -> None:
        """A unit reads the plan from its own turn and answers."""
        v = self.visitor.leave().be(actor, self.land)
        v.follow("Läs planen och svara").sees("Jag vill ha någon att leka med")
        v.tick("answer", answer).tick("own_consent")
        if why:
            v.fill(why=why)
        v.press("Skicka ert svar")

    def follow_up(self, outcome: str) -> None:
        """The unit overall responsible follows up every goal and action."""
        v = self.visitor.leave().be(self.owner, self.land)
        v.open(self.child_path).follow("Följ upp planen")
        for name in v.page.evaluate(
            "[...new Set([...document.querySelectorAll('[name^=result_]')].map(e => e.name))]"
        ):
            v.tick(name, "partly")
        v.fill(child_view="Det är roligare nu", why="Det går åt rätt håll")
        v.tick("outcome", outcome)
        v.fill(next_on=(clock.today() + dt.timedelta(days=90)).isoformat())
        v.press("Spara uppföljningen")
