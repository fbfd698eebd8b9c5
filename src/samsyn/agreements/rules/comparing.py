"""What differs between two versions, clause by clause and word by word?"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.foundation.words import Word

_WORDS = re.compile(r"\s+|[^\s\w]|\w+")


class Same(Word):
    """How a clause of one version stands to the other."""

    SAME = "same", "Lika", "Same"
    CHANGED = "changed", "Ändrad", "Changed"
    ADDED = "added", "Ny", "New"
    REMOVED = "removed", "Borttagen", "Removed"


@dataclass(frozen=True)
class ClauseText:
    """A clause as it is compared."""

    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class Part:
    """A stretch of words: ``same``, ``ins`` (only the later) or ``del`` (only the earlier)."""

    kind: str
    text: str


@dataclass(frozen=True)
class ClauseDifference:
    """One clause in both versions. `was` is its earlier number when that differs."""

    number: str
    kind: Same
    was: str
    heading: tuple[Part, ...]
    text: tuple[Part, ...]


def compare_clauses(
    before: Sequence[ClauseText], after: Sequence[ClauseText]
) -> tuple[ClauseDifference, ...]:
    """Every clause of either version, in the order of the later, removed ones where they stood.

    Clauses meet by number; those left over by an equal heading, as after a renumbering.
    """
    earlier_of = _pairs(before, after)
    found: list[ClauseDifference] = []
    left = {row.number for row in before} - {was.number for was in earlier_of.values()}
    placed: set[str] = set()
    for row in after:
        was = earlier_of.get(row.number)
        if was is not None:
            found += _removed_before(was, before, left, placed)
        found.append(_difference(was, row))
    found += [_gone(row) for row in before if row.number in left and row.number not in placed]
    return tuple(found)


def differing(parts: Iterable[ClauseDifference]) -> bool:
    """Whether anything differs."""
    return any(part.kind is not Same.SAME for part in parts)


def word_parts(before: str, after: str) -> tuple[Part, ...]:
    """Both texts woven together; each can be read out again whole."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[Part] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for action, i, j, k, m in matcher.get_opcodes():
        if action == "equal":
            parts.append(Part("same", "".join(old[i:j])))
            continue
        if j > i:
            parts.append(Part("del", "".join(old[i:j])))
        if m > k:
            parts.append(Part("ins", "".join(new[k:m])))
    return tuple(parts)


def _pairs(before: Sequence[ClauseText], after: Sequence[ClauseText]) -> dict[str, ClauseText]:
    """The earlier clause of each later one, by the later's number."""
    by_number = {row.number: row for row in before}
    pairs = {row.number: by_number[row.number] for row in after if row.number in by_number}
    taken = {was.number for was in pairs.values()}
    by_heading = {row.heading: row for row in before if row.number not in taken and row.heading}
    for row in after:
        was = by_heading.pop(row.heading, None) if row.number not in pairs else None
        if was is not None:
            pairs[row.number] = was
    return pairs


def _removed_before(
    was: ClauseText, before: Sequence[ClauseText], left: set[str], placed: set[str]
) -> list[ClauseDifference]:
    rows = [
        row
        for row in before[: before.index(was)]
        if row.number in left and row.number not in placed
    ]
    placed |= {row.number for row in rows}
    return [_gone(row) for row in rows]


def _gone(row: ClauseText) -> ClauseDifference:
    return ClauseDifference(
        row.number, Same.REMOVED, "", (Part("del", row.heading),), (Part("del", row.text),)
    )


def _difference(was: ClauseText | None, now: ClauseText) -> ClauseDifference:
    if was is None:
        return ClauseDifference(
            now.number, Same.ADDED, "", (Part("ins", now.heading),), (Part("ins", now.text),)
        )
    return ClauseDifference(
        now.number,
        Same.SAME if was == now else Same.CHANGED,
        was.number if was.number != now.number else "",
        word_parts(was.heading, now.heading),
        word_parts(was.text, now.text),
    )
