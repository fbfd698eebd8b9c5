"""How are many small findings told as few? Same ages and level, several needs and extents."""

from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.regions.checks.findings import Gap, Overlap
from samsyn.regions.schema import AgeInterval, Extent, Level, Need


@dataclass(frozen=True)
class Group:
    """Findings alike in all but need and extent. ``first`` is one of them."""

    level: Level
    ages: AgeInterval
    needs: tuple[Need, ...]
    extents: tuple[Extent, ...]
    first: Gap | Overlap


def grouped(findings: Iterable[Gap | Overlap]) -> tuple[Group, ...]:
    """Told by level, then by the age at which they begin."""
    extents: dict[tuple[object, ...], dict[Need, list[Gap | Overlap]]] = {}
    for row in findings:
        key: tuple[object, ...] = (row.level, row.ages, row.operations, row.clause, row.reason)
        extents.setdefault(key, {}).setdefault(row.need, []).append(row)
    groups: dict[tuple[object, ...], list[Gap | Overlap]] = {}
    for alike, by_need in extents.items():
        for rows in by_need.values():
            groups.setdefault((*alike, tuple(row.extent for row in rows)), []).extend(rows)
    return tuple(sorted(map(_group, groups.values()), key=_order))


def _group(rows: list[Gap | Overlap]) -> Group:
    first = rows[0]
    return Group(
        first.level,
        first.ages,
        tuple(dict.fromkeys(row.need for row in rows)),
        tuple(dict.fromkeys(row.extent for row in rows)),
        first,
    )


def _order(group: Group) -> tuple[int, float]:
    start = group.ages.start
    return list(Level).index(group.level), float(start.years) if start else -1.0
