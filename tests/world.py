"""A small lawful county for tests: one unit per operation, one person in each, built by operations."""

import csv
import datetime as dt
import uuid
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.cases import operations as cases
from samsyn.cases import rules as case_rules
from samsyn.cases.operations.calls import CallTerms
from samsyn.cases.operations.meetings import Held
from samsyn.cases.operations.needs import Seen
from samsyn.cases.queries import case_pages
from samsyn.children.operations import register_child
from samsyn.children.rules import GuardianKind, IdentityNumber, read_number, years_old
from samsyn.consents.operations import GivenAnswer, Terms
from samsyn.consents.rules import ChildStance, Giver, How
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment
from samsyn.organisations.operations import (
    give_assignment,
    join_party,
    open_unit,
    register_person,
)
from samsyn.plans import operations as plans
from samsyn.plans import rules as plan_rules
from samsyn.plans.operations.following_up import Looked
from samsyn.plans.queries import plan_page
from samsyn.regions import region
from samsyn.responsibilities.engine import Age, age_refusal
from tests.remembered import remembered

NUMBERS = Path(__file__).parents[1] / "src/samsyn/demo/data/test_numbers.csv"


@cache
def published_numbers() -> tuple[str, ...]:
    """Skatteverket's published test numbers that the project ships."""
    with NUMBERS.open(encoding="utf-8") as file:
        return tuple(row["number"] for row in csv.DictReader(file))


@cache
def _age(number: str, today: dt.date) -> int | None:
    read = read_number(number, today)
    if not isinstance(read, IdentityNumber) or read.is_coordination or not read.born_on:
        return None
    return years_old(read.born_on, today)


def number_of_age(years: int, skip: int = 0) -> str:
    """A published test number of somebody who is `years` old today."""
    today = clock.today()
    return [number for number in published_numbers() if _age(number, today) == years][skip]


@dataclass
class World:
    """A county's parties, units and people; actors by the code of their operation."""

    code: str
    actors: dict[str, Actor] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)

    @remembered
    def __post_init__(self) -> None:
        system = Actor.system(self.code)
        county = region(self.code).on(clock.today())
        parties = {}
        for row in county.parties:
            party = join_party(
                self.code, row.code, name=row.name, kind=row.kind.value, actor=system
            )
            parties.setdefault(row.kind.value, party)
        for operation in county.operations:
            kind = next(k.value for k in operation.huvudman if k.value in parties)
            self.add_unit(operation.code, parties[kind])

    def add_unit(
        self, operation: str, party: Any, key: str = "", role: str = "coordinator"
    ) -> Actor:
        """Open a unit with one person in it."""
        system, key = Actor.system(self.code), key or operation
        unit = open_unit(
            party, operation_code=operation, name=f"Enheten {key}", town="Orten",
            valid_from=dt.date(2015, 1, 1), actor=system,
        )  # fmt: skip
        person = register_person(
            f"{self.code}-{key}", given_name=key.capitalize(), family_name="Person", actor=system
        )
        given = give_assignment(
            person, unit, role=role, valid_from=dt.date(2015, 1, 1), actor=system
        )
        loaded = Assignment.objects.select_related("user", "unit__party").get(pk=given.pk)
        self.units[key], self.actors[key] = unit, actor_from(loaded)
        return self.actors[key]

    def fitting(self, years: int, count: int) -> list[Actor]:
        """`count` actors whose operations receive somebody of this age."""
        county, today = region(self.code), clock.today()
        fit = [
            actor
            for code, actor in self.actors.items()
            if not age_refusal(county, actor.operation, Age.parse(str(years)), today)
        ]
        return fit[:count]

    def tale(self, years: int = 10, others: int = 3) -> "Tale":
        """A child of this age, a unit that notices, and others that can help."""
        crew = self.fitting(years, others + 1)
        tale = Tale(self, crew[0], crew[1:], years)
        tale.register()
        return tale


