"""Which open work is there in units, who has it in hand, and who could take it over?"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor, roles
from samsyn.administration import rules
from samsyn.administration.rules import Kind, Work, Worker
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment, Leave


@dataclass(frozen=True)
class Count:
    """So many of a kind, the oldest since a day."""

    kind: Kind
    label: str
    n: int
    since_on: dt.date


def workers_in(unit_ids: Collection[uuid.UUID], on: dt.date) -> list[Worker]:
    """Who has an assignment in force in open units, and whether they are there that day."""
    away = Leave.objects.filter(assignment_id=OuterRef("pk"), away_from__lte=on, away_to__gt=on)
    rows = Assignment.objects.on(on).filter(unit__in=unit_ids, user__is_active=True)
    rows = rows.exclude(unit__valid_to__lte=on).select_related("user", "unit__party")
    found = []
    for row in rows.annotate(is_away=Exists(away)).order_by("user__family_name", "pk"):
        known = roles().get(row.role)
        label = known.label(get_language() or "sv") if known else row.role
        found.append(
            Worker(
                assignment_id=row.pk,
                user_id=row.user_id,
                unit_id=row.unit_id,
                name=str(row.user),
                role=label,
                permissions=actor_from(row).permissions,
                is_there=not row.is_away,
            )
        )
    return found


def open_work(unit_ids: Collection[uuid.UUID], actor: Actor) -> list[Work]:
    """Open work in units that the actor administers, by unit, kind and age. Two statements.

    The database answers by who asks (`open_work`, administration/models.py): kinds, days and
    people of the unit only.
    """
    if actor.unit_id is None or not unit_ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM open_work(%s)", [list(unit_ids)])
        rows = cursor.fetchall()
    holders = {row[5] for row in rows if row[5]}
    behind = (
        {row.pk: row for row in Assignment.objects.filter(pk__in=holders).select_related("user")}
        if holders
        else {}
    )
    found = []
    for unit_id, kind, thing, since_on, due, holder, few in rows:
        who = behind.get(holder)
        found.append(
            Work(
                unit_id=unit_id,
                kind=Kind(kind),
                thing=thing,
                since_on=since_on,
                due=due,
                user_id=who.user_id if who else None,
                name=str(who.user) if who else "",
                few=None if few is None else frozenset(few),
            )
        )
    return found


def counts(rows: Iterable[Work]) -> list[Count]:
    """Open work by kind, in the order of the kinds."""
    found: dict[Kind, list[Work]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    language = get_language()
    return [
        Count(kind, rules.label_of(kind, len(of), language), len(of), min(w.since_on for w in of))
        for kind in Kind
        if (of := found.get(kind))
    ]


@dataclass(frozen=True)
class Left:
    """What somebody (or the unit) leaves of one kind, and who could take it over."""

    count: Count
    field: str
    choices: tuple[tuple[str, str], ...]


def to_hand_over(
    rows: Collection[Work], workers: Collection[Worker], but: uuid.UUID | None
) -> list[Left]:
    """What has to be handed over, by kind, with those who can take it; all of one unit."""
    found = []
    for count in counts(rows):
        able = rules.takers([row for row in rows if row.kind is count.kind], workers, but)
        choices = tuple((str(w.assignment_id), f"{w.name}, {w.role}") for w in able)
        found.append(Left(count, f"to_{count.kind.value}", choices))
    return found


@dataclass(frozen=True)
class Leaving:
    """The assignment that is to end, and what its person leaves behind."""

    assignment_id: uuid.UUID
    unit_id: uuid.UUID
    unit_name: str
    person_id: uuid.UUID
    name: str
    left: list[Left]
    rows: tuple[Work, ...]

    @property
    def has_no_takers(self) -> bool:
        """Whether something is left that nobody in the unit can take over."""
        return any(not one.choices for one in self.left)

    @property
    def is_of_few(self) -> bool:
        """Whether something is about a child whose pages only a few can open."""
        return any(row.few is not None for row in self.rows)


def leaving(assignment: Assignment, actor: Actor) -> Leaving:
    """What loses its owner when this assignment ends."""
    unit_id = assignment.unit_id
    workers = workers_in([unit_id], clock.today())
    rows = rules.left_by([assignment.pk], open_work([unit_id], actor), workers)
    return Leaving(
        assignment_id=assignment.pk,
        unit_id=unit_id,
        unit_name=assignment.unit.name,
        person_id=assignment.user_id,
        name=str(assignment.user),
        left=to_hand_over(rows, workers, assignment.user_id),
        rows=tuple(rows),
    )


@dataclass(frozen=True)
class Orphaned:
    """Open work of a unit without a living owner, left by one person or by everybody."""

    unit_id: uuid.UUID
    name: str
    user_id: uuid.UUID | None
    rows: tuple[Work, ...]


def ownerless(unit_ids: Collection[uuid.UUID], actor: Actor) -> list[Orphaned]:
    """Open work whose owner has left, by unit and person. Three statements."""
    workers = workers_in(unit_ids, clock.today())
    return orphans(open_work(unit_ids, actor), workers)


def orphans(rows: Iterable[Work], workers: Collection[Worker]) -> list[Orphaned]:
    """The same of rows at hand."""
    found: dict[tuple[uuid.UUID, uuid.UUID | None], list[Work]] = {}
    for row in rows:
        if not rules.has_owner(row, workers):
            found.setdefault((row.unit_id, row.user_id), []).append(row)
    return [
        Orphaned(unit_id, of[0].name, user_id, tuple(of))
        for (unit_id, user_id), of in found.items()
    ]


@dataclass(frozen=True)
class HandOver:
    """What has to be handed over in a unit, and whose it was."""

    name: str
    left: list[Left]
    is_of_few: bool


def hand_over_page(
    unit_id: uuid.UUID, person_id: uuid.UUID | None, actor: Actor
) -> HandOver | None:
    """What a person (or nobody in particular) has left without an owner; None when nothing is."""
    workers = workers_in([unit_id], clock.today())
    found = orphans(open_work([unit_id], actor), workers)
    one = next((orphaned for orphaned in found if orphaned.user_id == person_id), None)
    if one is None:
        return None
    is_of_few = any(row.few is not None for row in one.rows)
    return HandOver(one.name, to_hand_over(one.rows, workers, None), is_of_few)


def helper_choices(into: Iterable[tuple[str, str]], work: Iterable[Count]) -> list[tuple[str, str]]:
    """Who in the units that can receive may help to finish work of these kinds."""
    names = {uuid.UUID(pk): name for pk, name in into}
    kinds = [count.kind for count in work]
    return [
        (str(w.assignment_id), f"{w.name}, {w.role}, {names[w.unit_id]}")
        for w in workers_in(list(names), clock.today())
        if any(w.can(kind) for kind in kinds)
    ]
