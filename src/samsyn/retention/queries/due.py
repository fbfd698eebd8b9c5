"""What of the own party's may go today, and what holds the rest back? Nothing about anybody."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.laws.rules import statute
from samsyn.organisations.models import Unit
from samsyn.retention.models import Decision, Hold
from samsyn.retention.rules import (
    MOST,
    Facts,
    Plan,
    Sphere,
    Verdict,
    What,
    exceptions_on,
    judged,
)


@dataclass(frozen=True)
class Due:
    """What the dry run says: what may go, what is held, and how many wait for a decision."""

    going: tuple[Verdict, ...]
    held: tuple[Verdict, ...]
    excepted: tuple[Verdict, ...]
    waiting: int
    undecided: int


def plans_of(actor: Actor) -> tuple[Plan, ...]:
    """The party's decisions in force, the latest of each operation."""
    rows = Decision.objects.filter(party_id=actor.own_party)
    latest = {row.operation: row for row in rows.order_by("recorded_at", "pk")}
    return tuple(
        Plan(
            operation=row.operation, sphere=Sphere(row.sphere), years=row.years,
            is_working_copy=row.is_working_copy, reference=row.reference, decided_on=row.decided_on,
        )
        for row in latest.values()
    )  # fmt: skip


def due_for(actor: Actor) -> Due:
    """The dry run for the own party. Changes nothing."""
    today, plans = clock.today(), plans_of(actor)
    facts = facts_for(actor)
    verdicts = [v for f in facts if (v := judged(f, plans, today)) is not None]
    stopped = holds_of(actor)
    ready = [v for v in verdicts if v.is_due(today)]
    return Due(
        going=tuple(v for v in ready if key_of(v.facts) not in stopped),
        held=tuple(v for v in ready if key_of(v.facts) in stopped),
        excepted=tuple(v for v in verdicts if v.stopped_by and v.due_on <= today),
        waiting=sum(v.due_on > today for v in verdicts),
        undecided=len(facts) - len(verdicts),
    )


def key_of(facts: Facts) -> tuple[str, uuid.UUID, uuid.UUID]:
    """What tells a thing from all others."""
    return facts.what.value, facts.thing_id, facts.unit_id


def is_own_hold(actor: Actor, hold_id: int) -> bool:
    """Whether the own party once placed this stop, lifted or not."""
    return Hold.objects.filter(party_id=actor.own_party, pk=hold_id).exists()


def holds_of(actor: Actor) -> set[tuple[str, uuid.UUID, uuid.UUID]]:
    """Things of the own party that are stopped now."""
    rows = Hold.objects.filter(party_id=actor.own_party, lifted_at__isnull=True)
    return set(rows.values_list("what", "thing_id", "unit_id"))


def facts_for(actor: Actor) -> list[Facts]:
    """All that has ended in the own party, by the database's own function past the wall."""
    units = {
        unit.pk: unit
        for unit in Unit.objects.filter(party_id=actor.own_party).select_related("party")
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, thing_id, unit_id, last_note, closed_on, birth_day, is_thirty, is_placed"
            " FROM retention_facts() ORDER BY last_note, thing_id, unit_id"
        )
        return [_facts(row, units[row[2]]) for row in cursor.fetchall()]


def _facts(row: tuple[object, ...], unit: Unit) -> Facts:
    names = ("thing_id", "unit_id", "last_note", "closed_on", "birth_day", "is_thirty", "is_placed")
    told = dict(zip(names, row[1:], strict=True))
    return Facts(
        what=What(str(row[0])), unit=unit.name, operation=unit.operation,
        region=unit.party.region, party=unit.party.code, **told,  # type: ignore[arg-type]
    )  # fmt: skip


def citation(key: str, on: dt.date) -> str:
    """The statute as a lawyer writes it; nothing where no statute decides."""
    return statute(key, on).citation if key else ""


def by_unit(verdicts: Iterable[Verdict]) -> list[tuple[str, int]]:
    """How many in each unit."""
    counts: dict[str, int] = {}
    for verdict in verdicts:
        counts[verdict.facts.unit] = counts.get(verdict.facts.unit, 0) + 1
    return sorted(counts.items())


@dataclass(frozen=True)
class DueLine:
    """One thing that may go, told so that nobody is pointed out."""

    thing: str
    what: What
    thing_id: uuid.UUID
    unit_id: uuid.UUID
    kind: str
    unit: str
    last_note: dt.date
    due_on: dt.date
    latest_on: dt.date
    statute: str
    reference: str


@dataclass(frozen=True)
class Reason:
    """Why some must stay, with how many they are and where that is written."""

    note: str
    statute: str
    is_confirmed: bool
    number: int


@dataclass(frozen=True)
class HoldLine:
    """A stop that holds."""

    id: int
    thing: str
    kind: str
    why: str
    since: dt.datetime


@dataclass(frozen=True)
class Overview:
    """The page of those who keep a party's archive."""

    going: tuple[DueLine, ...]
    units: tuple[tuple[str, int], ...]
    reasons: tuple[Reason, ...]
    holds: tuple[HoldLine, ...]
    waiting: int
    undecided: int
    plans: tuple[Plan, ...]

    @property
    def at_once(self) -> int:
        """How many go on one list; 0 when all do."""
        return MOST if self.later else 0

    @property
    def later(self) -> int:
        """How many are left for the lists after the next."""
        return max(0, len(self.going) - MOST)


def overview_for(actor: Actor) -> Overview:
    """Everything on the first page, from one dry run."""
    due, today = due_for(actor), clock.today()
    rows = Hold.objects.filter(party_id=actor.own_party, lifted_at__isnull=True)
    return Overview(
        going=tuple(_due_line(verdict, today) for verdict in due.going),
        units=tuple(by_unit(due.going)),
        reasons=_reasons(due.excepted, today),
        holds=tuple(
            HoldLine(h.pk, short(h.thing_id), _kind(What(h.what)), h.why, h.placed_at)
            for h in rows.order_by("placed_at")
        ),
        waiting=due.waiting,
        undecided=due.undecided,
        plans=plans_of(actor),
    )


def short(thing_id: uuid.UUID) -> str:
    """The part of an identity that people say to each other."""
    return str(thing_id)[:8]


def _kind(what: What) -> str:
    return what.label(get_language())


def _due_line(verdict: Verdict, today: dt.date) -> DueLine:
    facts = verdict.facts
    return DueLine(
        thing=short(facts.thing_id), what=facts.what, thing_id=facts.thing_id,
        unit_id=facts.unit_id, kind=_kind(facts.what), unit=facts.unit,
        last_note=facts.last_note, due_on=verdict.due_on,
        latest_on=dt.date(verdict.due_on.year + 1, 12, 31),
        statute=citation(verdict.statute, today), reference=verdict.plan.reference,
    )  # fmt: skip


def _reasons(excepted: Iterable[Verdict], today: dt.date) -> tuple[Reason, ...]:
    numbers: dict[str, int] = {}
    for verdict in excepted:
        numbers[verdict.stopped_by] = numbers.get(verdict.stopped_by, 0) + 1
    return tuple(
        Reason(
            one.said(get_language()), citation(one.statute, today), one.confirmed, numbers[one.key]
        )
        for one in exceptions_on(today)
        if one.key in numbers
    )
