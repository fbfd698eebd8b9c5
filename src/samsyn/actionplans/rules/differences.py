"""What differs between two versions of a plan?"""

from dataclasses import dataclass, fields

from samsyn.actionplans.rules.content import Content, Row
from samsyn.actionplans.rules.joining import TEXTS, TOGETHER, in_words, title
from samsyn.foundation.words import Word


class Kind(Word):
    """How a row differs."""

    ADDED = "added", "Ny", "New"
    REMOVED = "removed", "Borttagen", "Removed"
    LIFTED = "lifted", "Lyft ur matrisen, följs fortfarande", "Lifted out, still followed"
    RETURNED = "returned", "Tillbaka i matrisen", "Back in the matrix"
    CHANGED = "changed", "Ändrad", "Changed"


@dataclass(frozen=True)
class Change:
    """One difference. `part` is a column or text; empty when the whole row came, went or moved."""

    kind: Kind
    label: str
    part: str = ""
    before: str = ""
    after: str = ""


def compare(before: Content, after: Content) -> tuple[Change, ...]:
    """Every difference: first the texts, then rows that came, went and changed, then who signs."""
    found = [
        Change(Kind.CHANGED, "", name, getattr(before, name), getattr(after, name))
        for name in TEXTS
        if getattr(before, name) != getattr(after, name)
    ]
    old, new = ({row.id: row for row in content.rows} for content in (before, after))
    for key in dict.fromkeys([*new, *old]):
        found += _row(old.get(key), new.get(key))
    signed = [{s.id: s for s in content.signatories} for content in (before, after)]
    for key in dict.fromkeys([*signed[1], *signed[0]]):
        was, now = signed[0].get(key), signed[1].get(key)
        if was != now:
            kind = Kind.ADDED if was is None else Kind.REMOVED if now is None else Kind.CHANGED
            found.append(Change(kind, "", "signatories", title(was), title(now)))
    return tuple(found)


def _row(was: Row | None, now: Row | None) -> list[Change]:
    if was is None or now is None:
        kind = Kind.ADDED if was is None else Kind.REMOVED
        return [Change(kind, title(now or was), "", in_words(was), in_words(now))]
    found = []
    if was.lifted != now.lifted:
        kind = Kind.LIFTED if now.lifted else Kind.RETURNED
        found.append(Change(kind, now.area, "", "", now.lifted_why))
    for field in fields(Row):
        before, after = getattr(was, field.name), getattr(now, field.name)
        if field.name not in TOGETHER and before != after:
            change = Change(Kind.CHANGED, now.area, field.name, in_words(before), in_words(after))
            found.append(change)
    return found
