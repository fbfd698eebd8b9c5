"""When does which arena meet in a year?"""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.governance import rules
from samsyn.governance.models import Meeting
from samsyn.governance.queries.lineage import ArenaFact, Arenas, arenas_of


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in a calendar."""

    id: uuid.UUID
    arena: str
    arena_id: uuid.UUID
    starts_at: dt.datetime
    minutes: int
    place: str
    state: rules.MeetingState
    sequence: int
    items: int

    @property
    def ends_at(self) -> dt.datetime:
        """When it is over."""
        return self.starts_at + dt.timedelta(minutes=self.minutes)

    @property
    def on(self) -> dt.date:
        """Its day where the users are."""
        return timezone.localdate(self.starts_at)

    @property
    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.starts_at <= clock.now()


@dataclass(frozen=True)
class ArenaYear:
    """An arena's meetings in a year, and whether they are as many as the county says."""

    arena: ArenaFact
    meetings: tuple[MeetingRow, ...]

    @property
    def planned(self) -> int:
        """Meetings that have not been cancelled."""
        return sum(row.state is not rules.MeetingState.CANCELLED for row in self.meetings)

    @property
    def fewer_by(self) -> int:
        """How many are missing; 0 where the county has not said how many there should be."""
        return max(0, (self.arena.meetings_per_year or 0) - self.planned)


@dataclass(frozen=True)
class YearPage:
    """The year's calendar."""

    year: int
    months: tuple[tuple[dt.date, tuple[MeetingRow, ...]], ...]
    arenas: tuple[ArenaYear, ...]


def meetings_for(actor: Actor) -> QuerySet[Meeting]:
    """The county's meetings; all who steer may read them."""
    return Meeting.objects.filter(arena__region=actor.region)


def year_page(actor: Actor, year: int, *, arena: str = "") -> YearPage:
    """All arenas' meetings in a year, by month and by arena. Two statements."""
    arenas = arenas_of(actor.region)
    rows = meeting_rows(meetings_for(actor).filter(starts_at__year=year), arenas)
    begins, ends = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    there = [
        a for a in arenas.by_id.values()
        if a.valid_from < ends and (a.valid_to is None or a.valid_to > begins)
        and arena in ("", a.code)
    ]  # fmt: skip
    shown = {a.id for a in there}
    months: dict[dt.date, list[MeetingRow]] = defaultdict(list)
    for row in rows:
        if row.arena_id in shown:
            months[row.on.replace(day=1)].append(row)
    return YearPage(
        year,
        tuple((month, tuple(found)) for month, found in sorted(months.items())),
        tuple(ArenaYear(a, tuple(row for row in rows if row.arena_id == a.id)) for a in there),
    )


def arena_year(actor: Actor, arena_id: uuid.UUID, year: int) -> ArenaYear | None:
    """One arena's meetings in a year; None when the county has no such arena."""
    found = [row for row in year_page(actor, year).arenas if row.arena.id == arena_id]
    if found:
        return found[0]
    arena = arenas_of(actor.region).by_id.get(arena_id)
    return ArenaYear(arena, ()) if arena else None


def meeting_rows(meetings: QuerySet[Meeting], arenas: Arenas) -> tuple[MeetingRow, ...]:
    """Meetings as rows in order of time. One statement."""
    counted = meetings.annotate(count=Count("items")).order_by("starts_at", "id")
    return tuple(meeting_row(row, arenas, row.count) for row in counted)


def meeting_row(meeting: Meeting, arenas: Arenas, items: int) -> MeetingRow:
    return MeetingRow(
        meeting.pk, arenas.name(meeting.arena_id), meeting.arena_id, meeting.starts_at,
        meeting.minutes, meeting.place, rules.MeetingState(meeting.state), meeting.sequence, items,
    )  # fmt: skip
