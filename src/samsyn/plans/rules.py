"""What is a plan, who must agree, how do versions differ and how are two edits joined? Pure.

The four statutory contents: SoL 10 kap. 8 § (2025:400), HSL 16 kap. 4 §.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class State(Word):
    """Where a plan stands."""

    DRAFT = "draft", "Skrivs", "Being written"
    AGREED = "agreed", "Gäller", "In force"
    ENDED = "ended", "Avslutad", "Ended"


LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="plan",
    first=State.DRAFT,
    moves={
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "agree"): State.AGREED,
        (State.AGREED, "save"): State.DRAFT,
        (State.AGREED, "follow_up"): State.AGREED,
        (State.AGREED, "renew"): State.DRAFT,
        (State.AGREED, "end"): State.ENDED,
        (State.DRAFT, "end"): State.ENDED,
    },
    owners={State.DRAFT: "contributors", State.AGREED: "lead", State.ENDED: "nobody"},
)


class Result(Word):
    """How a goal or an action went."""

    REACHED = "reached", "Nått", "Reached"
    PARTLY = "partly", "Delvis", "Partly"
    NOT = "not", "Inte nått", "Not reached"
    NOT_STARTED = "not_started", "Inte påbörjat", "Not started"


class Outcome(Word):
    """What a follow-up leads to."""

    CONTINUE = "continue", "Planen fortsätter som den är", "The plan goes on as it is"
    NEW_VERSION = "new_version", "Planen ändras", "The plan is changed"
    END = "end", "Planen avslutas", "The plan ends"


@dataclass(frozen=True)
class Goal:
    """A goal, in the child's words first."""

    id: str
    words: str
    agreed: str = ""


@dataclass(frozen=True)
class Action:
    """An insats: who, what, extent, where, from, to. `unit` is empty when somebody else does it."""

    id: str
    what: str
    unit: str = ""
    unit_name: str = ""
    other: str = ""
    extent: str = ""
    where: str = ""
    from_on: str = ""
    to_on: str = ""
    goal: str = ""


@dataclass(frozen=True)
class Content:
    """All that a plan says. Texts, ISO dates and unit identities only, so that it freezes well."""

    situation: str = ""
    works: str = ""
    needs: str = ""
    child_view: str = ""
    crisis: str = ""
    lead_unit: str = ""
    lead_unit_name: str = ""
    lead_person: str = ""
    next_follow_up: str = ""
    follow_up_how: str = ""
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Identities of every goal and action, in order."""
        return (*(goal.id for goal in self.goals), *(action.id for action in self.actions))

    def as_json(self) -> dict[str, Any]:
        """A plain dictionary for storage."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in TEXTS}
        plain["goals"] = [vars(goal) for goal in self.goals]
        plain["actions"] = [vars(action) for action in self.actions]
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Content":
        """Read a stored dictionary; unknown keys are left out, missing ones are empty."""
        return cls(
            **{name: data.get(name, "") for name in TEXTS},
            goals=tuple(_known(Goal, row) for row in data.get("goals", ())),
            actions=tuple(_known(Action, row) for row in data.get("actions", ())),
        )

    def renamed(self, names: Mapping[str, str], *, places: bool) -> "Content":
        """The same with units called as `names` says, by identity; without `places` if not."""
        return replace(
            self,
            lead_unit_name=names.get(self.lead_unit, self.lead_unit_name),
            lead_person=self.lead_person if places else "",
            actions=tuple(
                replace(
                    row,
                    unit_name=names.get(row.unit, row.unit_name),
                    where=row.where if places else "",
                )
                for row in self.actions
            ),
        )


TEXTS = tuple(f.name for f in fields(Content) if f.name not in ("goals", "actions"))


def _known(kind: Any, row: Mapping[str, Any]) -> Any:
    names = {f.name for f in fields(kind)}
    return kind(**{key: value for key, value in row.items() if key in names})


def new_id() -> str:
    """An identity for a goal or an action within a plan."""
    return uuid.uuid4().hex[:8]


class Missing(Word):
    """What a plan still lacks before anybody can agree to it."""

    NEEDS = "needs", "vilka insatser som behövs", "which help is needed"
    ACTIONS = "actions", "minst en insats", "at least one action"
    RESPONSIBLE = "responsible", "vem som gör varje insats", "who does each action"
    LEAD = (
        "lead",
        "vem som har det övergripande ansvaret",
        "who has the overall responsibility",
    )
    GOALS = "goals", "minst ett mål", "at least one goal"
    FOLLOW_UP = "follow_up", "nästa uppföljning", "the next follow-up"
    CHILD_VIEW = "child_view", "vad barnet själv säger", "what the child says"


