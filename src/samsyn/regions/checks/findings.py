"""Where does the agreement leave a child between chairs, and where do two sit on the same?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from samsyn.regions.checks.grid import Cell, Segment, applies_in, grid
from samsyn.regions.schema import (
    AgeInterval,
    Basis,
    Duty,
    Expectation,
    Extent,
    Level,
    Need,
    Part,
    Region,
    Setting,
)


@dataclass(frozen=True)
class Gap:
    """Ages at which the agreement promises somebody and names nobody.

    ``operations`` support there without being responsible. ``basis`` tells whether the promise
    is the agreement's own words.
    """

    level: Level
    need: Need
    extent: Extent
    ages: AgeInterval
    operations: tuple[str, ...]
    clause: str
    basis: Basis
    reason: str
    reason_en: str


@dataclass(frozen=True)
class Overlap:
    """Ages at which several operations are responsible. ``is_intended``: the agreement says so."""

    level: Level
    need: Need
    extent: Extent
    ages: AgeInterval
    operations: tuple[str, ...]
    is_intended: bool
    clause: str
    reason: str
    reason_en: str


Finding = TypeVar("Finding", Gap, Overlap)


def gaps(region: Region, on: date) -> tuple[Gap, ...]:
    """Every gap of the agreement on the day, whatever the setting."""
    return _all_gaps(region.on(on))


def overlaps(region: Region, on: date) -> tuple[Overlap, ...]:
    """Every overlap of the agreement on the day, the intended ones too."""
    return _all_overlaps(region.on(on))


@lru_cache(maxsize=128)
def _all_gaps(day: Region) -> tuple[Gap, ...]:
    found = (gap_in(cell, segment) for cell, segments in grid(day).cells() for segment in segments)
    return tuple(_joined(gap for gap in found if gap is not None))


@lru_cache(maxsize=128)
def _all_overlaps(day: Region) -> tuple[Overlap, ...]:
    found = (
        overlap_in(day, cell, segment)
        for cell, segments in grid(day).cells()
        for segment in segments
    )
    return tuple(_joined(overlap for overlap in found if overlap is not None))


def gap_in(cell: Cell, segment: Segment, setting: Setting | None = None) -> Gap | None:
    """The gap there, if somebody is promised and nobody is responsible."""
    promise = segment.expectation
    if promise is None or segment.responsible(setting):
        return None
    reason, reason_en = _why_gap(promise, is_elsewhere=bool(segment.responsible()))
    return Gap(
        cell.level,
        cell.need,
        cell.extent,
        segment.ages,
        tuple(operation.code for operation in segment.supporting(setting)),
        promise.clause,
        promise.basis,
        reason,
        reason_en,
    )


def _why_gap(promise: Expectation, *, is_elsewhere: bool) -> tuple[str, str]:
    if is_elsewhere:
        return (
            "De som ansvarar här gör det i en annan miljö än barnets.",
            "Those responsible here are so in another setting than the child's.",
        )
    if promise.basis == Basis.STATED:
        return (
            f"Det är lovat ({promise.clause}) men ingen är utpekad.",
            f"It is promised ({promise.clause}) but nobody is named.",
        )
    reason = f"Överenskommelsen pekar inte ut någon. {promise.note}".strip()
    return reason, f"The agreement names nobody ({promise.clause})."


def overlap_in(
    day: Region, cell: Cell, segment: Segment, setting: Setting | None = None
) -> Overlap | None:
    """The overlap there, if at least two operations answer for the same child."""
    codes = tuple(_meeting(segment, setting))
    if len(codes) < 2:
        return None
    sharing = next(
        (
            row
            for row in day.sharings
            if row.level == cell.level and (not row.operations or row.operations.issuperset(codes))
        ),
        None,
    )
    if sharing is not None:
        return Overlap(
            cell.level,
            cell.need,
            cell.extent,
            segment.ages,
            codes,
            True,
            sharing.clause,
            sharing.text,
            sharing.text_en,
        )
    clause = "; ".join(dict.fromkeys(day.operation(code).clause for code in codes))
    return Overlap(
        cell.level,
        cell.need,
        cell.extent,
        segment.ages,
        codes,
        False,
        clause,
        "Flera är ansvariga och överenskommelsen säger inte vem som börjar.",
        "Several are responsible and the agreement does not say who begins.",
    )


def _meeting(segment: Segment, setting: Setting | None) -> Iterator[str]:
    """Responsible operations that share at least one setting with another."""
    duties: dict[str, list[Duty]] = {}
    for operation, duty in segment.charges:
        if duty.part == Part.RESPONSIBLE and applies_in(duty, setting):
            duties.setdefault(operation.code, []).append(duty)
    meeting: set[str] = set()
    for one, other in combinations(duties, 2):
        if any(_share_setting(a, b) for a in duties[one] for b in duties[other]):
            meeting |= {one, other}
    return (code for code in duties if code in meeting)


def _share_setting(one: Duty, other: Duty) -> bool:
    return not one.settings or not other.settings or bool(one.settings & other.settings)


def _joined(found: Iterable[Finding]) -> Iterator[Finding]:
    """Findings that differ only in ages and touch each other become one."""
    last: Finding | None = None
    for finding in found:
        if (
            last is not None
            and last.ages.end == finding.ages.start
            and (replace(last, ages=finding.ages) == finding)
        ):
            last = replace(last, ages=AgeInterval(last.ages.start, finding.ages.end))
            continue
        if last is not None:
            yield last
        last = finding
    if last is not None:
        yield last
