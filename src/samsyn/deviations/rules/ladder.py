"""Which rungs does a deviation climb, and who is to stand on each? Pure.

A deviation keeps the ladder that held when it was reported, so a new edition of the agreement
never takes its owner away.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from samsyn.deviations.rules.words import Branch, Side
from samsyn.regions.schema import Ladder, RungOwner


@dataclass(frozen=True)
class Rung:
    """A step: who has it and for how many days, None where the county has not decided."""

    code: str
    name: str
    name_en: str
    owner: str
    arena: str = ""
    deadline_days: int | None = None
    clause: str = ""

    def label(self, language: str | None) -> str:
        """Its name in Swedish or English."""
        return self.name_en if (language or "").startswith("en") else self.name


@dataclass(frozen=True)
class Steps:
    """A branch of the ladder as a deviation keeps it, lowest rung first.

    `is_interim`: the county has described none, so this is the product's own until it has.
    """

    code: str
    name: str
    name_en: str
    branch: str
    rungs: tuple[Rung, ...]
    source: str = ""
    valid_from: str = ""
    is_interim: bool = False

    def label(self, language: str | None) -> str:
        """Its name in Swedish or English."""
        return self.name_en if (language or "").startswith("en") else self.name

    def as_json(self) -> dict[str, Any]:
        """A plain dictionary for storage."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Steps":
        """Read a stored dictionary."""
        return cls(**{**data, "rungs": tuple(Rung(**row) for row in data["rungs"])})

    @property
    def top(self) -> int:
        """Index of the highest rung."""
        return len(self.rungs) - 1


def _interim(branch: Branch) -> Steps:
    return Steps(
        code="tills-vidare",
        name="Tills länet har bestämt",
        name_en="Until the county has decided",
        branch=branch.value,
        rungs=(
            Rung("narmaste-chef", "Närmaste chef", "Closest manager", "closest_manager"),
            Rung("ledning", "Varje parts ledning", "Each party's leadership", "party_leadership"),
        ),
        is_interim=True,
    )  # fmt: skip


#: For a county whose sources describe no ladder. Our own judgement, and every page says so: nobody
#: may be without an owner meanwhile.
INTERIM: Mapping[Branch, Steps] = {branch: _interim(branch) for branch in Branch}


def steps_from(ladder: Ladder | None, branch: Branch) -> Steps:
    """The county's branch as it is kept; the interim one where the county has none."""
    if ladder is None:
        return INTERIM[branch]
    return Steps(
        code=ladder.code,
        name=ladder.name,
        name_en=ladder.name_en,
        branch=branch.value,
        rungs=tuple(
            Rung(
                code=row.code, name=row.name, name_en=row.name_en, owner=row.owner.value,
                arena=row.arena or "", deadline_days=row.deadline_days, clause=row.clause,
            )
            for row in ladder.rungs
        ),
        source=ladder.source,
        valid_from=ladder.valid_from.isoformat(),
    )  # fmt: skip


def due_on(rung: Rung, since: dt.date) -> dt.date | None:
    """The last day on a rung, where the county has decided how long."""
    return None if rung.deadline_days is None else since + dt.timedelta(days=rung.deadline_days)


@dataclass(frozen=True)
class Wanted:
    """A place that a rung asks for: whose side, and how high in that side's line.

    `level`: 0 the unit itself, 1 the office above it, -1 the top of the party.
    """

    side: Side
    level: int


def places_on(rung: Rung, branch: str) -> tuple[Wanted, ...]:
    """Who is to stand on a rung.

    JämtBus §6.1: on the operational level both sides settle a question of responsibility; its next
    level is both sides' next managers. A shortcoming goes to the reporter's own closest manager,
    then to the next one or to a talk between the managers concerned, where the other side comes in.
    """
    both, owner = (Side.REPORTER, Side.OTHER), RungOwner(rung.owner)
    if owner is RungOwner.OPERATIONS:
        return tuple(Wanted(side, 0) for side in both)
    if owner is RungOwner.CLOSEST_MANAGER:
        return (Wanted(Side.REPORTER, 0),)
    if owner is RungOwner.NEXT_MANAGER:
        sides = both if branch == Branch.RESPONSIBILITY else (Side.REPORTER,)
        return tuple(Wanted(side, 1) for side in sides)
    if owner is RungOwner.MANAGERS_TOGETHER:
        return (Wanted(Side.REPORTER, 1), Wanted(Side.OTHER, 0))
    if owner is RungOwner.PARTY_LEADERSHIP:
        return tuple(Wanted(side, -1) for side in both)
    return (Wanted(Side.COUNTY, 0),)


def rung_like(steps: Steps, old: Rung, was: int) -> int:
    """Where in a new ladder a deviation that stood on rung number `was` goes on.

    With the same kind of owner where there is one, else as high as it had come.
    """
    same = [n for n, rung in enumerate(steps.rungs) if rung.owner == old.owner]
    return same[-1] if same else min(was, steps.top)


def is_disowned(stances: Iterable[str]) -> bool:
    """Whether everybody on the rung says that it is somebody else's."""
    said = list(stances)
    return bool(said) and all(stance == "not_ours" for stance in said)


def is_agreed(stances: Iterable[str]) -> bool:
    """Whether everybody on the rung has said yes to the proposed answer."""
    said = list(stances)
    return bool(said) and all(stance == "yes" for stance in said)
