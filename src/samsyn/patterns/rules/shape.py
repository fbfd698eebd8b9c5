"""What are deviations alike in? The dimensions that patterns are found along. Pure."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from samsyn.deviations.rules import Against

Pair = tuple[str, ...]
NO_PAIR: Pair = ()


@dataclass(frozen=True, order=True)
class Ground:
    """What was not kept: a clause, the child's plan or a routine; empty when nobody knows."""

    against: str = ""
    document: str = ""
    clause: str = ""
    routine: str = ""

    @classmethod
    def of(cls, against: str, document: str = "", clause: str = "", routine: str = "") -> "Ground":
        """From a deviation. A routine or an agreement that nobody has named is no ground."""
        routine = " ".join(routine.split()).casefold()
        if against == Against.CLAUSE and document:
            return cls(against, document, clause.strip())
        if against == Against.ROUTINE and routine:
            return cls(against, routine=routine)
        if against == Against.PLAN:
            return cls(against)
        return cls()

    def __bool__(self) -> bool:
        return bool(self.against)


@dataclass(frozen=True, order=True)
class Shape:
    """What the deviations of a pattern have in common. No ground or no pair: they differ in it."""

    kind: str
    ground: Ground = Ground()
    pair: Pair = NO_PAIR

    @property
    def key(self) -> str:
        """Opaque and the same each day, so that it can stand in an address."""
        ground = self.ground
        parts = (
            self.kind, ground.against, ground.document, ground.clause, ground.routine, *self.pair,
        )  # fmt: skip
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]

    def covers(self, other: "Shape") -> bool:
        """Whether everything of `other` is also of this; each covers itself."""
        return (
            self.kind == other.kind
            and (not self.ground or self.ground == other.ground)
            and (not self.pair or self.pair == other.pair)
        )


@dataclass(frozen=True)
class Tally:
    """How many deviations are alike in everything, in the period and in the one before it.

    `count`, `climbed` (lifted at least once), `waiting` (not answered) and `months` (first days of
    the months when they were reported) are of the period; `pair` is in order, two of the same when
    it happened within one party.
    """

    kind: str
    ground: Ground
    pair: Pair
    municipality: str = ""
    count: int = 0
    before: int = 0
    climbed: int = 0
    waiting: int = 0
    months: frozenset[dt.date] = frozenset()

    @property
    def shape(self) -> Shape:
        """The narrowest shape that it has."""
        return Shape(self.kind, self.ground, self.pair)


def pair_of(one: str, other: str) -> Pair:
    """Two parties without order."""
    return (one, other) if one <= other else (other, one)
