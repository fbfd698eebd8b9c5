"""Which deviations does an actor meet, and who can stand on a rung?"""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from samsyn.access.rules import Actor, Permission, roles
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Origin, Place
from samsyn.foundation import clock
from samsyn.organisations.queries import at_work
from samsyn.regions.schema import LadderKind
from samsyn.responsibilities.queries import county


def deviations_for(actor: Actor) -> QuerySet[Deviation]:
    """Deviations that the actor meets: own and answered here, of its party or of its county."""
    return Deviation.objects.filter(scope_of(actor), region=actor.region)


def scope_of(actor: Actor) -> Q:
    """The same as a condition; the database holds its own (models.Deviation.wall)."""
    if actor.unit_id is None:
        return Q(pk__in=[])
    if actor.may(Permission.DEVIATION_COUNTY) or actor.may(Permission.DEVIATION_AUDIT):
        return Q()
    if actor.user_id is None:
        return Q(units__contains=[actor.unit_id])
    own = Origin.objects.filter(deviation_id=OuterRef("pk"), user_id=actor.own_user)
    found = Q(units__contains=[actor.unit_id]) | Q(Exists(own), unit_id=actor.unit_id)
    if actor.may(Permission.DEVIATION_PARTY):
        found |= Q(party_id=actor.party_id) | Q(about_party_id=actor.party_id)
    return found


def steps_today(region: str, branch: rules.Branch, on: dt.date) -> rules.Steps:
    """The county's branch of the ladder on a day, or the interim one."""
    found = county(region, on).ladder(LadderKind(branch.value), on)
    return rules.steps_from(found, branch)


def step_stamp() -> str:
    """Another text as soon as any deviation or case has taken a step. One cheap statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT step_stamp()")
        return str(cursor.fetchone()[0])


def roles_with(permission: Permission) -> tuple[str, ...]:
    """Codes of the roles that carry a permission."""
    return tuple(sorted(c for c, role in roles().items() if permission in role.permissions))


def manned_units(permission: Permission, units: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of the units where somebody who may do this is at work today."""
    rows = at_work(roles_with(permission), clock.today()).filter(unit_id__in=list(units))
    return frozenset(rows.values_list("unit_id", flat=True))


def my_open_places(actor: Actor) -> QuerySet[Place]:
    """Places where the actor's unit has the turn."""
    return Place.objects.filter(unit_id=actor.own_unit, left_at__isnull=True)
