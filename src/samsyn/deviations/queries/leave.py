"""When is the actor away, who stands in, and who can be chosen to?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission, roles
from samsyn.accounts.models import User
from samsyn.deviations.queries.base import roles_with
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment, Leave, Unit
from samsyn.organisations.queries import at_work, line_above


@dataclass(frozen=True)
class LeaveLine:
    """One time away. `back_on` is the first day at work again."""

    away_from: dt.date
    back_on: dt.date
    substitute: str
    is_now: bool


@dataclass(frozen=True)
class LeavePage:
    """The actor's times away, and what happens meanwhile.

    `colleagues` have the same work in the unit and need not be chosen. `above` is the office that
    new steps go to when nobody is there; empty when the unit has none above it.
    """

    unit: str
    role: str
    leaves: tuple[LeaveLine, ...]
    colleagues: tuple[str, ...]
    above: str
    substitutes: tuple[tuple[str, str], ...]


def leave_page(actor: Actor) -> LeavePage:
    """Current and coming times away from the assignment in force."""
    today = clock.today()
    unit = _unit(actor)
    rows = Leave.objects.filter(assignment_id=actor.own_assignment, away_to__gt=today)
    rows = rows.select_related("substitute__user").order_by("away_from")
    line = line_above(unit)
    role = roles().get(actor.role)
    return LeavePage(
        unit=unit.name,
        role=role.label(get_language() or "sv") if role else actor.role,
        leaves=tuple(
            LeaveLine(
                row.away_from, row.away_to, str(row.substitute.user) if row.substitute else "",
                row.away_from <= today,
            )
            for row in rows
        ),
        colleagues=tuple(str(row.user) for row in _colleagues(actor, today)),
        above=line[0].name if line else "",
        substitutes=tuple(_choices(actor, unit, line)),
    )  # fmt: skip


def own_assignment(actor: Actor) -> Assignment:
    """The assignment that the actor acts through."""
    return Assignment.objects.select_related("unit").get(pk=actor.own_assignment)


def substitute_for(actor: Actor, user_id: uuid.UUID) -> User | None:
    """The person, when it is one of those to choose among."""
    unit = _unit(actor)
    chosen = {value for value, _label in _choices(actor, unit, line_above(unit))}
    return User.objects.filter(pk=user_id).first() if str(user_id) in chosen else None


def _unit(actor: Actor) -> Unit:
    return Unit.objects.select_related("above__above").get(pk=actor.own_unit)


def _colleagues(actor: Actor, today: dt.date) -> list[Assignment]:
    """Those who answer for the unit anyhow while the actor is away."""
    rows = at_work(roles_with(Permission.DEVIATION_ANSWER), today).filter(unit_id=actor.own_unit)
    mine = Assignment.objects.filter(pk=actor.own_assignment)
    return list(rows.exclude(user_id__in=mine.values("user_id")))


def _choices(actor: Actor, unit: Unit, line: list[Unit]) -> list[tuple[str, str]]:
    """People in the unit and its line, and the party's other managers. Never oneself.

    Nobody who has the same work in the unit already: no second assignment can be given then.
    """
    today = clock.today()
    same = Assignment.objects.filter(unit_id=actor.own_unit, role=actor.role).exclude(
        valid_to__lte=today
    )
    near = [unit.pk, *(office.pk for office in line)]
    rows = Assignment.objects.on(today).filter(unit__party=unit.party_id, user__is_active=True)
    rows = rows.exclude(unit__valid_to__lte=today).filter(
        Q(unit_id__in=near) | Q(unit__above_id=unit.pk)
        | Q(role__in=roles_with(Permission.DEVIATION_ANSWER))
    )  # fmt: skip
    # One has the same work oneself, so this leaves oneself out as well.
    rows = rows.exclude(user_id__in=same.values("user_id"))
    found: dict[str, tuple[bool, str, str]] = {}
    for row in rows.select_related("user", "unit").order_by("user__family_name", "unit__name"):
        value = str(row.user_id)
        is_far = row.unit_id not in near
        name = f"{row.user} · {row.unit.name}"
        found[value] = min(found.get(value, (is_far, name, value)), (is_far, name, value))
    return [(value, name) for _far, name, value in sorted(found.values())]
