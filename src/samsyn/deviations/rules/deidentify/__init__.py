"""What in a text may point at somebody? A first search: numbers, and names that are known."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.foundation.words import Word


class Mark(Word):
    """What sort of thing is marked."""

    NAME = "name", "Namn", "Name"
    PERSON_NUMBER = "person_number", "Personnummer", "Personal identity number"
    PHONE = "phone", "Telefonnummer", "Phone number"
    EMAIL = "email", "E-postadress", "E-mail address"


@dataclass(frozen=True)
class Find:
    """A marked place in a text, and what could stand there instead."""

    start: int
    end: int
    text: str
    mark: Mark
    sure: bool
    instead: str


@dataclass(frozen=True)
class Known:
    """What the caller knows: always marked, but for what is allowed."""

    child: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


NOTHING = Known()


def find_marks(text: str, known: Known = NOTHING) -> tuple[Find, ...]:
    """Marked places in order."""
    found = [
        Find(m.start(), m.end(), m[0], Mark.PERSON_NUMBER, True, "[personnummer]")
        for m in re.finditer(r"\d{6,8}[-+ ]?\d{4}", text)
    ]
    for name in known.child:
        found += [
            Find(m.start(), m.end(), m[0], Mark.NAME, True, "barnet")
            for m in re.finditer(re.escape(name), text, re.IGNORECASE)
        ]
    return tuple(sorted(found, key=lambda find: find.start))


def replaced(text: str, finds: Iterable[Find]) -> str:
    """The text with each find replaced."""
    for find in sorted(finds, key=lambda one: -one.start):
        text = text[: find.start] + find.instead + text[find.end :]
    return text


@dataclass(frozen=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    find: Find | None


def pieces(text: str, finds: Iterable[Find]) -> tuple[Piece, ...]:
    """The whole text cut in plain and marked pieces."""
    found, at = [], 0
    for find in finds:
        if find.start > at:
            found.append(Piece(text[at : find.start], None))
        found.append(Piece(text[find.start : find.end], find))
        at = find.end
    if at < len(text):
        found.append(Piece(text[at:], None))
    return tuple(found)
