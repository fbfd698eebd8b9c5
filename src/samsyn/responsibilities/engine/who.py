"""Who is responsible for this child, on each level, and why?"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from samsyn.regions.checks import (
    Cell,
    Gap,
    Overlap,
    Segment,
    applies_in,
    gap_in,
    gaps,
    grid,
    overlap_in,
    overlaps,
)
from samsyn.regions.schema import (
    Age,
    Basis,
    Duty,
    Extent,
    Level,
    Need,
    Operation,
    Part,
    Principle,
    Region,
    Setting,
)
from samsyn.responsibilities.engine.answer import (
    Answer,
    Charged,
    duty_as_dict,
    gap_as_dict,
    overlap_as_dict,
)

# Upwards first; an empty specialist level leaves the first line to ask.
ASK_NEXT = {
    Level.GENERAL: (Level.FIRST_LINE, Level.SPECIALIST),
    Level.FIRST_LINE: (Level.SPECIALIST, Level.GENERAL),
    Level.SPECIALIST: (Level.FIRST_LINE, Level.GENERAL),
}


def who(
    region: Region,
    *,
    on: date,
    age: Age,
    needs: frozenset[str],
    extent: str,
    setting: str | None = None,
) -> Answer:
    """The answer of the agreement in force on the day.

    Raises ``ValueError`` for a word outside the vocabulary or when no need is given.
    """
    if not needs:
        raise ValueError("at least one area of need is needed")
    day = region.on(on)
    asked = tuple(sorted(map(Need, needs), key=list(Need).index))
    degree, place = Extent(extent), Setting(setting) if setting else None
    found = {
        cell: grid(day).at(cell, age)
        for cell in (Cell(level, need, degree) for level in Level for need in asked)
    }
    return Answer(
        region=day,
        on=on,
        age=age,
        needs=asked,
        extent=degree,
        setting=place,
        is_in_target_group=age in day.target_group,
        levels={level: _charged(day, level, age, found, place) for level in Level},
        gaps=tuple(_gaps(found, place)),
        overlaps=tuple(_overlaps(day, found, place)),
        principles=tuple(_principles(day, place)),
    )


def region_as_dict(region: Region, on: date) -> dict[str, Any]:
    """The whole agreement in the shape of an answer: every operation, gap and overlap."""
    day = region.on(on)
    return {
        "region": day.code,
        "on": on.isoformat(),
        "levels": {
            level.value: [
                _operation_as_dict(operation, level)
                for operation in day.operations
                if level in operation.levels
            ]
            for level in Level
        },
        "gaps": [gap_as_dict(gap) for gap in gaps(day, on)],
        "overlaps": [overlap_as_dict(overlap) for overlap in overlaps(day, on)],
    }


def where_next(answer: Answer, gap: Gap) -> tuple[Charged, ...]:
    """Whom to ask when a level is empty: those responsible on another level."""
    for level in ASK_NEXT[gap.level]:
        rows = tuple(row for row in answer.responsible(level) if gap.need in row.needs)
        if rows:
            return rows
    return ()


def _charged(
    day: Region, level: Level, age: Age, found: dict[Cell, Segment], setting: Setting | None
) -> tuple[Charged, ...]:
    duties: dict[str, dict[str, Duty]] = {}
    needs: dict[tuple[str, Part], list[Need]] = {}
    for cell, segment in found.items():
        if cell.level != level:
            continue
        for operation, duty in segment.charges:
            if applies_in(duty, setting):
                duties.setdefault(operation.code, {})[duty.key] = duty
                asked = needs.setdefault((operation.code, duty.part), [])
                if cell.need not in asked:
                    asked.append(cell.need)
    rows = [
        _row(operation, level, age, setting, duties[operation.code], needs)
        for operation in day.operations
        if operation.code in duties
    ]
    return tuple(sorted(rows, key=lambda row: (not row.is_responsible, row.is_interpreted)))


def _row(
    operation: Operation,
    level: Level,
    age: Age,
    setting: Setting | None,
    duties: dict[str, Duty],
    needs: dict[tuple[str, Part], list[Need]],
) -> Charged:
    responsible = needs.get((operation.code, Part.RESPONSIBLE))
    part = Part.RESPONSIBLE if responsible else Part.SUPPORTING
    common = [
        duty
        for duty in operation.duties
        if not duty.needs and duty.level == level and age in duty.ages and applies_in(duty, setting)
    ]
    ordered = sorted(duties.values(), key=lambda duty: duty.basis == Basis.INTERPRETED)
    asked = responsible or needs[operation.code, Part.SUPPORTING]
    return Charged(operation, part, level, tuple(asked), (*ordered, *common))


def _gaps(found: dict[Cell, Segment], setting: Setting | None) -> Iterator[Gap]:
    for cell, segment in found.items():
        if gap := gap_in(cell, segment, setting):
            yield gap


def _overlaps(
    day: Region, found: dict[Cell, Segment], setting: Setting | None
) -> Iterator[Overlap]:
    for cell, segment in found.items():
        if overlap := overlap_in(day, cell, segment, setting):
            yield overlap


def _principles(day: Region, setting: Setting | None) -> Iterator[Principle]:
    for row in day.principles:
        if not row.settings or setting in row.settings:
            yield row


def _operation_as_dict(operation: Operation, level: Level) -> dict[str, Any]:
    return {
        "operation": operation.code,
        "name": operation.name,
        "ages": operation.ages.as_list(),
        "duties": [duty_as_dict(duty) for duty in operation.duties if duty.level == level],
    }
