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


@dataclass(frozen=True)
class Work:
    """One open thing: whose unit, of which kind, since and until when, and who has it in hand.

    `user_id` is empty when it is the whole unit's and nobody's in particular.
    """

    unit_id: uuid.UUID
    kind: Kind
    thing: uuid.UUID
    since_on: dt.date
    due: dt.date | None = None
    user_id: uuid.UUID | None = None
    name: str = ""


def has_owner(work: Work, workers: Iterable[Worker]) -> bool:
    """Whether somebody lives who has it in hand; or, when it is the unit's, somebody who could."""
    able = [w for w in workers if w.unit_id == work.unit_id and w.can(work.kind)]
    if work.user_id is None:
        return any(w.is_there for w in able)
    return any(w.user_id == work.user_id for w in able)


def left_by(
    user_id: uuid.UUID,
    going: Collection[uuid.UUID],
    rows: Iterable[Work],
    workers: Collection[Worker],
) -> list[Work]:
    """What loses its owner when the assignments `going` of a person end."""
    staying = [w for w in workers if w.assignment_id not in going]
    return [
        row
        for row in rows
        if (row.user_id in (user_id, None))
        and has_owner(row, workers)
        and not has_owner(row, staying)
    ]


def takers(
    kind: Kind, unit_id: uuid.UUID, workers: Iterable[Worker], but: uuid.UUID | None = None
) -> list[Worker]:
    """Who can take over work of a kind in a unit."""
    return [
        w
        for w in workers
        if w.unit_id == unit_id and w.is_there and w.can(kind) and w.user_id != but
    ]
