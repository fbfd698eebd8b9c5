"""Which paragraph of which law holds on a given day?"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any


class UnknownStatute(LookupError):
    """No statute has that key, or none with that key holds on the day asked for."""


class BrokenStatutes(ValueError):
    """The statute table contradicts itself: rows of one key overlap or end before they begin."""


@dataclass(frozen=True)
class Statute:
    """One wording of one paragraph, in force from ``valid_from`` until the day before ``valid_to``.

    ``is_confirmed`` is False where the paragraph was read in a secondary source only; a page
    that shows such a reference says so.
    """

    key: str
    law: str
    sfs: str
    chapter: int
    section: str
    valid_from: date
    valid_to: date | None
    title: str
    title_en: str
    source: str
    is_confirmed: bool
    also: tuple[tuple[int, str], ...] = ()

    @property
    def citation(self) -> str:
        """As a lawyer writes it, e.g. ``19 kap. 1 § socialtjänstlagen (2025:400)``."""
        places = [(self.chapter, self.section), *self.also]
        sections = " och ".join(f"{chapter} kap. {section} §" for chapter, section in places)
        return f"{sections} {self.law} ({self.sfs})"

    def is_valid_on(self, on: date) -> bool:
        """Whether this wording is in force on the day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


def statute(key: str, on: date) -> Statute:
    """The wording in force on the day. Raises ``UnknownStatute`` with a sentence that says why."""
    rows = statutes().get(key)
    if rows is None:
        raise UnknownStatute(f"no statute has the key {key!r}; known keys: {', '.join(statutes())}")
    for row in rows:
        if row.is_valid_on(on):
            return row
    raise UnknownStatute(
        f"{key!r} has no wording in force on {on}; the first is {rows[0].citation}"
        f" from {rows[0].valid_from}"
    )


@cache
def statutes() -> dict[str, tuple[Statute, ...]]:
    """All wordings by key, each key's rows in order of time."""
    text = resources.files("samsyn.laws").joinpath("statutes.toml").read_text(encoding="utf-8")
    return from_toml(text)


def from_toml(text: str) -> dict[str, tuple[Statute, ...]]:
    """Read a statute table. Raises ``BrokenStatutes`` when rows of one key overlap in time."""
    data = tomllib.loads(text)
    rows = [_row(entry, data["laws"]) for entry in data["statutes"]]
    by_key: dict[str, tuple[Statute, ...]] = {}
    for row in sorted(rows, key=lambda row: (row.key, row.valid_from)):
        by_key[row.key] = (*by_key.get(row.key, ()), row)
    for known in by_key.values():
        _refuse_overlap(known)
    return by_key


def _row(entry: dict[str, Any], laws: dict[str, dict[str, str]]) -> Statute:
    law = laws[entry.pop("law")]
    also = tuple((chapter, section) for chapter, section in entry.pop("also", ()))
    return Statute(
        law=law["name"],
        sfs=law["sfs"],
        valid_to=entry.pop("valid_to", None),
        also=also,
        is_confirmed=entry.pop("confirmed"),
        **entry,
    )


def _refuse_overlap(rows: tuple[Statute, ...]) -> None:
    for row in rows:
        if row.valid_to is not None and row.valid_to <= row.valid_from:
            raise BrokenStatutes(f"{row.key}: {row.citation} ends before it begins")
    for earlier, later in pairwise(rows):
        if earlier.valid_to is None or earlier.valid_to > later.valid_from:
            raise BrokenStatutes(f"{later.key}: {earlier.citation} overlaps {later.citation}")
