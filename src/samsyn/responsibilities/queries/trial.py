"""What does the page say about a change that is tried, and how is it written as a proposal?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samsyn.regions.checks import Gap, Overlap
from samsyn.regions.schema import Age, AgeInterval, Duty, Operation, Region
from samsyn.responsibilities.engine import (
    Change,
    ChangeAges,
    ChangeDeadline,
    ChangeDuty,
    ChangeRung,
    RemoveDuty,
    try_change,
)
from samsyn.responsibilities.queries.wording import (
    DutyLine,
    Finding,
    duty_line,
    findings,
    operation_name,
    short_name,
)
from samsyn.responsibilities.rules import age_words, label, span_words


@dataclass(frozen=True)
class ExampleLine:
    """A worked example that would answer otherwise."""

    operation: str
    level: str
    age: str
    need: str
    clause: str
    was_responsible: bool


@dataclass(frozen=True)
class TrialPage:
    """What the change opens, closes and turns. ``is_empty``: nothing that we measure."""

    operation: str
    ages_before: str
    ages_after: str
    gaps_opened: tuple[Finding, ...]
    gaps_closed: tuple[Finding, ...]
    overlaps_opened: tuple[Finding, ...]
    overlaps_closed: tuple[Finding, ...]
    examples: tuple[ExampleLine, ...]
    is_empty: bool


def operation_choices(region: Region, on: date, language: str) -> list[tuple[str, str]]:
    """Codes and names of the operations of the day."""
    return [(row.code, operation_name(row, language)) for row in region.on(on).operations]


def duty_choices(day: Region, operation: Operation, language: str) -> list[tuple[str, str]]:
    """Keys and texts of the duties that make an operation answer for a need."""
    return [
        (duty.key, _choice(duty_line(day, duty, language), duty, language))
        for duty in operation.duties
        if duty.needs
    ]


def _choice(line: DutyLine, duty: Duty, language: str) -> str:
    return f"{line.text} ({label(duty.level, language)})"


def trial_page(region: Region, changes: tuple[Change, ...], on: date, language: str) -> TrialPage:
    """The difference in the reader's language. Raises ``LookupError`` for what does not exist."""
    before = region.on(on)
    found = try_change(region, changes, on)
    code = next(
        row.operation for row in changes if not isinstance(row, ChangeDeadline | ChangeRung)
    )

    def told(rows: tuple[Gap | Overlap, ...]) -> tuple[Finding, ...]:
        return findings(found.region, rows, language)

    return TrialPage(
        operation=operation_name(before.operation(code), language),
        ages_before=span_words(before.operation(code).ages, language),
        ages_after=span_words(found.region.operation(code).ages, language),
        gaps_opened=told(found.gaps_opened),
        gaps_closed=told(found.gaps_closed),
        overlaps_opened=told(found.overlaps_opened),
        overlaps_closed=told(found.overlaps_closed),
        examples=tuple(
            ExampleLine(
                short_name(before.operation(row.example.operation), language),
                label(row.example.level, language),
                _age(row.example.age, language),
                label(row.example.need, language),
                row.example.clause,
                row.was_responsible,
            )
            for row in found.examples
        ),
        is_empty=found.is_empty,
    )


def _age(age: Age, language: str) -> str:
    return str(age) if age.is_unborn else age_words(age.number, language)


def proposal(region: Region, changes: Iterable[Change], on: date) -> str:
    """The changes as TOML, to be carried to the arena that decides."""
    lines = ["[proposal]", f"region = {_quoted(region.code)}", f"tried_on = {on.isoformat()}"]
    for change in changes:
        lines += ["", "[[changes]]", *_lines(change)]
    return "\n".join(lines) + "\n"


def _lines(change: Change) -> list[str]:
    if isinstance(change, ChangeDeadline):
        days = [] if change.days is None else [f"days = {change.days}"]
        return [f"deadline = {_quoted(change.key.value)}", *days]
    if isinstance(change, ChangeRung):
        days = [] if change.days is None else [f"days = {change.days}"]
        return [f"ladder = {_quoted(change.ladder)}", f"rung = {_quoted(change.rung)}", *days]
    lines = [f"operation = {_quoted(change.operation)}"]
    match change:
        case ChangeAges(ages=ages):
            lines.append(f"ages = {{ {_ages(ages)} }}")
        case RemoveDuty(duty=duty):
            lines += [f"duty = {_quoted(duty)}", "removed = true"]
        case ChangeDuty(duty=duty, needs=needs):
            words = ", ".join(_quoted(need.value) for need in sorted(needs or ()))
            lines += [f"duty = {_quoted(duty)}", f"needs = [{words}]"]
    return lines


def _ages(ages: AgeInterval) -> str:
    bounds = (("from", ages.start), ("to", ages.end))
    return ", ".join(f"{name} = {_quoted(str(age))}" for name, age in bounds if age is not None)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
