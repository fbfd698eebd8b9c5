"""What in a deviation report may point at a child or a person, and what to write instead? Pure.

A help for the one who shares a report, not a promise: somebody must read the shared copy.
"""

from collections.abc import Iterator

from samsyn.deviations.rules.deidentify.initials import initials
from samsyn.deviations.rules.deidentify.known import Recognised, recognised
from samsyn.deviations.rules.deidentify.marks import (
    Find,
    Known,
    Mark,
    Piece,
    chosen,
    pieces,
    replaced,
)
from samsyn.deviations.rules.deidentify.names import Names
from samsyn.deviations.rules.deidentify.numbers import numbers
from samsyn.deviations.rules.deidentify.places import places
from samsyn.deviations.rules.deidentify.tokens import Token, cut
from samsyn.deviations.rules.deidentify.units import units

__all__ = ["Find", "Known", "Mark", "Piece", "find_marks", "pieces", "replaced"]


def find_marks(text: str, known: Known = Known()) -> tuple[Find, ...]:  # noqa: B008 - frozen
    """Everything that may point at somebody, in order and never overlapping."""
    tokens = cut(text)
    recognised_ = recognised(text, tokens, known)
    return chosen(text, _all(text, tokens, recognised_))


def _all(text: str, tokens: tuple[Token, ...], known: Recognised) -> Iterator[Find]:
    yield from known.finds
    free = bytearray(b"\x01") * len(text)
    for index in known.allowed:
        token = tokens[index]
        free[token.start : token.end] = bytes(token.end - token.start)
    for find in numbers(text):
        if find.mark is Mark.PERSON_NUMBER or any(free[find.start : find.end]):
            yield find
    yield from units(text, tokens, known.allowed)
    yield from places(text, tokens, known.allowed)
    names = Names(text, tokens, known)
    yield from names.finds()
    yield from initials(names)
