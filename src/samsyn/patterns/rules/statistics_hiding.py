"""Which figures of a year's deviations must be hidden, so that none can be worked out? Pure.

All tables of a year share its total and its answered ones, so those are told in all of them or in
none; apart from them the tables say nothing of each other. Each table is then hidden from above:
first whole rows, then answered and not, then outcomes. What is known above is never won back below.
Rows that are hidden together count as one, whose sum is known.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from samsyn.indicators.rules import is_small, protect, with_totals
from samsyn.indicators.rules.flows import Cell

#: Keys of the rows that are hidden, and the group that each of them is hidden in.
Groups = Mapping[str, str]


def hidden_parts(parts: Mapping[str, int], threshold: int) -> frozenset[str]:
    """Which parts of a known total to hide: the small, and others until their sum is enough."""
    hidden = {key for key, count in parts.items() if is_small(count, threshold)}
    rest = sorted((count, key) for key, count in parts.items() if count >= threshold)
    while hidden and rest and (len(hidden) < 2 or sum(parts[k] for k in hidden) < threshold):
        hidden.add(rest.pop(0)[1])
    return frozenset(hidden)


def grouped(hidden: Collection[str], group: str) -> Groups:
    """The rows as hidden in one group."""
    return dict.fromkeys(hidden, f"…{group}")


@dataclass(frozen=True)
class Split:
    """Which cells of a table are hidden; `groups` are its rows of which nothing is told."""

    hidden: frozenset[Cell]
    groups: Groups


def split(
    counts: Mapping[Cell, int],
    threshold: int,
    groups: Groups,
    hidden_columns: Collection[str] = (),
) -> Split:
    """Hide cells of a table whose totals are told, but for the rows and columns hidden already."""
    merged: dict[Cell, int] = {}
    for cell, count in counts.items():
        place = _place(cell, groups, hidden_columns)
        merged[place] = merged.get(place, 0) + count
    table = with_totals(merged)
    keep = [cell for cell in table if not (cell[0] and cell[1])]
    found = protect(table, threshold, keep=keep)
    touched = {row for row, _column in found}
    below = {
        row: "\N{HORIZONTAL ELLIPSIS}" if groups.get(row, row) in touched else groups[row]
        for row in {row for row, _column in counts}
        if row in groups or row in touched
    }
    hidden = frozenset(
        cell
        for cell in counts
        if cell[0] in groups
        or cell[1] in hidden_columns
        or _place(cell, groups, hidden_columns) in found
    )
    return Split(hidden, below)


def _place(cell: Cell, groups: Groups, hidden_columns: Collection[str]) -> Cell:
    row, column = cell
    return groups.get(row, row), "\N{HORIZONTAL ELLIPSIS}" if column in hidden_columns else column