def missing(content: Content) -> tuple[Missing, ...]:
    """The statutory and agreed contents that are not there yet, in the order of the form."""
    lacks = []
    if not content.child_view.strip():
        lacks.append(Missing.CHILD_VIEW)
    if not content.needs.strip():
        lacks.append(Missing.NEEDS)
    if not content.goals:
        lacks.append(Missing.GOALS)
    if not content.actions:
        lacks.append(Missing.ACTIONS)
    if any(not action.unit and not action.other.strip() for action in content.actions):
        lacks.append(Missing.RESPONSIBLE)
    if not content.lead_unit:
        lacks.append(Missing.LEAD)
    if not content.next_follow_up:
        lacks.append(Missing.FOLLOW_UP)
    return tuple(lacks)


def contributors(content: Content, owner: str) -> frozenset[str]:
    """Units that must agree: those with an action, the one overall responsible, and the owner."""
    units = {action.unit for action in content.actions if action.unit}
    units |= {content.lead_unit} if content.lead_unit else set()
    return frozenset(units | {owner})


def is_agreed(content: Content, owner: str, yes: Iterable[str], no: Iterable[str]) -> bool:
    """Whether every contributing unit has said yes to exactly this version."""
    return not set(no) and contributors(content, owner) <= set(yes) and not missing(content)


@dataclass(frozen=True)
class Difference:
    """One change between two versions: where, what it was and what it is."""

    part: str
    label: str
    before: str
    after: str


def compare(before: Content, after: Content) -> tuple[Difference, ...]:
    """Every difference between two versions, in the order of the plan."""
    found = [
        Difference(name, "", getattr(before, name), getattr(after, name))
        for name in TEXTS
        if getattr(before, name) != getattr(after, name) and name != "lead_unit"
    ]
    for part in ("goals", "actions"):
        old = {row.id: row for row in getattr(before, part)}
        new = {row.id: row for row in getattr(after, part)}
        for key in [*old, *(k for k in new if k not in old)]:
            was, now = old.get(key), new.get(key)
            if was != now:
                label = _title(now or was)
                found.append(Difference(part, label, _line(was), _line(now)))
    return tuple(found)


def _title(row: Any) -> str:
    return str(row.words if isinstance(row, Goal) else row.what)


def _line(row: Any) -> str:
    if row is None:
        return ""
    if isinstance(row, Goal):
        return " · ".join(filter(None, (row.words, row.agreed)))
    who = row.unit_name or row.other
    when = "–".join(filter(None, (row.from_on, row.to_on)))
    return " · ".join(filter(None, (who, row.what, row.extent, row.where, when)))


@dataclass(frozen=True)
class Clash:
    """The same place changed by two people since the version that both started from."""

    part: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """Two edits joined. Where they clash, `content` holds theirs and `with_mine` holds mine."""

    content: Content
    with_mine: Content
    clashes: tuple[Clash, ...] = field(default=())


def merge(base: Content, mine: Content, theirs: Content) -> Merge:
    """Join two edits of `base`, field by field and row by row; nothing is dropped silently."""
    clashes: list[Clash] = []
    values: dict[str, Any] = {}
    chosen: dict[str, Any] = {}
    for name in TEXTS:
        was, my, their = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        values[name] = my if their == was else their
        chosen[name] = their if my == was else my
        if my != was and their != was and my != their:
            clashes.append(Clash(name, "", my, their))
    for part in ("goals", "actions"):
        values[part], chosen[part] = _merge_rows(part, base, mine, theirs, clashes)
    return Merge(replace(theirs, **values), replace(theirs, **chosen), tuple(clashes))


def _merge_rows(
    part: str, base: Content, mine: Content, theirs: Content, clashes: list[Clash]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    was, my, their = ({r.id: r for r in getattr(c, part)} for c in (base, mine, theirs))
    rows, chosen = [], []
    for key in [*their, *(k for k in my if k not in their)]:
        old, a, b = was.get(key), my.get(key), their.get(key)
        if a != old and b != old and a != b:
            clashes.append(Clash(part, _title(a or b), _line(a), _line(b)))
            rows.append(b or a)
            chosen.append(a or b)
        else:
            kept = a if b == old else b
            rows.append(kept)
            chosen.append(kept)
    return tuple(r for r in rows if r), tuple(r for r in chosen if r)


def period_problem(action: Action) -> bool:
    """Whether an action ends before it begins."""
    if not (action.from_on and action.to_on):
        return False
    return dt.date.fromisoformat(action.to_on) < dt.date.fromisoformat(action.from_on)
