"""What would a changed age limit or duty do to the agreement? Tried in memory only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from samsyn.regions.checks import Gap, Overlap, answer_to, gaps, overlaps
from samsyn.regions.schema import (
    AgeInterval,
    DeadlineKey,
    Duty,
    Extent,
    Ladder,
    Need,
    Operation,
    Region,
    WorkedExample,
)


@dataclass(frozen=True)
class ChangeAges:
    """The operation receives these ages. Duties that followed its limits follow the new ones."""

    operation: str
    ages: AgeInterval


@dataclass(frozen=True)
class ChangeDuty:
    """A duty gets other needs or extents; None leaves them as they are."""

    operation: str
    duty: str
    needs: frozenset[Need] | None = None
    extents: frozenset[Extent] | None = None


@dataclass(frozen=True)
class RemoveDuty:
    """The operation no longer has the duty."""

    operation: str
    duty: str


@dataclass(frozen=True)
class AddDuty:
    """The operation gets another duty."""

    operation: str
    duty: Duty


@dataclass(frozen=True)
class ChangeDeadline:
    """A wait may take so many days; None takes the county's decision away."""

    key: DeadlineKey
    days: int | None


@dataclass(frozen=True)
class ChangeRung:
    """A deviation may stay so many days on a rung of a ladder; None takes the decision away."""

    ladder: str
    rung: str
    days: int | None


WorkChange = ChangeAges | ChangeDuty | RemoveDuty | AddDuty
Change = WorkChange | ChangeDeadline | ChangeRung


@dataclass(frozen=True)
class ChangedExample:
    """A worked example that answers otherwise than before."""

    example: WorkedExample
    was_responsible: bool

    @property
    def breaks(self) -> bool:
        """Whether the answer was as written and no longer is."""
        return self.was_responsible == self.example.is_responsible


@dataclass(frozen=True)
class Difference:
    """What a change opens, closes and breaks. ``region`` is the agreement as it would be."""

    region: Region
    gaps_opened: tuple[Gap, ...]
    gaps_closed: tuple[Gap, ...]
    overlaps_opened: tuple[Overlap, ...]
    overlaps_closed: tuple[Overlap, ...]
    examples: tuple[ChangedExample, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is measured would differ."""
        return not any(
            (
                self.gaps_opened,
                self.gaps_closed,
                self.overlaps_opened,
                self.overlaps_closed,
                self.examples,
            )
        )


def try_change(region: Region, changes: Iterable[Change], on: date) -> Difference:
    """The difference in gaps, overlaps and worked examples.

    Raises ``LookupError`` for an operation or a duty that does not exist on the day.
    """
    before = region.on(on)
    after = with_changes(before, changes)
    return Difference(
        region=after,
        gaps_opened=tuple(_beyond(gaps(after, on), gaps(before, on))),
        gaps_closed=tuple(_beyond(gaps(before, on), gaps(after, on))),
        overlaps_opened=tuple(_beyond_overlaps(overlaps(after, on), overlaps(before, on))),
        overlaps_closed=tuple(_beyond_overlaps(overlaps(before, on), overlaps(after, on))),
        examples=tuple(_changed_examples(before, after, on)),
    )


def with_changes(day: Region, changes: Iterable[Change]) -> Region:
    """What holds on a day, with changes made to it. Raises ``LookupError`` as ``try_change``."""
    for change in changes:
        day = _with(day, change)
    return day


def _with(day: Region, change: Change) -> Region:
    if isinstance(change, ChangeRung):
        return replace(day, ladders=_relayed(day, change), _days={}, _whole=None)
    if isinstance(change, ChangeDeadline):
        rows = tuple(row for row in day.deadlines if row.key == change.key)
        if not rows:
            raise LookupError(f"{day.code} has no deadline {change.key!r}")
        deadlines = tuple(
            replace(row, days=change.days) if row.key == change.key else row
            for row in day.deadlines
        )
        return replace(day, deadlines=deadlines, _days={}, _whole=None)
    changed = _changed(day.operation(change.operation), change)
    operations = tuple(changed if row.code == change.operation else row for row in day.operations)
    return replace(day, operations=operations, _days={}, _whole=None)


def _relayed(day: Region, change: ChangeRung) -> tuple[Ladder, ...]:
    """The ladders with the days of one rung changed."""
    known = {(ladder.code, rung.code) for ladder in day.ladders for rung in ladder.rungs}
    if (change.ladder, change.rung) not in known:
        raise LookupError(f"{day.code} has no rung {change.rung!r} of {change.ladder!r}")
    return tuple(
        ladder
        if ladder.code != change.ladder
        else replace(
            ladder,
            rungs=tuple(
                replace(rung, deadline_days=change.days) if rung.code == change.rung else rung
                for rung in ladder.rungs
            ),
        )
        for ladder in day.ladders
    )


def _changed(operation: Operation, change: WorkChange) -> Operation:
    match change:
        case ChangeAges(ages=ages):
            duties = tuple(_follow(duty, operation.ages, ages) for duty in operation.duties)
            return replace(operation, ages=ages, duties=tuple(d for d in duties if d is not None))
        case AddDuty(duty=duty):
            return replace(operation, duties=(*operation.duties, duty))
    if all(duty.key != change.duty for duty in operation.duties):
        raise LookupError(f"{operation.code} has no duty {change.duty!r}")
    changed = (
        _redefined(duty, change) if duty.key == change.duty else duty for duty in operation.duties
    )
    return replace(operation, duties=tuple(duty for duty in changed if duty is not None))


def _redefined(duty: Duty, change: ChangeDuty | RemoveDuty) -> Duty | None:
    if isinstance(change, RemoveDuty):
        return None
    needs = duty.needs if change.needs is None else change.needs
    extents = duty.extents if change.extents is None else change.extents
    return replace(duty, needs=needs, extents=extents)


def _follow(duty: Duty, old: AgeInterval, new: AgeInterval) -> Duty | None:
    """The duty with limits that were the operation's moved, and cut to the new ages."""
    start = new.start if duty.ages.start == old.start else duty.ages.start
    end = new.end if duty.ages.end == old.end else duty.ages.end
    if start is not None and end is not None and end <= start:
        return None
    ages = AgeInterval(start, end).overlap(new)
    return replace(duty, ages=ages) if ages else None


def _beyond(findings: tuple[Gap, ...], others: tuple[Gap, ...]) -> Iterator[Gap]:
    """The parts of the findings whose ages no other finding about the same covers."""
    for row in findings:
        same = [
            other.ages
            for other in others
            if (row.level, row.need, row.extent) == (other.level, other.need, other.extent)
        ]
        for ages in _left(row.ages, same):
            yield replace(row, ages=ages)


def _beyond_overlaps(
    findings: tuple[Overlap, ...], others: tuple[Overlap, ...]
) -> Iterator[Overlap]:
    for row in findings:
        same = [other.ages for other in others if replace(other, ages=row.ages) == row]
        for ages in _left(row.ages, same):
            yield replace(row, ages=ages)


def _left(ages: AgeInterval, taken: list[AgeInterval]) -> list[AgeInterval]:
    left = [ages]
    for interval in taken:
        left = [rest for part in left for rest in part.minus(interval)]
    return left


def _changed_examples(before: Region, after: Region, on: date) -> Iterator[ChangedExample]:
    for row in before.examples:
        was = answer_to(before, row, on)
        if was != answer_to(after, row, on):
            yield ChangedExample(row, was)
