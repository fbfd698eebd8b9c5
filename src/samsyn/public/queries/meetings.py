"""When do the arenas meet, and are the minutes published?"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from samsyn.governance.models import Arena, Meeting
from samsyn.governance.rules import MeetingState
from samsyn.regions.schema import Region


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in the calendar, with its minutes when they are published."""

    id: str
    arena: str
    arena_code: str
    starts_at: dt.datetime
    minutes: int
    place: str
    is_cancelled: bool
    is_published: bool
    approved_on: dt.date | None
    sequence: int
    changed_at: dt.datetime


def start_of(day: dt.date) -> dt.datetime:
    """The first moment of a day here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def coming_meetings(county: Region, on: dt.date) -> list[MeetingLine]:
    """Meetings from the day on, also those that were called off."""
    rows = (
        Meeting.objects.filter(arena__region=county.code, starts_at__gte=start_of(on))
        .select_related("arena")
        .order_by("starts_at")
    )
    return [meeting_line(row, row.arena) for row in rows]


def calendar(county: Region, on: dt.date) -> list[MeetingLine]:
    """Meetings from a year back and on, for those who subscribe."""
    return coming_meetings(county, on - dt.timedelta(days=365))


def meeting_line(row: Meeting, arena: Arena) -> MeetingLine:
    """A meeting as the calendar shows it."""
    return MeetingLine(
        id=str(row.pk),
        arena=arena.name,
        arena_code=arena.code,
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=row.place,
        is_cancelled=row.state == MeetingState.CANCELLED,
        is_published=row.state == MeetingState.PUBLISHED,
        approved_on=row.approved_on if row.state == MeetingState.PUBLISHED else None,
        sequence=row.sequence,
        changed_at=row.state_since,
    )
