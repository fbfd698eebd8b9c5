"""Which ages does each operation have, and where are gaps and overlaps? Drawn on one ruler."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samsyn.regions.checks import Gap, Group, Overlap, gaps, grouped, overlaps
from samsyn.regions.schema import AgeInterval, Basis, Level, Need, Operation, Part, Region
from samsyn.responsibilities.queries.wording import (
    DutyLine,
    Finding,
    duty_line,
    finding,
    is_english,
    operation_name,
    short_name,
)
from samsyn.responsibilities.rules import label, span_words

LEAST_BETWEEN_LABELS = 7
PADDING = Fraction(1, 2)


@dataclass(frozen=True)
class Bar:
    """A stretch of ages on the ruler, in per cent of its width."""

    x: str
    width: str
    is_open: bool


@dataclass(frozen=True)
class Tick:
    """An age limit on the ruler; unlabelled where labels would touch."""

    x: str
    label: str
    anchor: str


@dataclass(frozen=True)
class Row:
    """An operation on a level."""

    name: str
    full_name: str
    ages: str
    ages_note: str
    is_interpreted: bool
    is_supporting: bool
    clause: str
    bar: Bar
    duties: tuple[DutyLine, ...]


@dataclass(frozen=True)
class Mark:
    """A gap or an overlap on the ruler."""

    bar: Bar
    finding: Finding


@dataclass(frozen=True)
class LevelBand:
    """One level with its operations, gaps and overlaps."""

    code: str
    label: str
    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class MatrixPage:
    """The ruler and the three levels. ``target`` is where the target group ends."""

    region: str
    on: date
    need: str
    ticks: tuple[Tick, ...]
    target: Bar
    target_words: str
    bands: tuple[LevelBand, ...]
    gap_count: int
    overlap_count: int


class Ruler:
    """Turns ages into places, from the lowest limit to a little past the highest."""

    def __init__(self, day: Region) -> None:
        bounds = {
            bound.years
            for row in day.operations
            for bound in (row.ages.start, row.ages.end)
            if bound is not None
        }
        target = day.target_group
        bounds |= {bound.years for bound in (target.start, target.end) if bound is not None}
        self.bounds = sorted(bounds) or [Fraction(0)]
        self.low = self.bounds[0]
        self.high = self.bounds[-1] + PADDING

    def place(self, years: Fraction) -> float:
        """Per cent of the width."""
        return round(float((years - self.low) / (self.high - self.low) * 100), 2)

    def bar(self, ages: AgeInterval) -> Bar:
        """The stretch of an interval; without an end it goes to the edge."""
        start = self.place(ages.start.years if ages.start else self.low)
        end = self.place(ages.end.years) if ages.end else 100.0
        return Bar(f"{start:g}%", f"{round(end - start, 2):g}%", ages.end is None)

    def ticks(self, language: str) -> Iterator[Tick]:
        """Every limit; labels from both ends of childhood first, then where there is room."""
        labelled: list[float] = []
        for years in sorted(self.bounds, key=lambda bound: (bound not in (0, 18), bound)):
            x = self.place(years)
            if all(abs(x - other) >= LEAST_BETWEEN_LABELS for other in labelled):
                labelled.append(x)
        for years in self.bounds:
            x = self.place(years)
            text = f"{float(years):g}" if x in labelled and years >= 0 else ""
            anchor = "start" if x < 3 else "end" if x > 97 else "middle"
            yield Tick(f"{x:g}%", text if is_english(language) else text.replace(".", ","), anchor)


def matrix_page(region: Region, on: date, need: Need | None, language: str) -> MatrixPage:
    """The matrix of a county on a day, for one area of need or for all."""
    day = region.on(on)
    ruler = Ruler(day)
    open_ages = grouped(row for row in gaps(day, on) if need in (None, row.need))
    double = grouped(
        row for row in overlaps(day, on) if need in (None, row.need) and _is_worth_a_line(row)
    )
    return MatrixPage(
        region=day.name_en if is_english(language) else day.name,
        on=on,
        need=label(need, language) if need else "",
        ticks=tuple(ruler.ticks(language)),
        target=ruler.bar(day.target_group),
        target_words=span_words(day.target_group, language),
        bands=tuple(
            _band(day, ruler, level, need, (*open_ages, *double), language) for level in Level
        ),
        gap_count=len(open_ages),
        overlap_count=sum(not _is_intended(group.first) for group in double),
    )


def _is_worth_a_line(row: Overlap) -> bool:
    """That all share the general level is said once in words, not drawn for every pair."""
    return not (row.is_intended and row.level == Level.GENERAL)


def _is_intended(row: Gap | Overlap) -> bool:
    return isinstance(row, Overlap) and row.is_intended


def _band(
    day: Region,
    ruler: Ruler,
    level: Level,
    need: Need | None,
    groups: tuple[Group, ...],
    language: str,
) -> LevelBand:
    rows = (_row(day, ruler, operation, level, need, language) for operation in day.operations)
    marks = (
        Mark(ruler.bar(group.ages), finding(day, group, language))
        for group in groups
        if group.level == level
    )
    return LevelBand(
        level.value,
        label(level, language),
        tuple(row for row in rows if row is not None),
        tuple(marks),
    )


def _row(
    day: Region, ruler: Ruler, operation: Operation, level: Level, need: Need | None, language: str
) -> Row | None:
    duties = [duty for duty in operation.duties if duty.level == level]
    telling = [duty for duty in duties if duty.needs and (need is None or need in duty.needs)]
    if not telling:
        return None
    return Row(
        name=short_name(operation, language),
        full_name=operation_name(operation, language),
        ages=span_words(operation.ages, language),
        ages_note=operation.ages_note,
        is_interpreted=all(duty.basis == Basis.INTERPRETED for duty in telling),
        is_supporting=all(duty.part == Part.SUPPORTING for duty in telling),
        clause=operation.clause,
        bar=ruler.bar(operation.ages),
        duties=tuple(duty_line(day, duty, language) for duty in telling),
    )
