"""A county where deviations are reported, arenas meet and a plan is written."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from samsyn.access.rules import Actor
from samsyn.deviations import rules as deviation_rules
from samsyn.deviations.models import Deviation
from samsyn.deviations.operations import Report, lift_deviation, report_deviation
from samsyn.foundation import clock, wall
from samsyn.governance.models import Matter, Meeting
from samsyn.governance.rules import MatterKind, Outcome
from samsyn.patterns import operations, queries
from samsyn.patterns.models import Pattern
from samsyn.regions import region
from tests.governance.chambers import Chambers
from tests.remembered import remembered
from tests.steering import Steering

Kind, Against = deviation_rules.Kind, deviation_rules.Against


@dataclass
class Watched:
    """The county coordinator watches; boards of the parties report about one another."""

    county: Steering

    @remembered
    def __post_init__(self) -> None:
        self.code = self.county.code
        self.coordinator: Actor = self.county.coordinator
        self.chambers = Chambers(self.county)
        self.parties = list(self.county.parties.values())
        package = region(self.code)
        self.clause = package.clauses[0]
        self.other_clause = package.clauses[1]

    def report(
        self, one: int = 0, other: int = 1, *, days_ago: int = 5, **changes: Any
    ) -> Deviation:
        """A board reports that another party did not keep a clause, so many days ago."""
        values: dict[str, Any] = {
            "kind": Kind.GUIDELINE, "about_party": self.parties[other].pk,
            "happened": "Ingen kom till mötet.", "against": Against.CLAUSE,
            "document": self.clause.document, "clause": self.clause.id,
        }  # fmt: skip
        values |= changes
        if values["against"] is not Against.CLAUSE:
            values["document"] = values["clause"] = ""
        reporter = self.county.boards[self.parties[one].code]
        with clock.held(clock.now() - dt.timedelta(days=days_ago)):
            return report_deviation(Report(**values), submission=uuid.uuid4(), actor=reporter)

    def reports(self, count: int, one: int = 0, other: int = 1, **changes: Any) -> list[Deviation]:
        """Several alike, on different days."""
        return [self.report(one, other, days_ago=5 + 20 * n, **changes) for n in range(count)]

    def as_coordinator(self) -> None:
        """From here on the county's coordinator asks the database."""
        wall.bind(self.coordinator)

    def found(self) -> tuple[Any, ...]:
        """What recurs now, in words."""
        self.as_coordinator()
        return queries.pattern_list(self.coordinator).found

    def kept(self, count: int = 6, **changes: Any) -> Pattern:
        """A recorded pattern of so many deviations between the first two parties."""
        self.reports(count, **changes)
        (row,) = self.found()
        return operations.keep_pattern(row.key, actor=self.coordinator)

    def asked(self, **changes: Any) -> operations.Raising:
        """What the arena is asked."""
        values: dict[str, Any] = {
            "title": "Möten där någon saknas", "what": "Ta ställning till en gemensam rutin.",
            "why": "Det återkommer.", "proposal": "Arenan rekommenderar en rutin.",
            "kind": MatterKind.DECISION,
        }  # fmt: skip
        return operations.Raising(**{**values, **changes})

    def raised(self, **changes: Any) -> Pattern:
        """The same, with the main arena."""
        return operations.raise_matter(
            self.kept().pk, self.asked(**changes), arena_id=self.chambers.main.pk,
            actor=self.coordinator,
        )  # fmt: skip

    def met(
        self, pattern: Pattern, outcome: Outcome = Outcome.RECOMMENDED, days: int = -1
    ) -> Meeting:
        """The arena has met about it; the minutes are ready and wait for approval."""
        matter = Matter.objects.get(pk=pattern.matter_id)
        return self.chambers.minute(self.chambers.held(matter, days=days), outcome)

    def decided(self) -> Pattern:
        """A pattern that the arena has answered in approved minutes."""
        pattern = self.raised()
        self.chambers.approve(self.met(pattern))
        return pattern

    def page(self, pattern: Pattern, actor: Actor | None = None) -> Any:
        """The pattern's page as an actor meets it."""
        who = actor or self.coordinator
        with transaction.atomic():
            wall.bind(who)
            return queries.pattern_page(who, pattern.pk)

    def to_the_top(self, deviation: Deviation) -> Deviation:
        """Lifted as far as the ladder goes."""
        top = deviation_rules.Steps.from_json(deviation.ladder).top
        for _rung in range(top):
            lift_deviation(deviation.pk, why="Det går inte att lösa här.", actor=self.coordinator)
        self.as_coordinator()
        deviation.refresh_from_db()
        return deviation
