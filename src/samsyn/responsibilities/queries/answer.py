"""What does the page "Vem gör vad?" say to someone with a child in mind?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samsyn.regions.checks import Gap
from samsyn.regions.schema import Level
from samsyn.responsibilities.engine import Answer, Charged, where_next
from samsyn.responsibilities.queries.wording import (
    DutyLine,
    Finding,
    duty_line,
    findings,
    is_english,
    listed,
    needs_in_words,
    operation_name,
    short_name,
)
from samsyn.responsibilities.rules import LEVEL_TASKS, age_words, label, span_words

SHOWN_PRINCIPLES = 4


@dataclass(frozen=True)
class Helper:
    """An operation in the answer, with what it does for this child."""

    name: str
    ages: str
    is_interpreted: bool
    duties: tuple[DutyLine, ...]
    also: tuple[DutyLine, ...]


@dataclass(frozen=True)
class Hole:
    """A gap with whom to ask instead."""

    needs: str
    reason: str
    clause: str
    ask: str


@dataclass(frozen=True)
class LevelCard:
    """One level: who is responsible first, in big words."""

    code: str
    label: str
    task: str
    headline: str
    responsible: tuple[Helper, ...]
    supporting: tuple[Helper, ...]
    holes: tuple[Hole, ...]


@dataclass(frozen=True)
class PrincipleLine:
    """What always holds."""

    text: str
    clause: str


@dataclass(frozen=True)
class AnswerPage:
    """The whole answer. ``outside`` explains when the child is outside the target group."""

    region: str
    on: date
    summary: str
    outside: str
    levels: tuple[LevelCard, ...]
    overlaps: tuple[Finding, ...]
    principles: tuple[PrincipleLine, ...]
    more_principles: tuple[PrincipleLine, ...]
    agreement: str


def answer_page(answer: Answer, language: str) -> AnswerPage:
    """The answer of the engine in the reader's language."""
    principles = _principles(answer, language)
    return AnswerPage(
        region=answer.region.name_en if is_english(language) else answer.region.name,
        on=answer.on,
        summary=_summary(answer, language),
        outside="" if answer.is_in_target_group else _outside(answer, language),
        levels=tuple(_level(answer, level, language) for level in Level),
        overlaps=_unclear(answer, language),
        principles=principles[:SHOWN_PRINCIPLES],
        more_principles=principles[SHOWN_PRINCIPLES:],
        agreement=next((row.name for row in answer.region.agreements if row.parent is None), ""),
    )


def _principles(answer: Answer, language: str) -> tuple[PrincipleLine, ...]:
    """Those of the child's own setting first."""
    rows = sorted(answer.principles, key=lambda row: not row.settings)
    return tuple(
        PrincipleLine(row.text_en if is_english(language) else row.text, row.clause) for row in rows
    )


def _summary(answer: Answer, language: str) -> str:
    parts = [
        _("ännu inte fött") if answer.age.is_unborn else age_words(answer.age.number, language),
        "; ".join(label(need, language).lower() for need in answer.needs),
        label(answer.extent, language).lower(),
    ]
    if answer.setting:
        parts.append(label(answer.setting, language).lower())
    return ", ".join(parts)


def _outside(answer: Answer, language: str) -> str:
    return _(
        "Överenskommelsen gäller %(ages)s. Åldern ligger utanför, så svaret är ofullständigt."
    ) % {"ages": span_words(answer.region.target_group, language)}


def _level(answer: Answer, level: Level, language: str) -> LevelCard:
    responsible = answer.responsible(level)
    holes = tuple(_holes(answer, level, language))
    names = [short_name(row.operation, language) for row in responsible]
    return LevelCard(
        code=level.value,
        label=label(level, language),
        task=LEVEL_TASKS[level]["en" if is_english(language) else "sv"],
        headline=listed(names)
        or (_("Ingen är utpekad") if holes else _("Behövs inte för det här")),
        responsible=tuple(_helper(answer, row, language) for row in responsible),
        supporting=tuple(_helper(answer, row, language) for row in answer.supporting(level)),
        holes=holes,
    )


def _helper(answer: Answer, row: Charged, language: str) -> Helper:
    lines = [(duty, duty_line(answer.region, duty, language)) for duty in row.duties]
    return Helper(
        name=operation_name(row.operation, language),
        ages=span_words(row.operation.ages, language),
        is_interpreted=row.is_interpreted,
        duties=tuple(line for duty, line in lines if duty.needs),
        also=tuple(line for duty, line in lines if not duty.needs),
    )


def _holes(answer: Answer, level: Level, language: str) -> Iterator[Hole]:
    for gap in answer.gaps:
        if gap.level == level:
            yield Hole(
                needs=needs_in_words((gap.need,), language),
                reason=gap.reason_en if is_english(language) else gap.reason,
                clause=gap.clause,
                ask=_whom_to_ask(answer, gap, language),
            )


def _whom_to_ask(answer: Answer, gap: Gap, language: str) -> str:
    others = [short_name(row.operation, language) for row in where_next(answer, gap)]
    if not others:
        return ""
    return listed(others)


def _unclear(answer: Answer, language: str) -> tuple[Finding, ...]:
    """Overlaps worth a word; that everybody shares the general level is no news."""
    rows = tuple(
        row for row in answer.overlaps if not row.is_intended or row.level != Level.GENERAL
    )
    return findings(answer.region, rows, language)
