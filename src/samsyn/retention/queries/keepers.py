"""Who keeps each party's archive, and what would they meet? For the command line."""

import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor, Permission, roles
from samsyn.foundation import clock, wall
from samsyn.organisations.queries import at_work
from samsyn.retention.queries.due import by_unit, due_for
from samsyn.retention.queries.proof import run_for
from samsyn.retention.rules import State


@dataclass(frozen=True)
class DryRun:
    """How much a party may weed today, in numbers."""

    party: str
    going: int
    excepted: int
    held: int
    waiting: int
    undecided: int
    units: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {**asdict(self), "units": dict(self.units)}


def dry_runs() -> list[DryRun]:
    """One for each party that has somebody who keeps its archive."""
    found: dict[uuid.UUID, DryRun] = {}
    for actor in _keepers(Permission.RETENTION_READ):
        if actor.own_party not in found:
            with transaction.atomic():
                wall.bind(actor)
                due = due_for(actor)
            found[actor.own_party] = DryRun(
                actor.party_name, len(due.going), len(due.excepted), len(due.held), due.waiting,
                due.undecided, tuple(by_unit(due.going)),
            )  # fmt: skip
    return sorted(found.values(), key=lambda one: one.party)


def approver_of(run_id: str) -> Actor | None:
    """Who approved a list that is to be carried out, if still in that office."""
    try:
        asked = uuid.UUID(run_id)
    except ValueError:
        return None
    for actor in _keepers(Permission.RETENTION_APPROVE):
        with transaction.atomic():
            wall.bind(actor)
            run = run_for(actor, asked)
        if run and run.state == State.APPROVED.value and run.approved_by == actor.user_id:
            return actor
    return None


def _keepers(permission: Permission) -> Iterator[Actor]:
    codes = [code for code, role in roles().items() if permission in role.permissions]
    for assignment in at_work(codes, clock.today()):
        yield actor_from(assignment)
