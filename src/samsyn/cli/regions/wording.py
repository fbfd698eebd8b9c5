"""How is an answer or a finding said in a terminal? In Swedish, to be read by people."""

from collections.abc import Iterable

from samsyn.regions.checks import Gap, Group, Overlap, grouped
from samsyn.regions.schema import Level, Region
from samsyn.responsibilities.engine import Answer, Charged, where_next
from samsyn.responsibilities.rules import label, span_words


def print_answer(answer: Answer) -> None:
    """The three levels, their gaps, and the overlaps that nobody has meant."""
    if not answer.is_in_target_group:
        print(f"Barnet är utanför målgruppen, {answer.region.target_group_text}.\n")
    for level in Level:
        print(label(level))
        for row in answer.levels[level]:
            _print_charged(row)
        for gap in answer.gaps:
            if gap.level == level:
                _print_gap(answer, gap)
        if not answer.levels[level] and all(gap.level != level for gap in answer.gaps):
            print("  Överenskommelsen räknar inte med någon här.")
        print()
    for overlap in answer.overlaps:
        if not overlap.is_intended:
            names = " och ".join(_short(answer.region, overlap.operations))
            print(f"Överlapp, {label(overlap.level).lower()}: {names}. {overlap.reason}")


def _print_charged(row: Charged) -> None:
    mark = ", vår tolkning" if row.is_interpreted else ""
    print(f"  {row.operation.name}{'' if row.is_responsible else ' (stöder)'}{mark}")
    for duty in row.duties:
        print(f"    - {duty.text} ({duty.clause})")


def _print_gap(answer: Answer, gap: Gap) -> None:
    print(f"  Lucka för {label(gap.need).lower()}: {gap.reason}")
    if after := where_next(answer, gap):
        print(f"    Fråga i stället: {', '.join(row.operation.short_name for row in after)}.")


def print_findings(county: Region, heading: str, findings: Iterable[Gap | Overlap]) -> None:
    """Gaps or overlaps under a heading."""
    print(f"{heading}:")
    rows = grouped(findings)
    for group in rows:
        print(f"  {_group_words(group)}")
        names = ", ".join(_short(county, group.first.operations))
        print(f"    {names + '. ' if names else ''}{group.first.reason} ({group.first.clause})")
    if not rows:
        print("  inga")
    print()


def _group_words(group: Group) -> str:
    needs = ", ".join(label(need).lower() for need in group.needs)
    extents = ", ".join(label(extent).lower() for extent in group.extents)
    return f"{label(group.level)}, {span_words(group.ages)}: {needs} ({extents})"


def _short(county: Region, codes: tuple[str, ...]) -> list[str]:
    return [county.operation(code).short_name for code in codes]


def unintended(findings: tuple[Overlap, ...]) -> list[Overlap]:
    """Overlaps that the agreement does not speak of."""
    return [row for row in findings if not row.is_intended]
