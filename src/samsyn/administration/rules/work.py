"""What can somebody leave behind, and who may take it over? Pure."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from samsyn.access.rules import Permission
from samsyn.foundation.words import Word

#: An assignment that ends within so many days stands on the administrator's Min tur.
SOON = 30


class Kind(Word):
    """Open work, by kind. An administrator is told the kind and the day, never about whom."""

    CASE = "case", "ärenden", "cases"
    CALL = "call", "kallelser att svara på", "calls to answer"
    PLAN = "plan", "planer att hålla ihop", "plans to lead"
    ANSWER = "answer", "planer att säga ja eller nej till", "plans to agree or object to"
    DEVIATION = "deviation", "avvikelser", "deviations"
    RAISED = "raised", "avvikelser på chefens steg", "deviations on a manager's rung"
    MATTER = "matter", "ärenden att bereda till en arena", "matters to prepare for an arena"
    BALANCE = "balance", "punkter på en balanslista", "entries of a balance list"


#: What one thing of a kind is called, in Swedish and English.
ONE: Mapping[Kind, tuple[str, str]] = {
    Kind.CASE: ("ärende", "case"),
    Kind.CALL: ("kallelse att svara på", "call to answer"),
    Kind.PLAN: ("plan att hålla ihop", "plan to lead"),
    Kind.ANSWER: ("plan att säga ja eller nej till", "plan to agree or object to"),
    Kind.DEVIATION: ("avvikelse", "deviation"),
    Kind.RAISED: ("avvikelse på chefens steg", "deviation on a manager's rung"),
    Kind.MATTER: ("ärende att bereda till en arena", "matter to prepare for an arena"),
    Kind.BALANCE: ("punkt på en balanslista", "entry of a balance list"),
}


def label_of(kind: Kind, n: int, language: str | None) -> str:
    """What `n` things of a kind are called, without the number."""
    if n != 1:
        return kind.label(language)
    sv, en = ONE[kind]
    return en if (language or "").startswith("en") else sv


#: What a role must carry to take over.
NEEDS: Mapping[Kind, Permission] = {
    Kind.CASE: Permission.CALL_SEND,
    Kind.CALL: Permission.CALL_ANSWER,
    Kind.PLAN: Permission.PLAN_FOLLOW_UP,
    Kind.ANSWER: Permission.PLAN_AGREE,
    Kind.DEVIATION: Permission.DEVIATION_REPORT,
    Kind.RAISED: Permission.DEVIATION_ANSWER,
    Kind.MATTER: Permission.MATTER_PREPARE,
    Kind.BALANCE: Permission.MATTER_PREPARE,
}


@dataclass(frozen=True)
class Worker:
    """Somebody with an assignment in force in a unit."""

    assignment_id: uuid.UUID
    user_id: uuid.UUID
    unit_id: uuid.UUID
    name: str
    role: str
    permissions: frozenset[Permission]
    is_there: bool = True

    def can(self, kind: Kind) -> bool:
        """Whether the role carries what this kind of work needs."""
        return NEEDS[kind] in self.permissions

    def can_do(self, work: "Work") -> bool:
        """Whether it is a kind for the role, in the unit, about a child that the person meets."""
        meets = work.few is None or self.user_id in work.few
        return self.unit_id == work.unit_id and self.can(work.kind) and meets


@dataclass(frozen=True)
class Work:
    """One open thing: whose unit, of which kind, since and until when, and who has it in hand.

    `user_id` is empty when it is the whole unit's and nobody's in particular. `few` are the people
    who can open the pages of the child whose data are protected; None when anybody in the unit can.
    """

    unit_id: uuid.UUID
    kind: Kind
    thing: uuid.UUID
    since_on: dt.date
    due: dt.date | None = None
    user_id: uuid.UUID | None = None
    name: str = ""
    few: frozenset[uuid.UUID] | None = None


def has_owner(work: Work, workers: Iterable[Worker]) -> bool:
    """Whether somebody lives who has it in hand; or, when it is the unit's, somebody who could.

    What somebody outside the few has in hand is the unit's: it falls to those among them.
    """
    able = [w for w in workers if w.can_do(work)]
    if work.user_id is None or (work.few is not None and work.user_id not in work.few):
        return any(w.is_there for w in able)
    return any(w.user_id == work.user_id for w in able)


def left_by(
    going: Collection[uuid.UUID],
    rows: Iterable[Work],
    workers: Collection[Worker],
) -> list[Work]:
    """What loses its owner when the assignments `going` of a person end."""
    staying = [w for w in workers if w.assignment_id not in going]
    return [row for row in rows if has_owner(row, workers) and not has_owner(row, staying)]


def takers(
    rows: Collection[Work], workers: Iterable[Worker], but: uuid.UUID | None = None
) -> list[Worker]:
    """Who can take over all of these."""
    return [
        w for w in workers if w.is_there and w.user_id != but and all(w.can_do(row) for row in rows)
    ]