@dataclass
class Tale:
    """One child's way, step by step."""

    world: World
    owner: Actor
    others: list[Actor]
    years: int
    child_id: uuid.UUID = uuid.UUID(int=0)
    case_id: uuid.UUID = uuid.UUID(int=0)
    plan_id: uuid.UUID = uuid.UUID(int=0)

    @remembered
    def register(self) -> None:
        """The owner opens its record."""
        guardians = [("Kim Vuxen", GuardianKind.GUARDIAN), ("Robin Vuxen", GuardianKind.GUARDIAN)]
        self.child_id = register_child(
            number_of_age(self.years), given_name="Lo", family_name="Barnsson", reason="Barn hos oss",
            guardians=[] if self.years >= 18 else guardians, actor=self.owner,
        ).child_id  # fmt: skip

    def need(self, **changes: Any) -> uuid.UUID:
        """A need is recorded."""
        seen = {
            "areas": ["social"], "extent": case_rules.Extent.MODERATE, "setting": "",
            "worry": "Hemlig oro", "works": "Sång", "child_words": "Jag vill vara med", "tried": "Ro",
        }  # fmt: skip
        self.case_id = cases.record_need(
            self.child_id, Seen(**{**seen, **changes}), submission=uuid.uuid4(), actor=self.owner
        ).pk
        return self.case_id

    def terms(self, **changes: Any) -> Terms:
        """What the family is asked."""
        today = clock.today()
        values = {
            "purpose": "En plan", "covers": "Skolan", "excludes": "Syskonen",
            "units": [a.unit_id for a in self.others], "given_on": today,
            "valid_until": today + dt.timedelta(days=300), "how": How.WRITTEN,
            "consequences_explained": True,
        }  # fmt: skip
        return Terms(**{**values, **changes})

    def family(self, *, yes: bool = True, answers: Any = None, **changes: Any) -> Any:
        """The family answers."""
        child = self.years >= 15
        given = [] if self.years >= 18 else [GivenAnswer(Giver.GUARDIAN, "Kim Vuxen", yes)]
        given += [GivenAnswer(Giver.CHILD, "Lo", yes)] if child else []
        return cases.take_family_answer(
            self.case_id, terms=self.terms(**changes), answers=given if answers is None else answers,
            child_stance=ChildStance.CONSENTS if yes else ChildStance.OPPOSES,
            maturity_note="", actor=self.owner,
        )  # fmt: skip

    def call(self, units: Any = None, **changes: Any) -> Any:
        """The owner calls."""
        values = {
            "purpose": "Ses", "questions": "Hur?", "meets_at": clock.now() + dt.timedelta(days=14),
            "minutes": 60, "form": case_rules.Form.VIDEO, "place": "Länk",
            "reply_by": clock.today() + dt.timedelta(days=7),
        }  # fmt: skip
        return cases.send_call(
            self.case_id, [a.unit_id for a in self.others] if units is None else units,
            terms=CallTerms(**{**values, **changes}), share_need=True, actor=self.owner,
        )  # fmt: skip

    def page(self, actor: Actor) -> Any:
        """The case as an actor meets it, or None."""
        with transaction.atomic():
            wall.bind(actor)
            pages = case_pages(actor, self.child_id)
        return next((page for page in pages if page.id == self.case_id), None)

    def answers(self, actors: Any = None) -> None:
        """Called units say that they come."""
        for actor in self.others if actors is None else actors:
            cases.answer_call(
                self.page(actor).my_summons.id, reply=case_rules.Reply.COMES, person="Någon",
                has_mandate=True, actor=actor,
            )  # fmt: skip

    def meet(self, **changes: Any) -> Any:
        """The meeting is held."""
        values = {
            "held_at": clock.now(), "form": case_rules.Form.VIDEO,
            "came": [a.unit_id for a in self.others], "picture": "Bilden",
            "child_took_part": case_rules.Taking.WHOLE,
        }  # fmt: skip
        return cases.record_meeting(self.case_id, Held(**{**values, **changes}), actor=self.owner)

    def start(self) -> uuid.UUID:
        """The plan begins."""
        units = [a.unit_id for a in self.others]
        self.plan_id = plans.start_plan(self.case_id, units, actor=self.owner).pk
        return self.plan_id

    def plan(self, actor: Actor) -> Any:
        """The plan as an actor meets it, or None."""
        with transaction.atomic():
            wall.bind(actor)
            return plan_page(actor, self.plan_id)

    def content(self) -> plan_rules.Content:
        """A complete plan."""
        actions = tuple(
            plan_rules.Action(f"a{n}", f"Gör {n}", unit=str(a.unit_id), extent="Varje vecka")
            for n, a in enumerate([self.owner, *self.others])
        )
        return plan_rules.Content(
            needs="Stöd", child_view="Jag vill vara med", lead_unit=str(self.owner.unit_id),
            next_follow_up=(clock.today() + dt.timedelta(days=60)).isoformat(),
            goals=(plan_rules.Goal("g0", "Jag vill ha en kompis"),), actions=actions,
        )  # fmt: skip

    def write(self, content: Any = None, actor: Any = None) -> Any:
        """A version is saved."""
        actor = actor or self.owner
        base = self.plan(actor).version
        return plans.save_plan(
            self.plan_id, content or self.content(), base_version=base, actor=actor
        )

    def say(self, actor: Actor, *, yes: bool = True, version: int = 0) -> Any:
        """A unit answers the plan."""
        return plans.answer_plan(
            self.plan_id, version=version or self.plan(actor).version, yes=yes,
            why="" if yes else "Ändra", own_consent=True, actor=actor,
        )  # fmt: skip

    def agree(self) -> None:
        """Everyone says yes."""
        for actor in [self.owner, *self.others]:
            self.say(actor)

    @remembered
    def to_plan_in_force(self) -> "Tale":
        """The whole way to a plan in force."""
        self.need()
        self.family()
        self.call()
        self.answers()
        self.meet()
        self.start()
        self.write()
        self.agree()
        return self

    def look(self, outcome: plan_rules.Outcome, **changes: Any) -> Any:
        """A follow-up."""
        page = self.plan(self.owner)
        rows = (*page.content.goals, *page.content.actions)
        values = {
            "held_on": clock.today(),
            "results": {row.id: (plan_rules.Result.PARTLY, "Bra") for row in rows},
            "child_view": "Bättre", "outcome": outcome, "why": "Det går bra",
            "next_on": clock.today() + dt.timedelta(days=90),
        }  # fmt: skip
        return plans.follow_up_plan(self.plan_id, Looked(**{**values, **changes}), actor=self.owner)
