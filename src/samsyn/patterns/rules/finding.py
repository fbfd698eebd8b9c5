"""Which faults recur, and why is each of them worth somebody's time? Pure.

A fault recurs along one of three lines: what was not kept, by whom it is between, and its kind;
the same between several; or the same two parties and kind whatever was not kept. A deviation is
flagged once as far as that can be: the narrow pattern wins when it explains the wide one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from samsyn.patterns.rules.shape import NO_PAIR, Ground, Shape, Tally

#: Fewer than so many are chance. Our own judgement; no source gives a number.
LEAST = 3
#: Months of a period. The period before it is as long.
MONTHS = 12
#: A narrow pattern explains a wide one when it holds this share of it. Our own judgement.
EXPLAINS = 0.75
#: So much more than in the period before is a rise. Our own judgement.
RISE = 1.5


@dataclass(frozen=True)
class Found:
    """A recurring fault with its numbers.

    `months`: in how many months of the period it happened. `share`: per cent of all deviations in
    the period. `pairs` and `grounds`: how many pairs of parties and grounds it is spread over.
    `municipality`: when it all happened in one. `again`: it has been dealt with before.
    """

    shape: Shape
    count: int
    before: int
    months: int
    total: int
    pairs: int
    grounds: int
    climbed: int
    waiting: int
    municipality: str = ""
    again: bool = False

    @property
    def key(self) -> str:
        """The same each day for the same fault."""
        return self.shape.key

    @property
    def share(self) -> int:
        """Whole per cent of all."""
        return round(100 * self.count / self.total) if self.total else 0

    @property
    def rises(self) -> bool:
        """Whether it is clearly more than in the period before."""
        return self.count - self.before >= LEAST and self.count >= self.before * RISE


def period_of(today: dt.date) -> tuple[dt.date, dt.date, dt.date]:
    """First day of the period before, first day of the period, and the first day after it."""
    end = today + dt.timedelta(days=1)
    return _years_back(end, 2), _years_back(end, 1), end


def _years_back(day: dt.date, years: int) -> dt.date:
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year - years)


def find(tallies: Iterable[Tally], *, settled: int = 0, least: int = LEAST) -> tuple[Found, ...]:
    """Faults that recur, the largest first. The order of the tallies does not matter.

    `settled`: deviations of the period that recorded patterns have, which only the share counts.
    """
    cells = _joined(tallies)
    total = settled + sum(cell.count for cell in cells)
    narrow = _enough(cells, lambda cell: cell.shape if cell.ground else None, least)
    wide = _enough(cells, lambda c: Shape(c.kind, c.ground) if c.ground else None, least)
    wide |= _enough(cells, lambda cell: Shape(cell.kind, Ground(), cell.pair), least)
    kept = _with_own(_unexplained(wide, narrow, least), least)
    kept |= {shape: of for shape, of in narrow.items() if not _is_within(shape, kept)}
    found = [_found(shape, of, total) for shape, of in kept.items()]
    return tuple(sorted(found, key=_order))


def again(found: Found) -> Found:
    """The same, dealt with before and back."""
    return replace(found, again=True)


Groups = dict[Shape, list[Tally]]


def _joined(tallies: Iterable[Tally]) -> list[Tally]:
    """One tally for each combination, so that how they were counted does not matter."""
    cells: dict[tuple[Shape, str], Tally] = {}
    for tally in tallies:
        key = (tally.shape, tally.municipality)
        one = cells.get(key)
        cells[key] = tally if one is None else _sum(one, tally)
    return [cells[key] for key in sorted(cells)]


def _sum(one: Tally, other: Tally) -> Tally:
    return replace(
        one,
        count=one.count + other.count,
        before=one.before + other.before,
        climbed=one.climbed + other.climbed,
        waiting=one.waiting + other.waiting,
        months=one.months | other.months,
    )


def _enough(cells: list[Tally], shape_of: Callable[[Tally], Shape | None], least: int) -> Groups:
    groups: Groups = defaultdict(list)
    for cell in cells:
        shape = shape_of(cell)
        if shape is not None:
            groups[shape].append(cell)
    return {shape: of for shape, of in groups.items() if _count(of) >= least}


def _unexplained(wide: Groups, narrow: Groups, least: int) -> Groups:
    """Wide patterns that no single narrow one explains."""
    largest: dict[Shape, int] = defaultdict(int)
    for shape, of in narrow.items():
        for wider in _wider(shape):
            largest[wider] = max(largest[wider], _count(of))
    return {
        shape: of
        for shape, of in wide.items()
        if not largest[shape]
        or (_count(of) - largest[shape] >= least and largest[shape] < EXPLAINS * _count(of))
    }


def _with_own(wide: Groups, least: int) -> Groups:
    """Those with enough that none before them has, the largest first."""
    kept: Groups = {}
    for shape in sorted(wide, key=lambda s: (-_count(wide[s]), not s.ground, s)):
        own = [cell for cell in wide[shape] if not _is_within(cell.shape, kept)]
        if _count(own) >= least:
            kept[shape] = wide[shape]
    return kept


def _wider(shape: Shape) -> tuple[Shape, Shape]:
    """The two shapes that a narrow one lies in: of its ground, and of its pair."""
    return Shape(shape.kind, shape.ground), Shape(shape.kind, Ground(), shape.pair)


def _is_within(shape: Shape, kept: Groups) -> bool:
    return any(wider in kept for wider in _wider(shape))


def _found(shape: Shape, of: list[Tally], total: int) -> Found:
    now = [cell for cell in of if cell.count]
    places = {cell.municipality for cell in now}
    return Found(
        shape=shape,
        count=_count(of),
        before=sum(cell.before for cell in of),
        months=len(frozenset().union(*(cell.months for cell in now))),
        total=total,
        pairs=len({cell.pair for cell in now} - {NO_PAIR}),
        grounds=len({cell.ground for cell in now}),
        climbed=sum(cell.climbed for cell in of),
        waiting=sum(cell.waiting for cell in of),
        municipality=places.pop() if len(places) == 1 else "",
    )


def _count(of: Iterable[Tally]) -> int:
    return sum(cell.count for cell in of)


def _order(found: Found) -> tuple[int, bool, Shape]:
    return (-found.count, not found.rises, found.shape)
