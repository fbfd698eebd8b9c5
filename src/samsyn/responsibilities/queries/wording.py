"""How is a row of the county package said in the reader's language?"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samsyn.regions.checks import Gap, Group, Overlap, grouped
from samsyn.regions.schema import Basis, Duty, Operation, Region
from samsyn.responsibilities.rules import NEED_ADJECTIVES, label, span_words


@dataclass(frozen=True)
class DutyLine:
    """A duty as shown: what, where it is written, and how we have read it (in Swedish)."""

    text: str
    clause: str
    summary: str
    is_interpreted: bool
    note: str
    needs: str


@dataclass(frozen=True)
class Finding:
    """A gap or an overlap as shown: level, ages and needs in words, why, and who is concerned."""

    level: str
    ages: str
    needs: str
    extents: str
    reason: str
    clause: str
    operations: str
    is_gap: bool
    is_intended: bool


def is_english(language: str) -> bool:
    return language.startswith("en")


def operation_name(operation: Operation, language: str) -> str:
    """The full name; only the names of operations are translated, never their clauses."""
    return operation.name_en if is_english(language) else operation.name


def short_name(operation: Operation, language: str) -> str:
    return operation.name_en if is_english(language) else operation.short_name


def listed(words: list[str]) -> str:
    """``BUP och UPM``; ``a, b och c``."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def duty_line(day: Region, duty: Duty, language: str) -> DutyLine:
    """The duty with the clause that it comes from."""
    clause = day.clause(duty.clause, duty.source)
    return DutyLine(
        text=duty.text_en if is_english(language) else duty.text,
        clause=duty.clause,
        summary=f"{clause.heading}. {clause.summary}" if clause else "",
        is_interpreted=duty.basis == Basis.INTERPRETED,
        note=duty.note,
        needs=", ".join(label(need, language) for need in sorted(duty.needs)),
    )


def findings(day: Region, rows: tuple[Gap | Overlap, ...], language: str) -> tuple[Finding, ...]:
    """Gaps or overlaps, told together where only need or extent differs."""
    return tuple(finding(day, group, language) for group in grouped(rows))


def finding(day: Region, group: Group, language: str) -> Finding:
    """One group of gaps or overlaps."""
    first = group.first
    names = [short_name(day.operation(code), language) for code in first.operations]
    return Finding(
        level=label(group.level, language),
        ages=span_words(group.ages, language),
        needs=capfirst(listed([label(need, language).lower() for need in group.needs])),
        extents=listed([label(extent, language).lower() for extent in group.extents]),
        reason=first.reason_en if is_english(language) else first.reason,
        clause=first.clause,
        operations=listed(names),
        is_gap=isinstance(first, Gap),
        is_intended=isinstance(first, Overlap) and first.is_intended,
    )


def needs_in_words(operation_needs: tuple[str, ...], language: str) -> str:
    """``psykiatriska och sociala behov``, for a sentence."""
    short = "en" if is_english(language) else "sv"
    words = [words[short] for need, words in NEED_ADJECTIVES.items() if need in operation_needs]
    return _("%(areas)s behov") % {"areas": listed(words)}
