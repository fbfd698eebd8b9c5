"""What may point at a person, and where does it stand? Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.foundation.words import Word


class Mark(Word):
    """What sort of thing is marked."""

    NAME = "name", "Namn", "Name"
    PERSON_NUMBER = "person_number", "Personnummer", "Personal identity number"
    PHONE = "phone", "Telefonnummer", "Phone number"
    EMAIL = "email", "E-postadress", "E-mail address"
    ADDRESS = "address", "Adress", "Address"
    PLACE = "place", "Ort", "Place"
    UNIT = "unit", "Verksamhet", "Unit"
    DATE = "date", "Datum", "Date"
    CLASS = "class", "Klass", "School class"
    LINK = "link", "Länk", "Link"
    INITIALS = "initials", "Initialer", "Initials"
    NUMBER = "number", "Annat nummer", "Other number"


@dataclass(frozen=True)
class Find:
    """Something marked. `sure` is False where a person should look; `instead` is Swedish."""

    start: int
    end: int
    text: str
    mark: Mark
    sure: bool
    instead: str


@dataclass(frozen=True)
class Known:
    """What is always marked, whatever the case and with endings; `allowed` is never marked."""

    child: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A part of a text: plain where `find` is None."""

    text: str
    find: Find | None


def chosen(text: str, finds: Iterable[Find]) -> tuple[Find, ...]:
    """In order and never overlapping. The longest wins; what sticks out of a loser stays marked."""
    taken = bytearray(len(text))
    kept: list[Find] = []
    ranked = sorted(finds, key=lambda f: (f.start - f.end, not f.sure, f.start))
    for find in ranked:
        at = find.start
        while at < find.end:
            if taken[at]:
                at += 1
                continue
            stop = at
            while stop < find.end and not taken[stop]:
                stop += 1
            start, end = _without_edges(text, at, stop)
            if start < end:
                kept.append(Find(start, end, text[start:end], find.mark, find.sure, find.instead))
                taken[start:end] = b"\x01" * (end - start)
            at = stop
    return tuple(sorted(kept, key=lambda f: f.start))


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else (start, start)


def pieces(text: str, finds: Iterable[Find]) -> tuple[Piece, ...]:
    """The whole text cut in plain and marked pieces, in order."""
    cut: list[Piece] = []
    at = 0
    for find in sorted(finds, key=lambda f: f.start):
        if find.start > at:
            cut.append(Piece(text[at : find.start], None))
        cut.append(Piece(text[find.start : find.end], find))
        at = find.end
    if at < len(text):
        cut.append(Piece(text[at:], None))
    return tuple(cut)


def replaced(text: str, finds: Iterable[Find]) -> str:
    """The text with `instead` where something was marked."""
    return "".join(p.text if p.find is None else p.find.instead for p in pieces(text, finds))
