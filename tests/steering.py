"""A county whose collaboration is steered: its parties, and the people who steer. No children."""

from dataclasses import dataclass, field
from typing import Any

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.organisations.operations import join_party
from samsyn.regions import region
from tests.remembered import remembered
from tests.world import World


@dataclass
class Steering(World):
    """Actors: secretary, coordinator, politician, director, analyst, auditor; `boards` by party."""

    parties: dict[str, Any] = field(default_factory=dict)
    boards: dict[str, Actor] = field(default_factory=dict)

    @remembered
    def __post_init__(self) -> None:
        system = Actor.system(self.code)
        for row in region(self.code).on(clock.today()).parties:
            party = join_party(
                self.code, row.code, name=row.name, kind=row.kind.value, actor=system
            )
            self.parties[row.code] = party
            self.boards[row.code] = self.add_unit("", party, f"namnd-{row.code}", "board_secretary")
        first = next(iter(self.parties.values()))
        for key, role in (
            ("secretary", "arena_secretary"),
            ("coordinator", "county_coordinator"),
            ("politician", "politician"),
            ("director", "director"),
            ("analyst", "analyst"),
            ("auditor", "auditor"),
        ):
            setattr(self, key, self.add_unit("", first, key, role))

    secretary: Actor = field(default_factory=Actor)
    coordinator: Actor = field(default_factory=Actor)
    politician: Actor = field(default_factory=Actor)
    director: Actor = field(default_factory=Actor)
    analyst: Actor = field(default_factory=Actor)
    auditor: Actor = field(default_factory=Actor)
