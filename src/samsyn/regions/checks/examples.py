"""Does the package answer as a person read the agreement?"""

from dataclasses import dataclass
from datetime import date

from samsyn.regions.checks.findings import Gap, Overlap, gaps, overlaps
from samsyn.regions.checks.grid import Cell, grid
from samsyn.regions.schema import Region, WorkedExample


@dataclass(frozen=True)
class Check:
    """What a look through a package found. Gaps and overlaps are the agreement's own."""

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    examples: int
    wrong_examples: tuple[WorkedExample, ...]

    @property
    def is_sound(self) -> bool:
        """Whether every worked example comes out as written."""
        return not self.wrong_examples


def check(region: Region, on: date) -> Check:
    """Gaps, overlaps and worked examples of the package on the day."""
    rows = region.on(on).examples
    wrong = tuple(row for row in rows if answer_to(region, row, on) != row.is_responsible)
    return Check(gaps(region, on), overlaps(region, on), len(rows), wrong)


def answer_to(region: Region, example: WorkedExample, on: date) -> bool:
    """Whether the package makes the example's operation responsible."""
    cell = Cell(example.level, example.need, example.extent)
    segment = grid(region.on(on)).at(cell, example.age)
    return any(row.code == example.operation for row in segment.responsible(example.setting))
