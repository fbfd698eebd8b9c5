"""Which figures are too small to show, and which others would give them away? Pure.

No authority's exact threshold could be confirmed, so it is a setting that the county decides for
each measure; ten is meant for a class or a school. What is hidden is hidden everywhere: page, file,
report and open data are made from the same stored figures.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

from samsyn.indicators.rules.flows import Cell, cheapest_cover, possible

#: Fewer than so many are not shown. A setting, decided by the county.
DEFAULT_THRESHOLD = 5
#: For figures of a class or a school.
SMALL_GROUP_THRESHOLD = 10

#: Nobody may set it lower: then one or two could be recognised.
LEAST_THRESHOLD = 3

GRAND: Cell = ("", "")


def is_small(count: int, threshold: int) -> bool:
    """Whether a count is too small to show. Nobody at all gives nobody away."""
    return 0 < count < threshold


def with_totals(inner: Mapping[Cell, int]) -> dict[Cell, int]:
    """A full table with the totals of rows, columns and all; holes are filled with nothing."""
    rows = sorted({row for row, _column in inner})
    columns = sorted({column for _row, column in inner})
    table = {(row, column): inner.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        table[row, ""] = sum(table[row, column] for column in columns)
    for column in columns:
        table["", column] = sum(table[row, column] for row in rows)
    table[GRAND] = sum(table["", column] for column in columns)
    return table


def protect(
    counts: Mapping[Cell, int],
    threshold: int,
    also: Collection[Cell] = (),
    untold: Collection[Cell] = (),
    keep: Collection[Cell] = (),
) -> frozenset[Cell]:
    """The cells of a full table to hide: the small ones, and what would give them away.

    Afterwards no hidden cell can be worked out, from all that is shown, closer than `threshold`.
    `also` are cells that are hidden for other reasons; `untold` are those that nobody has told and
    that need no guard; `keep` those that are shown elsewhere, so that nothing is won by hiding
    them. Raises ValueError when totals do not add up.
    """
    _check(counts)
    hidden = {cell for cell, count in counts.items() if is_small(count, threshold)} | set(also)
    hidden -= {*untold, *keep}
    if not hidden:
        return frozenset()
    if not also and not untold and not keep:
        inner = frozenset((cell, count) for cell, count in counts.items() if cell[0] and cell[1])
        hidden |= _suggested(inner, threshold) & set(counts)
    while narrow := _narrow(counts, hidden, untold, threshold):
        rest = set(counts) - hidden - {*untold, *keep}
        if not rest:
            break
        cover = cheapest_cover(counts, {*hidden, *untold}, narrow, threshold, keep)
        hidden |= cover or rest
    return frozenset(hidden)


def hidden_of_shares(
    whole: Mapping[Cell, int],
    part: Mapping[Cell, int],
    threshold: int,
    *,
    sensitive: bool = False,
    also: Collection[Cell] = (),
) -> frozenset[Cell]:
    """The cells of a table of shares to hide, so that neither part nor rest is given away.

    With `sensitive`, where all or none gave the same answer is hidden as well: that answer is then
    known for each of them. `also` are cells that are hidden for other reasons.
    """
    rest = {cell: whole[cell] - part[cell] for cell in whole}
    hidden: frozenset[Cell] = frozenset(
        cell for cell in whole if sensitive and whole[cell] and part[cell] in (0, whole[cell])
    ) | frozenset(also)
    while True:
        before = hidden
        for table in (whole, part, rest):
            hidden = protect(table, threshold, hidden)
        if hidden == before:
            return hidden


def rounded(value: Decimal | float | int, decimals: int = 0) -> Decimal:
    """Half away from nothing, as people round; medians and shares are shown as whole numbers."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _check(counts: Mapping[Cell, int]) -> None:
    if dict(counts) != with_totals({c: n for c, n in counts.items() if c[0] and c[1]}):
        raise ValueError("the totals do not add up")


def _narrow(
    counts: Mapping[Cell, int],
    hidden: Collection[Cell],
    untold: Collection[Cell],
    threshold: int,
) -> Cell | None:
    for cell in sorted(hidden):
        least, most = possible(counts, {*hidden, *untold}, cell)
        if most is not None and most - least < threshold:
            return cell
    return None


@lru_cache(maxsize=512)
def _suggested(inner: frozenset[tuple[Cell, int]], threshold: int) -> frozenset[Cell]:
    """What τ-ARGUS would hide with least lost. It guards by share of a cell; width is ours.

    In a process and a folder of its own: its solvers leave logs, with counts, where they stand.
    """
    rows = sorted({row for (row, _column), count in inner if count})
    columns = sorted({column for (_row, column), count in inner if count})
    if len(rows) < 2 or len(columns) < 2:
        return frozenset()
    asked = {
        "threshold": threshold,
        "cells": [
            (str(rows.index(row)), str(columns.index(column)), count)
            for (row, column), count in sorted(inner)
            if count
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(  # noqa: S603  # nosec B603  # our own program, no text of a user
                [sys.executable, "-I", str(Path(__file__).with_name("argus.py"))],
                cwd=folder, input=json.dumps(asked), capture_output=True, text=True, timeout=60,
                check=True,
            )  # fmt: skip
        except subprocess.SubprocessError:
            return frozenset()  # `protect` covers by itself; only more is lost
    return frozenset(
        (rows[int(row)] if row else "", columns[int(column)] if column else "")
        for row, column in json.loads(done.stdout.splitlines()[-1])
    )
