"""How are two edits of the same plan joined? Cell by cell; nothing is dropped silently."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from samsyn.actionplans.rules.content import Content, Measure, Row, Signatory

TEXTS = ("target_group", "introduction")
#: Said together: a lifting is one act, so its day and reason never come from two people.
TOGETHER = ("lifted", "lifted_on", "lifted_precision", "lifted_why", "lifted_from")


@dataclass(frozen=True)
class Clash:
    """The same place changed by two people since the version that both started from.

    `part` is the name of a text or of a column, or "row" when one removed what the other changed.
    """

    part: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """Two edits joined. Where they clash, `content` holds theirs and `with_mine` holds mine."""

    content: Content
    with_mine: Content
    clashes: tuple[Clash, ...] = ()


def merge(base: Content, mine: Content, theirs: Content) -> Merge:
    """Join two edits of `base`: text by text, row by row and within a row column by column."""
    clashes: list[Clash] = []
    values: dict[str, Any] = {}
    chosen: dict[str, Any] = {}
    for name in TEXTS:
        was, my, their = (getattr(content, name) for content in (base, mine, theirs))
        values[name], chosen[name] = _cell(name, "", was, my, their, clashes)
    for part in ("rows", "signatories"):
        values[part], chosen[part] = _rows(part, base, mine, theirs, clashes)
    return Merge(replace(theirs, **values), replace(theirs, **chosen), tuple(clashes))


def _cell(
    part: str, label: str, was: Any, my: Any, their: Any, clashes: list[Clash]
) -> tuple[Any, Any]:
    """The joined value, and the one in which mine wins."""
    if my in (was, their):
        return their, their
    if their == was:
        return my, my
    clashes.append(Clash(part, label, in_words(my), in_words(their)))
    return their, my


def _rows(
    part: str, base: Content, mine: Content, theirs: Content, clashes: list[Clash]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    was, my, their = ({r.id: r for r in getattr(c, part)} for c in (base, mine, theirs))
    joined: dict[str, Any] = {}
    chosen: dict[str, Any] = {}
    for key in _order(list(was), list(my), list(their)):
        old, a, b = was.get(key), my.get(key), their.get(key)
        if a is not None and b is not None and old is not None:
            joined[key], chosen[key] = _columns(old, a, b, clashes)
        else:
            joined[key], chosen[key] = _cell("row", title(a or b or old), old, a, b, clashes)
            if old is not None and old not in (a, b):
                # What one removed and the other changed stays until somebody has chosen.
                joined[key] = chosen[key] = a or b
    return tuple(r for r in joined.values() if r), tuple(r for r in chosen.values() if r)


def _columns(old: Any, a: Any, b: Any, clashes: list[Clash]) -> tuple[Any, Any]:
    joined, chosen = {}, {}
    for field in fields(old):
        name = field.name
        if name in TOGETHER:
            continue
        was, my, their = (getattr(row, name) for row in (old, a, b))
        joined[name], chosen[name] = _cell(name, title(b), was, my, their, clashes)
    kept, mine = replace(b, **joined), replace(b, **chosen)
    if isinstance(old, Row):
        was, my, their = (tuple(getattr(row, name) for name in TOGETHER) for row in (old, a, b))
        both, ours = _cell("lifted", title(b), was, my, their, clashes)
        kept = replace(kept, **dict(zip(TOGETHER, both, strict=True)))
        mine = replace(mine, **dict(zip(TOGETHER, ours, strict=True)))
    return kept, mine


def _order(was: list[str], my: list[str], their: list[str]) -> list[str]:
    """Their order, or mine when only I have moved rows; a new row stays after its neighbour."""

    def moved(keys: list[str]) -> bool:
        return [k for k in keys if k in was] != [k for k in was if k in keys]

    first, second = (my, their) if moved(my) and not moved(their) else (their, my)
    order = list(first)
    for place, key in enumerate(second):
        if key not in order:
            order.insert(order.index(second[place - 1]) + 1 if place else 0, key)
    return list(dict.fromkeys([*order, *was]))


def title(row: Any) -> str:
    """What a row is called in a list of changes."""
    if isinstance(row, Signatory):
        return ", ".join(filter(None, (row.office, row.organisation)))
    return str(row.area) if row is not None else ""


def in_words(value: Any) -> str:
    """A cell, or a whole row, as text to compare."""
    if value is None:
        return ""
    if isinstance(value, Row):
        cells = (value.area, value.operations, value.goal, value.measures, value.activity)
        return " · ".join(filter(None, (in_words(cell) for cell in (*cells, value.done))))
    if isinstance(value, Signatory):
        return title(value)
    if isinstance(value, Measure):
        return f"{value.text} ({value.indicator})" if value.indicator else value.text
    if isinstance(value, bool):
        return ""
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(filter(None, (in_words(part) for part in value)))
    return str(value)
