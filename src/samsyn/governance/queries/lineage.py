"""Which arenas are there, and which of them are one and the same over time?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.governance.models import Arena


@dataclass(frozen=True)
class ArenaFact:
    """An arena as lists and forms need it."""

    id: uuid.UUID
    code: str
    name: str
    kind: str
    power: str
    meetings_per_year: int | None
    quorum: int | None
    parent_id: uuid.UUID | None
    became_id: uuid.UUID | None
    valid_from: dt.date
    valid_to: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the arena is there on a day."""
        return self.valid_from <= day and (self.valid_to is None or self.valid_to > day)


@dataclass(frozen=True)
class Arenas:
    """A county's arenas, now and before, loaded once."""

    by_id: dict[uuid.UUID, ArenaFact]

    def name(self, arena_id: uuid.UUID) -> str:
        """The arena's name."""
        return self.by_id[arena_id].name

    def on(self, day: dt.date) -> list[ArenaFact]:
        """Those in force on a day, by name."""
        return [arena for arena in self.by_id.values() if arena.holds_on(day)]

    def by_code(self, code: str) -> ArenaFact | None:
        """The arena with that code."""
        return next((arena for arena in self.by_id.values() if arena.code == code), None)

    def named(self, text: str) -> ArenaFact | None:
        """The arena that an address names, by code or by identity."""
        return self.by_code(text) or next(
            (a for a in self.by_id.values() if str(a.id) == text), None
        )

    def line(self, arena_id: uuid.UUID) -> frozenset[uuid.UUID]:
        """The arena and those that it was before, by renaming or merging."""
        found, todo = {arena_id}, [arena_id]
        while todo:
            now = todo.pop()
            for arena in self.by_id.values():
                if arena.became_id == now and arena.id not in found:
                    found.add(arena.id)
                    todo.append(arena.id)
        return frozenset(found)

    def today(self, arena_id: uuid.UUID) -> ArenaFact:
        """What the arena has become by now; itself when it is still there."""
        arena, seen = self.by_id[arena_id], {arena_id}
        while arena.became_id in self.by_id and arena.became_id not in seen:
            arena = self.by_id[arena.became_id]
            seen.add(arena.id)
        return arena

    def is_same(self, one: uuid.UUID, other: uuid.UUID) -> bool:
        """Whether two rows are one arena over time."""
        return self.today(one).id == self.today(other).id


def arenas_of(region: str) -> Arenas:
    """The county's arenas, by name. One statement."""
    return Arenas({row.id: _fact(row) for row in _rows(region)})


def _rows(region: str) -> Iterable[Arena]:
    return Arena.objects.filter(region=region).order_by("name", "id")


def _fact(row: Arena) -> ArenaFact:
    return ArenaFact(
        row.id, row.code, row.name, row.kind, row.power, row.meetings_per_year, row.quorum,
        row.parent_id, row.became_id, row.valid_from, row.valid_to,
    )  # fmt: skip
