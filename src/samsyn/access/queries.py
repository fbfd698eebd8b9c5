"""Who is the actor behind an assignment today?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.conf import settings

from samsyn.access.rules import (
    ENOUGH,
    WITHOUT_CHILDREN,
    Actor,
    Permission,
    Role,
    permitted_at,
    roles,
)
from samsyn.organisations.models import Assignment
from samsyn.organisations.queries import assignments_of


def actor_from(assignment: Assignment, *, assurance: int = ENOUGH) -> Actor:
    """The actor that an assignment (with user, unit and party loaded) gives.

    A log-in with less `assurance` than 3 carries nothing about children.
    """
    unit, role = assignment.unit, roles().get(assignment.role)
    return Actor(
        user_id=assignment.user_id,
        user_name=str(assignment.user),
        assignment_id=assignment.pk,
        unit_id=unit.pk,
        unit_name=unit.name,
        operation=unit.operation,
        party_id=unit.party_id,
        party_name=unit.party.name,
        region=unit.party.region,
        role=assignment.role,
        permissions=permitted_at(
            _allowed(role, unit.operation), assurance, settings.SAMSYN_LOA2_PERMISSIONS
        ),
        taken_over=assignment.taken_over,
    )


def _allowed(role: Role | None, operation: str) -> frozenset[Permission]:
    """What the role carries; in an office that meets no children, nothing about children."""
    carried = role.permissions if role else frozenset()
    return carried if operation else carried & WITHOUT_CHILDREN


def actor_for(user_id: uuid.UUID, assignment_id: uuid.UUID, on: dt.date) -> Actor | None:
    """The actor for a person's assignment, or None when it is not in force on `on`."""
    assignment = assignments_of(user_id, on).filter(pk=assignment_id).first()
    return actor_from(assignment) if assignment else None


@dataclass(frozen=True)
class Choice:
    """One assignment to choose: unit, party and role in words."""

    assignment_id: uuid.UUID
    unit: str
    party: str
    role: str


def assignment_choices(user_id: uuid.UUID, on: dt.date, language: str) -> list[Choice]:
    """A person's assignments to choose from on `on`."""
    return [
        Choice(a.pk, a.unit.name, a.unit.party.name, roles()[a.role].label(language))
        for a in assignments_of(user_id, on)
        if a.role in roles()
    ]
