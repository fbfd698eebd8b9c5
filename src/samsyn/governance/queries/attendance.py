"""Who was there, and were they enough?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from samsyn.governance import rules
from samsyn.governance.models import Attendance, Meeting, Seat, SeatHolder


@dataclass(frozen=True)
class SeatRow:
    """A seat at a meeting: who holds it that day, and whether it was filled."""

    id: uuid.UUID
    title: str
    party: str
    holder: str
    votes: bool
    is_chair: bool
    presence: rules.Presence | None
    substitute: str


def seat_rows(meeting: Meeting) -> tuple[SeatRow, ...]:
    """The arena's seats on the day of the meeting, in order. Three statements."""
    day = timezone.localdate(meeting.starts_at)
    there = {row.seat_id: row for row in Attendance.objects.filter(meeting=meeting)}
    in_force = Q(pk__in=there) | (
        Q(arena=meeting.arena_id, valid_from__lte=day)
        & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    )
    seats = list(
        Seat.objects.filter(in_force).select_related("party").order_by("place", "title", "id")
    )
    holders = _holders(seats, day)
    return tuple(_row(seat, there.get(seat.pk), holders.get(seat.pk, "")) for seat in seats)


def _holders(seats: list[Seat], day: dt.date) -> dict[uuid.UUID, str]:
    rows = SeatHolder.objects.on(day).filter(seat__in=[seat.pk for seat in seats])
    return dict(rows.order_by("valid_from").values_list("seat_id", "name"))


def _row(seat: Seat, attended: Attendance | None, holder: str) -> SeatRow:
    return SeatRow(
        id=seat.pk,
        title=seat.title,
        party=seat.party.name if seat.party else "",
        holder=holder,
        votes=seat.kind != rules.SeatKind.OFFICIAL,
        is_chair=seat.is_chair,
        presence=rules.Presence(attended.presence) if attended else None,
        substitute=attended.name if attended else "",
    )


def voting_seats_filled(meeting: Meeting) -> int:
    """How many voting seats were filled, by the holder or a substitute."""
    rows = Attendance.objects.filter(meeting=meeting).exclude(presence=rules.Presence.ABSENT.value)
    return rows.exclude(seat__kind=rules.SeatKind.OFFICIAL.value).count()
