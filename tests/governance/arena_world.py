"""Arenas for tests, opened from the county's package or by hand."""

import dataclasses
import datetime as dt
from typing import Any

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.governance import rules
from samsyn.governance.models import Arena, BalanceEntry, Matter, Meeting
from samsyn.governance.operations import open_arena, open_arenas
from samsyn.governance.operations.arenas import ArenaTerms
from samsyn.regions import region
from tests.steering import Steering

POLITICAL = ArenaTerms(kind=rules.ArenaKind.POLITICAL, power=rules.Power.RECOMMEND)


def load(world: Steering) -> None:
    """Store what the county's package says."""
    open_arenas(region(world.code), actor=Actor.system(world.code))


def terms(**changes: Any) -> ArenaTerms:
    """Terms of a political arena that recommends."""
    return dataclasses.replace(POLITICAL, **changes)


def opened(world: Steering, name: str = "Ungarådet", **changes: Any) -> Arena:
    """An arena opened by the secretary ten years ago."""
    first = changes.pop("valid_from", clock.today() - dt.timedelta(days=3650))
    return open_arena(name, valid_from=first, terms=terms(**changes), actor=world.secretary)


def matter(arena: Arena, state: str = "ready", **changes: Any) -> Matter:
    """A matter of the arena."""
    values = {
        "region": arena.region, "arena": arena, "origin": arena, "kind": "decision",
        "title": "En fråga", "what": "Ta ställning", "state": state, "state_since": clock.now(),
        "opened_on": clock.today(), "closed_on": clock.today() if state == "closed" else None,
    }  # fmt: skip
    return Matter.objects.create(**{**values, **changes})


def entry(arena: Arena, **changes: Any) -> BalanceEntry:
    """An open entry of the arena's balance list."""
    values = {
        "arena": arena, "what": "Återkom", "owner": "Samordnaren", "state": "open",
        "opened_on": clock.today(),
    }  # fmt: skip
    return BalanceEntry.objects.create(**{**values, **changes})


def meeting(arena: Arena, days: int = 14, state: str = "planned", **changes: Any) -> Meeting:
    """A meeting of the arena, so many days from now."""
    values = {
        "arena": arena, "starts_at": clock.now() + dt.timedelta(days=days), "state": state,
        "state_since": clock.now(),
    }  # fmt: skip
    return Meeting.objects.create(**{**values, **changes})
