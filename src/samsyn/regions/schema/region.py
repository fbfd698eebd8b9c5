"""What has a county agreed, and what of it holds on a given day?"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from samsyn.regions.schema.ages import AgeInterval
from samsyn.regions.schema.governing import (
    ActionPlan,
    Finding,
    MandateText,
    Passage,
    PastMatter,
    Seat,
    Strategy,
    Training,
    Treatment,
)
from samsyn.regions.schema.items import (
    Clause,
    Dated,
    Document,
    Expectation,
    Operation,
    Principle,
    RiskGroup,
    Sharing,
    WorkedExample,
)
from samsyn.regions.schema.steering import Agreement, Arena, Deadline, Ladder, Party
from samsyn.regions.schema.vocabulary import LadderKind

Item = TypeVar("Item", bound=Dated)
DATED_SECTIONS = (
    "parties",
    "operations",
    "expectations",
    "sharings",
    "principles",
    "risk_groups",
    "arenas",
    "ladders",
    "deadlines",
    "agreements",
    "seats",
    "mandate_texts",
    "passages",
    "trainings",
    "examples",
)
DAYS_KEPT = 64


@dataclass(frozen=True, kw_only=True, eq=False)
class Region:
    """A county package. ``on`` gives the part of it that holds on a day.

    Compared and hashed by identity, so that what is computed from it can be kept.
    """

    code: str
    name: str
    name_en: str
    county_code: str
    target_group: AgeInterval
    target_group_text: str
    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...]
    parties: tuple[Party, ...]
    operations: tuple[Operation, ...]
    expectations: tuple[Expectation, ...]
    sharings: tuple[Sharing, ...]
    principles: tuple[Principle, ...]
    risk_groups: tuple[RiskGroup, ...]
    arenas: tuple[Arena, ...]
    ladders: tuple[Ladder, ...]
    deadlines: tuple[Deadline, ...]
    agreements: tuple[Agreement, ...]
    seats: tuple[Seat, ...]
    mandate_texts: tuple[MandateText, ...]
    treatments: tuple[Treatment, ...]
    passages: tuple[Passage, ...]
    strategies: tuple[Strategy, ...]
    action_plans: tuple[ActionPlan, ...]
    matters: tuple[PastMatter, ...]
    findings: tuple[Finding, ...]
    trainings: tuple[Training, ...]
    examples: tuple[WorkedExample, ...]
    day: date | None = None
    _days: dict[date, "Region"] = field(default_factory=dict, repr=False)
    _whole: "Region | None" = field(default=None, repr=False)

    def on(self, day: date) -> "Region":
        """What holds on the day; the same object each time while it is remembered."""
        if self.day == day:
            return self
        if self._whole is not None:
            return self._whole.on(day)
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            known = self._days[day] = self._filtered(day)
        return known

    def _filtered(self, day: date) -> "Region":
        valid: dict[str, Any] = {name: _valid(getattr(self, name), day) for name in DATED_SECTIONS}
        valid["operations"] = tuple(
            replace(operation, duties=_valid(operation.duties, day))
            for operation in _valid(self.operations, day)
        )
        return replace(self, **valid, day=day, _days={}, _whole=self)

    def operation(self, code: str) -> Operation:
        """The operation with that code. Raises ``LookupError``."""
        return self._one(self.operations, code, "operation")

    def party(self, code: str) -> Party:
        """The party with that code. Raises ``LookupError``."""
        return self._one(self.parties, code, "party")

    def arena(self, code: str) -> Arena:
        """The arena with that code. Raises ``LookupError``."""
        return self._one(self.arenas, code, "arena")

    def ladder(self, kind: LadderKind, on: date) -> Ladder | None:
        """The branch of the ladder for that kind of question, if the county has one."""
        return next((ladder for ladder in self.on(on).ladders if ladder.kind == kind), None)

    def deadline(self, key: str, on: date) -> int | None:
        """Days that the county has decided, or None when it has not decided."""
        return next((row.days for row in self.on(on).deadlines if row.key == key), None)

    def clause(self, place: str, document: str | None = None) -> Clause | None:
        """The clause that a place such as ``§3.3.2 Förskola`` lies in."""
        number = place.split(" ", 1)[0]
        return next(
            (
                clause
                for clause in self.clauses
                if clause.id == number and document in (None, clause.document)
            ),
            None,
        )

    def _one(self, rows: Iterable[Item], code: str, what: str) -> Item:
        for row in rows:
            if getattr(row, "code", None) == code:
                return row
        raise LookupError(f"{self.code} has no {what} {code!r}")


def _valid(rows: tuple[Item, ...], day: date) -> tuple[Item, ...]:
    return tuple(row for row in rows if row.is_valid_on(day))
