"""May this administrator give this role, and which units and people are the administrator's?"""

import uuid

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission, roles
from samsyn.accounts.models import User
from samsyn.administration import rules
from samsyn.foundation.refusals import Denied, Refused
from samsyn.organisations.models import Assignment, Unit


def units_within(actor: Actor) -> QuerySet[Unit]:
    """The units that the actor administers, open and closed: the own one, or the own party's."""
    if not actor.may(Permission.ORGANISATION_MANAGE) or actor.unit_id is None:
        return Unit.objects.none()
    if actor.may(Permission.ORGANISATION_PARTY):
        return Unit.objects.filter(party_id=actor.own_party)
    return Unit.objects.filter(pk=actor.own_unit)


def people_within(actor: Actor) -> QuerySet[User]:
    """Everybody who has, or has had, an assignment in those units."""
    given = Assignment.objects.filter(unit__in=units_within(actor)).values("user_id")
    return User.objects.filter(pk__in=given)


def roles_to_give(actor: Actor, unit: Unit) -> list[str]:
    """Codes of the roles that the actor may give in a unit, in the order of roles.toml."""
    by_party = actor.may(Permission.ORGANISATION_PARTY)
    fitting = [
        code
        for code, role in roles().items()
        if rules.fits(role, unit.operation, by_party=by_party)
    ]
    return fitting


def check_may_give(role: str, unit: Unit, actor: Actor) -> None:
    """Only roles that fit the unit, and none with a reach beyond the administrator's own."""
    if role in roles_to_give(actor, unit):
        return
    known = roles().get(role)
    if known is None:
        raise Refused(_("Rollen finns inte."), _("Välj en i listan."), field="role")
    if known.permissions & rules.OF_THE_COUNTY:
        raise Denied(
            _("Rollen gäller hela länet och ges inte här."),
            _("Be den som förvaltar tjänsten i länet."),
            field="role",
        )
    if known.permissions & rules.OF_THE_PARTY and not actor.may(Permission.ORGANISATION_PARTY):
        raise Denied(_("Rollen ges av partens administratör."), _("Be hen göra det."), field="role")
    raise Refused(
        _("Rollen möter barn, men enheten är ett kontor som inte gör det."),
        _("Välj en annan roll, eller en annan enhet."),
        field="role",
    )


def the_unit(unit_id: uuid.UUID, actor: Actor) -> Unit | None:
    """A unit that the actor administers, with its party and the office above; or None."""
    return (
        units_within(actor)
        .select_related("party", "above", "merged_into")
        .filter(pk=unit_id)
        .first()
    )


def the_assignment(assignment_id: uuid.UUID, actor: Actor) -> Assignment | None:
    """An assignment in a unit that the actor administers, or None."""
    rows = Assignment.objects.filter(unit__in=units_within(actor))
    return rows.select_related("user", "unit__party").filter(pk=assignment_id).first()
