"""Who sits in an arena, by office? Names of people cannot be read here."""

from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.governance.models import Seat
from samsyn.governance.rules import SeatKind
from samsyn.public.queries.counties import said


@dataclass(frozen=True)
class SeatLine:
    """A seat by office: how many alike, and for which party."""

    title: str
    kind: SeatKind
    party: str
    count: int
    is_chair: bool

    @property
    def kind_words(self) -> str:
        return said(self.kind)


def seat_lines(seats: Iterable[Seat]) -> tuple[SeatLine, ...]:
    """Seats alike become one line with their number; chairs first."""
    counted: dict[tuple[bool, str, str, str], int] = {}
    for seat in seats:
        party = seat.party.name if seat.party else ""
        key = (not seat.is_chair, seat.title, seat.kind, party)
        counted[key] = counted.get(key, 0) + 1
    return tuple(
        SeatLine(title, SeatKind(kind), party, count, not is_not_chair)
        for (is_not_chair, title, kind, party), count in sorted(
            counted.items(), key=lambda item: item[0][0]
        )
    )
