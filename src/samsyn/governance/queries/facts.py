"""What happened in an arena during a period? Frozen facts for the yearly report."""

import datetime as dt
import uuid
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from samsyn.governance import rules
from samsyn.governance.models import AgendaItem, Arena, BalanceEntry, Matter, Meeting, Seat
from samsyn.governance.queries.lineage import Arenas, arenas_of
from samsyn.governance.queries.progress import paragraph_of


@dataclass(frozen=True)
class SeatCount:
    """So many seats alike: office, party, why they are there."""

    title: str
    party: str
    kind: rules.SeatKind
    count: int
    is_chair: bool


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that was held."""

    id: uuid.UUID
    arena: str
    on: dt.date
    items: int
    state: rules.MeetingState


@dataclass(frozen=True)
class DecisionFact:
    """What an arena did with a matter at a meeting."""

    meeting: uuid.UUID
    arena: str
    on: dt.date
    paragraph: str
    outcome: rules.Outcome
    text: str
    approved: bool


@dataclass(frozen=True)
class MatterFact:
    """A matter that was active in the period."""

    id: uuid.UUID
    key: str
    kind: rules.MatterKind
    title: str
    what: str
    for_children: str
    outcome: str
    state: rules.MatterState
    opened_on: dt.date
    precision: str
    closed_on: dt.date | None
    origin: str
    agreement: str
    agreement_name: str
    source: str
    decisions: tuple[DecisionFact, ...]


@dataclass(frozen=True)
class BalanceFact:
    """An entry of the balance list that was open at some time in the period."""

    id: uuid.UUID
    what: str
    origin: str
    owner: str
    opened_on: dt.date
    due_on: dt.date | None
    closed_on: dt.date | None
    state: rules.BalanceState
    outcome: str

    def was_open_on(self, day: dt.date) -> bool:
        """Whether it was still followed on a day."""
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)


@dataclass(frozen=True)
class ArenaFacts:
    """An arena and a period, both days included. `called_before` are names with their last day."""

    id: uuid.UUID
    code: str
    name: str
    kind: rules.ArenaKind
    power: rules.Power
    about: str
    note: str
    source: str
    valid_from: dt.date
    precision: str
    valid_to: dt.date | None
    meetings_per_year: int | None
    called_before: tuple[tuple[str, dt.date | None], ...]
    seats: tuple[SeatCount, ...]
    officials: tuple[SeatCount, ...]
    meetings: tuple[HeldMeeting, ...]
    matters: tuple[MatterFact, ...]
    balance: tuple[BalanceFact, ...]


def arena_facts(region: str, arena_code: str, start: dt.date, end: dt.date) -> ArenaFacts | None:
    """What happened in an arena from `start` to `end`; None when the county has no such arena.

    What it was called before counts as the same arena. Six statements.
    """
    arena = Arena.objects.filter(region=region, code=arena_code).first()
    if arena is None:
        return None
    arenas = arenas_of(region)
    line = arenas.line(arena.pk)
    before = [arenas.by_id[pk] for pk in line if pk != arena.pk]
    seats = _seats(line, start, end)
    return ArenaFacts(
        id=arena.pk,
        kind=rules.ArenaKind(arena.kind),
        power=rules.Power(arena.power),
        **{name: getattr(arena, name) for name in _PLAIN},
        called_before=tuple(
            (a.name, a.valid_to) for a in sorted(before, key=lambda a: a.valid_from)
        ),
        seats=tuple(row for row in seats if row.kind is not rules.SeatKind.OFFICIAL),
        officials=tuple(row for row in seats if row.kind is rules.SeatKind.OFFICIAL),
        meetings=_meetings(line, start, end, arenas),
        matters=_matters(region, line, start, end, arenas),
        balance=_balance(line, start, end, arenas),
    )


_PLAIN = (
    "code", "name", "about", "note", "source", "valid_from", "precision", "valid_to",
    "meetings_per_year",
)  # fmt: skip


def _seats(line: frozenset[uuid.UUID], start: dt.date, end: dt.date) -> list[SeatCount]:
    """Seats of the period's last day; else of any day in it."""
    rows = list(
        Seat.objects.filter(arena__in=line, valid_from__lte=end)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
        .select_related("party")
        .order_by("place", "title", "id")
    )
    last = [row for row in rows if row.valid_to is None or row.valid_to > end]
    counted = Counter(
        (row.title, row.party.name if row.party else "", row.kind, row.is_chair)
        for row in last or rows
    )
    return [
        SeatCount(title, party, rules.SeatKind(kind), count, chair)
        for (title, party, kind, chair), count in counted.items()
    ]


