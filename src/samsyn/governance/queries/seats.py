"""Which places does an arena have, and who has them?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.foundation.dates import dated
from samsyn.governance import rules
from samsyn.governance.models import Seat, SeatHolder


@dataclass(frozen=True)
class Holder:
    """Somebody who has held a seat, has it or will have it."""

    name: str
    valid_from: dt.date
    last_day: dt.date | None


@dataclass(frozen=True)
class SeatRow:
    """A place in the arena and who has it. `empty_since` only when somebody has left it."""

    id: uuid.UUID
    title: str
    kind: rules.SeatKind
    party: str
    is_chair: bool
    note: str
    source: str
    since_text: str
    valid_from: dt.date
    holder: Holder | None
    coming: Holder | None
    empty_since: dt.date | None
    past: tuple[Holder, ...]

    @property
    def kind_label(self) -> str:
        """Why somebody sits there."""
        return self.kind.label(get_language())


def seats_of(arena_id: uuid.UUID, on: dt.date) -> tuple[SeatRow, ...]:
    """The arena's places of a day in their order, with holders before, now and later."""
    seats = Seat.objects.on(on).filter(arena_id=arena_id).select_related("party")
    holders: dict[uuid.UUID, list[SeatHolder]] = {}
    for holder in SeatHolder.objects.filter(seat__arena_id=arena_id).order_by("valid_from"):
        holders.setdefault(holder.seat_id, []).append(holder)
    return tuple(_seat(seat, holders.get(seat.pk, []), on) for seat in seats)


def seat_for(actor: Actor, seat_id: uuid.UUID) -> tuple[uuid.UUID, str, SeatRow] | None:
    """One seat of the actor's county with its arena's id and name."""
    seat = Seat.objects.select_related("arena", "party").filter(
        pk=seat_id, arena__region=actor.region
    ).first()  # fmt: skip
    if seat is None:
        return None
    holders = list(SeatHolder.objects.filter(seat=seat).order_by("valid_from"))
    return seat.arena_id, seat.arena.name, _seat(seat, holders, clock.today())


def _seat(seat: Seat, holders: list[SeatHolder], on: dt.date) -> SeatRow:
    told = [
        Holder(row.name, row.valid_from, row.valid_to and row.valid_to - dt.timedelta(days=1))
        for row in holders
    ]
    now = next(
        (h for h in told if h.valid_from <= on and (h.last_day is None or h.last_day >= on)), None
    )
    past = tuple(h for h in told if h.last_day is not None and h.last_day < on)
    left = max((h.last_day for h in past if h.last_day), default=None)
    return SeatRow(
        id=seat.pk, title=seat.title, kind=rules.SeatKind(seat.kind),
        party=seat.party.name if seat.party else "", is_chair=seat.is_chair, note=seat.note,
        source=seat.source, since_text=dated(seat.valid_from, seat.precision),
        valid_from=seat.valid_from, holder=now,
        coming=next((h for h in told if h.valid_from > on), None),
        empty_since=left + dt.timedelta(days=1) if left and now is None else None,
        past=past[::-1],
    )  # fmt: skip
