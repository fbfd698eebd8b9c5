"""How do events become lines that a family can read, without telling where a child is?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.audit.sentences import SENTENCES, kind_of, sentence

SOMEWHERE = {"sv": "En verksamhet i länet", "en": "An operation in the county"}


@dataclass(frozen=True)
class Happened:
    """What the database gives of an event: its day, the unit and the action."""

    day: dt.date
    unit: str
    party: str
    action: str


@dataclass(frozen=True)
class Line:
    """One unit on one day: where, and what was done, in sentences."""

    day: dt.date
    where: str
    party: str
    what: tuple[str, ...]


def lines(
    rows: Iterable[Happened], *, hides_places: bool, language: str | None = "sv"
) -> tuple[Line, ...]:
    """One line for each day and unit, newest first, each sentence once.

    When places are hidden no unit, no party and no action is told: only that somebody read, wrote,
    shared or checked. What has no sentence is never told.
    """
    words: dict[tuple[dt.date, str, str], dict[str, None]] = {}
    tongue = "en" if (language or "").startswith("en") else "sv"
    for row in rows:
        if row.action not in SENTENCES:
            continue
        if hides_places:
            place, text = (SOMEWHERE[tongue], ""), kind_of(row.action).label(tongue)
        else:
            place, text = (row.unit, row.party), sentence(row.action, tongue)
        words.setdefault((row.day, *place), {})[text] = None
    found = [Line(day, unit, party, tuple(sorted(t))) for (day, unit, party), t in words.items()]
    return tuple(sorted(sorted(found, key=_place), key=lambda line: line.day, reverse=True))


def _place(line: Line) -> tuple[str, str]:
    return line.party, line.where