def _meetings(
    line: frozenset[uuid.UUID], start: dt.date, end: dt.date, arenas: Arenas
) -> tuple[HeldMeeting, ...]:
    rows = Meeting.objects.filter(
        arena__in=line, state__in=rules.TOOK_PLACE,
        starts_at__date__gte=start, starts_at__date__lte=end,
    ).annotate(count=Count("items"))  # fmt: skip
    return tuple(
        HeldMeeting(
            row.pk, arenas.name(row.arena_id), timezone.localdate(row.starts_at), row.count,
            rules.MeetingState(row.state),
        )
        for row in rows.order_by("starts_at", "id")
    )  # fmt: skip


def _matters(
    region: str, line: frozenset[uuid.UUID], start: dt.date, end: dt.date, arenas: Arenas
) -> tuple[MatterFact, ...]:
    treated = AgendaItem.objects.filter(
        meeting__arena__in=line, meeting__state__in=rules.TOOK_PLACE, matter__isnull=False
    )
    in_period = treated.filter(
        meeting__starts_at__date__gte=start, meeting__starts_at__date__lte=end
    )
    own = Q(arena__in=line) | Q(origin__in=line) | Q(pk__in=treated.values("matter"))
    lasted = Q(opened_on__lte=end) & (Q(closed_on__isnull=True) | Q(closed_on__gte=start))
    dealt = Q(pk__in=in_period.values("matter"))
    decided = AgendaItem.objects.filter(meeting__state__in=rules.TOOK_PLACE).exclude(outcome="")
    rows = Matter.objects.filter(own & (lasted | dealt), region=region).select_related("agreement")
    rows = rows.prefetch_related(
        Prefetch("items", decided.select_related("meeting").order_by("meeting__starts_at", "place"))
    )
    return tuple(
        _matter(row, start, end, arenas) for row in rows.order_by("opened_on", "key", "title", "id")
    )


def _matter(matter: Matter, start: dt.date, end: dt.date, arenas: Arenas) -> MatterFact:
    decisions = [_decision(item, arenas) for item in matter.items.all()]
    plain = ("key", "title", "what", "for_children", "outcome", "opened_on", "precision", "source")
    return MatterFact(
        id=matter.pk,
        kind=rules.MatterKind(matter.kind),
        state=rules.MatterState(matter.state),
        closed_on=matter.closed_on,
        origin=arenas.name(matter.origin_id),
        agreement=matter.agreement.code if matter.agreement else "",
        agreement_name=matter.agreement.name if matter.agreement else "",
        decisions=tuple(row for row in decisions if start <= row.on <= end),
        **{name: getattr(matter, name) for name in plain},
    )


def _decision(item: AgendaItem, arenas: Arenas) -> DecisionFact:
    return DecisionFact(
        meeting=item.meeting_id,
        arena=arenas.name(item.meeting.arena_id),
        on=timezone.localdate(item.meeting.starts_at),
        paragraph=paragraph_of(item),
        outcome=rules.Outcome(item.outcome),
        text=item.decision,
        approved=item.meeting.state in rules.HOLDS,
    )


def _balance(
    line: frozenset[uuid.UUID], start: dt.date, end: dt.date, arenas: Arenas
) -> tuple[BalanceFact, ...]:
    rows = BalanceEntry.objects.filter(arena__in=line, opened_on__lte=end).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=start)
    )
    return tuple(
        _entry(row, arenas)
        for row in rows.select_related("origin__meeting").order_by("opened_on", "id")
    )


def _entry(row: BalanceEntry, arenas: Arenas) -> BalanceFact:
    origin = row.origin_text
    if row.origin is not None:
        meeting = row.origin.meeting
        day = timezone.localdate(meeting.starts_at).isoformat()
        origin = f"{arenas.name(meeting.arena_id)} {day}, {paragraph_of(row.origin)}"
    return BalanceFact(
        row.pk, row.what, origin, row.owner, row.opened_on, row.due_on, row.closed_on,
        rules.BalanceState(row.state), row.outcome,
    )  # fmt: skip
