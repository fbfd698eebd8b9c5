"""Who was there, and were they enough?"""

import uuid
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
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
    """The arena's seats on the day of the meeting, in order. One statement."""
    day = timezone.localdate(meeting.starts_at)
    attended = Attendance.objects.filter(meeting=meeting, seat=OuterRef("pk"))
    holders = SeatHolder.objects.on(day).filter(seat=OuterRef("pk")).order_by("-valid_from")
    rows = Seat.objects.annotate(
        presence=Subquery(attended.values("presence")[:1]),
        substitute=Subquery(attended.values("name")[:1]),
        holder=Subquery(holders.values("name")[:1]),
    )
    in_force = Q(arena=meeting.arena_id, valid_from__lte=day) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    )
    rows = rows.filter(in_force | Q(presence__isnull=False)).select_related("party")
    return tuple(
        SeatRow(
            id=seat.pk,
            title=seat.title,
            party=seat.party.name if seat.party else "",
            holder=seat.holder or "",
            votes=seat.kind != rules.SeatKind.OFFICIAL,
            is_chair=seat.is_chair,
            presence=rules.Presence(seat.presence) if seat.presence else None,
            substitute=seat.substitute or "",
        )
        for seat in rows.order_by("place", "title", "id")
    )


def voting_seats_filled(meeting: Meeting) -> int:
    """How many voting seats were filled, by the holder or a substitute."""
    rows = Attendance.objects.filter(meeting=meeting).exclude(presence=rules.Presence.ABSENT.value)
    return rows.exclude(seat__kind=rules.SeatKind.OFFICIAL.value).count()
