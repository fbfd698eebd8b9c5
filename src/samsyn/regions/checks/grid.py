"""Who answers for what at each age? Worked out once per county and day, then only looked up."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from samsyn.regions.schema import (
    Age,
    AgeInterval,
    Duty,
    Expectation,
    Extent,
    Level,
    Need,
    Operation,
    Part,
    Region,
    Setting,
)

Charge = tuple[Operation, Duty]


@dataclass(frozen=True)
class Cell:
    """A question to the agreement: who, on this level, for this need of this extent?"""

    level: Level
    need: Need
    extent: Extent


@dataclass(frozen=True)
class Segment:
    """Ages between which the answer does not change."""

    ages: AgeInterval
    charges: tuple[Charge, ...]
    expectation: Expectation | None

    def responsible(self, setting: Setting | None = None) -> tuple[Operation, ...]:
        """Operations that answer for the need there, in the order of the package."""
        return self._playing(Part.RESPONSIBLE, setting)

    def supporting(self, setting: Setting | None = None) -> tuple[Operation, ...]:
        """Operations that support without being responsible."""
        return self._playing(Part.SUPPORTING, setting)

    def _playing(self, part: Part, setting: Setting | None) -> tuple[Operation, ...]:
        found = {
            operation.code: operation
            for operation, duty in self.charges
            if duty.part == part and applies_in(duty, setting)
        }
        return tuple(found.values())


class Grid:
    """All cells of a county on a day."""

    def __init__(self, region: Region) -> None:
        self._bounds: dict[Cell, list[Age]] = {}
        self._segments: dict[Cell, tuple[Segment, ...]] = {}
        for cell in (Cell(*words) for words in product(Level, Need, Extent)):
            charges = [
                (operation, duty)
                for operation in region.operations
                for duty in operation.duties
                if _answers(duty, cell)
            ]
            expected = [row for row in region.expectations if _expects(row, cell)]
            bounds = _bounds_of([duty.ages for _, duty in charges] + [row.ages for row in expected])
            self._bounds[cell] = bounds
            self._segments[cell] = tuple(_segments(bounds, charges, expected))

    def at(self, cell: Cell, age: Age) -> Segment:
        """What holds for the question at that age."""
        return self._segments[cell][bisect_right(self._bounds[cell], age)]

    def cells(self) -> Iterable[tuple[Cell, tuple[Segment, ...]]]:
        """Every question with its segments, from the lowest age."""
        return self._segments.items()


@lru_cache(maxsize=128)
def grid(region: Region) -> Grid:
    """The grid of a county as it holds on a day (``region.on(day)``)."""
    return Grid(region)


def applies_in(duty: Duty, setting: Setting | None) -> bool:
    """Whether the duty holds there; an unknown setting leaves every duty standing."""
    return setting is None or not duty.settings or setting in duty.settings


def _answers(duty: Duty, cell: Cell) -> bool:
    return duty.level == cell.level and cell.need in duty.needs and cell.extent in duty.extents


def _expects(row: Expectation, cell: Cell) -> bool:
    return row.level == cell.level and cell.need in row.needs and cell.extent in row.extents


def _bounds_of(intervals: Iterable[AgeInterval]) -> list[Age]:
    bounds = {bound for ages in intervals for bound in (ages.start, ages.end)}
    return sorted(bound for bound in bounds if bound is not None)


def _segments(
    bounds: list[Age], charges: list[Charge], expected: list[Expectation]
) -> Iterator[Segment]:
    for start, end in zip([None, *bounds], [*bounds, None], strict=True):
        ages = AgeInterval(start, end)
        yield Segment(
            ages,
            tuple(charge for charge in charges if charge[1].ages.overlap(ages)),
            next((row for row in expected if row.ages.overlap(ages)), None),
        )
