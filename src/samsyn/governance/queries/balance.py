"""What has been asked for and is not done, and where did it come from?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.governance import rules
from samsyn.governance.access import may_follow_up
from samsyn.governance.models import BalanceEntry, BalanceStep
from samsyn.governance.queries.lineage import Arenas, arenas_of
from samsyn.governance.queries.progress import paragraph_of


@dataclass(frozen=True)
class BalanceStepLine:
    """What was said of an entry, and where."""

    on: dt.date
    arena: str
    meeting: uuid.UUID | None
    met_on: dt.date | None
    text: str
    state: rules.BalanceState
    due_on: dt.date | None


@dataclass(frozen=True)
class BalanceRow:
    """An entry: what, from where, whose turn, since when, until when."""

    id: uuid.UUID
    arena: str
    arena_id: uuid.UUID
    what: str
    origin: str
    origin_meeting: uuid.UUID | None
    matter: uuid.UUID | None
    matter_title: str
    owner: str
    due_on: dt.date | None
    state: rules.BalanceState
    opened_on: dt.date
    closed_on: dt.date | None
    outcome: str
    last: str

    @property
    def is_open(self) -> bool:
        """Whether it is still followed."""
        return self.state is rules.BalanceState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed and it is not done."""
        return self.is_open and self.due_on is not None and self.due_on < clock.today()


@dataclass(frozen=True)
class BalancePage:
    """An arena's balance list."""

    arena_id: uuid.UUID
    arena: str
    show: str
    rows: tuple[BalanceRow, ...]
    open_count: int
    late_count: int


@dataclass(frozen=True)
class BalanceCount:
    """An arena in the list of balance lists."""

    arena_id: uuid.UUID
    arena: str
    open_count: int
    late_count: int


@dataclass(frozen=True)
class EntryPage:
    """An entry with its whole history."""

    row: BalanceRow
    steps: tuple[BalanceStepLine, ...]
    may_follow_up: bool


SHOWS = ("oppna", "sena", "avslutade", "alla")


def entries_for(actor: Actor) -> QuerySet[BalanceEntry]:
    """The county's entries; all who steer may read them."""
    return BalanceEntry.objects.filter(arena__region=actor.region)


def balance_lists(actor: Actor) -> tuple[BalanceCount, ...]:
    """Arenas of today that have, or have had, anything on their list; open ones counted."""
    arenas, today = arenas_of(actor.region), clock.today()
    is_open = Q(state=rules.BalanceState.OPEN.value)
    counts = entries_for(actor).values("arena").order_by("arena").annotate(
        open=Count("id", filter=is_open), late=Count("id", filter=is_open & Q(due_on__lt=today)),
    )  # fmt: skip
    found: dict[uuid.UUID, list[int]] = {a.id: [0, 0] for a in arenas.on(today)}
    for row in counts:
        total = found.setdefault(arenas.today(row["arena"]).id, [0, 0])
        total[0], total[1] = total[0] + row["open"], total[1] + row["late"]
    lists = [BalanceCount(key, arenas.name(key), *total) for key, total in found.items()]
    return tuple(sorted(lists, key=lambda row: (-row.late_count, -row.open_count, row.arena)))


def balance_page(actor: Actor, arena_id: uuid.UUID, *, show: str = "oppna") -> BalancePage | None:
    """The list of the arena and of what it was called before. Late ones first, then by day."""
    arenas = arenas_of(actor.region)
    if arena_id not in arenas.by_id:
        return None
    rows = rows_of(entries_for(actor).filter(arena__in=arenas.line(arena_id)), arenas)
    wanted = show if show in SHOWS else "oppna"
    return BalancePage(
        arena_id=arena_id,
        arena=arenas.name(arena_id),
        show=wanted,
        rows=tuple(row for row in rows if _is_shown(row, wanted)),
        open_count=sum(row.is_open for row in rows),
        late_count=sum(row.is_late for row in rows),
    )


def entry_page(actor: Actor, entry_id: uuid.UUID) -> EntryPage | None:
    """An entry with all that was said of it."""
    entry = entries_for(actor).filter(pk=entry_id).first()
    if entry is None:
        return None
    arenas = arenas_of(actor.region)
    rows = rows_of(entries_for(actor).filter(pk=entry_id), arenas)
    said = entry.steps.select_related("meeting").order_by("at", "id")
    steps = tuple(_step(step, arenas) for step in said)
    return EntryPage(rows[0], steps, may_follow_up(entry, actor))


def rows_of(entries: QuerySet[BalanceEntry], arenas: Arenas) -> tuple[BalanceRow, ...]:
    """Entries as rows, open and earliest due first. One statement."""
    said = BalanceStep.objects.filter(entry=OuterRef("pk")).exclude(text="").order_by("-at", "-id")
    loaded = entries.select_related("origin__meeting", "matter").annotate(
        last=Subquery(said.values("text")[:1])
    )
    rows = [_row(entry, arenas, entry.last or "") for entry in loaded]
    return tuple(sorted(rows, key=_order))


def _order(row: BalanceRow) -> tuple[bool, dt.date, dt.date, str]:
    return not row.is_open, row.due_on or dt.date.max, row.opened_on, str(row.id)


def _is_shown(row: BalanceRow, show: str) -> bool:
    return {
        "oppna": row.is_open,
        "sena": row.is_late,
        "avslutade": not row.is_open,
        "alla": True,
    }[show]


def _row(entry: BalanceEntry, arenas: Arenas, last: str) -> BalanceRow:
    origin = entry.origin
    return BalanceRow(
        id=entry.pk,
        arena=arenas.name(entry.arena_id),
        arena_id=entry.arena_id,
        what=entry.what,
        origin=_origin(entry, arenas),
        origin_meeting=origin.meeting_id if origin else None,
        matter=entry.matter_id,
        matter_title=entry.matter.title if entry.matter else "",
        owner=entry.owner,
        due_on=entry.due_on,
        state=rules.BalanceState(entry.state),
        opened_on=entry.opened_on,
        closed_on=entry.closed_on,
        outcome=entry.outcome,
        last=last,
    )


def _origin(entry: BalanceEntry, arenas: Arenas) -> str:
    """Where it came from, as "Barnarenan 2018-02-02, § 7"."""
    if entry.origin is None:
        return entry.origin_text
    meeting = entry.origin.meeting
    day = timezone.localdate(meeting.starts_at).isoformat()
    return f"{arenas.name(meeting.arena_id)} {day}, {paragraph_of(entry.origin)}"


def _step(step: BalanceStep, arenas: Arenas) -> BalanceStepLine:
    return BalanceStepLine(
        on=timezone.localdate(step.at),
        arena=arenas.name(step.to_arena_id),
        meeting=step.meeting_id,
        met_on=timezone.localdate(step.meeting.starts_at) if step.meeting else None,
        text=step.text,
        state=rules.BalanceState(step.to_state),
        due_on=step.due_on,
    )
