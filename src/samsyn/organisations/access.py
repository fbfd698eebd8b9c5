"""May this actor change this unit, these people and their assignments?"""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from samsyn.accounts.models import User
from samsyn.foundation.refusals import Denied
from samsyn.organisations.models import Assignment, GivenBy, Unit


def is_set_up(actor: Any) -> bool:
    """Whether the service itself acts: set-up, claims at log-in, provisioning."""
    return actor.user_id is None and actor.may("organisation.manage")


def is_within(actor: Any, unit_id: uuid.UUID, party_id: uuid.UUID) -> bool:
    """Whether a unit is the actor's to administer: the own one, or any of the own party."""
    if not actor.may("organisation.manage"):
        return False
    if is_set_up(actor):
        return True
    if actor.may("organisation.party"):
        return party_id == actor.party_id
    return unit_id == actor.unit_id


def check_may_administer(actor: Any) -> None:
    """Units, people and assignments are changed by administrators; whose, the next checks say."""
    if not actor.may("organisation.manage"):
        raise Denied(
            _("Din roll får inte ändra enheter och uppdrag."),
            _("Be administratören på din enhet."),
        )


def check_may_manage(actor: Any, unit: Unit) -> None:
    """A unit's administrator changes that unit, a party's administrator all of its units."""
    check_may_administer(actor)
    if not is_within(actor, unit.pk, unit.party_id):
        raise Denied(
            _("Enheten sköts av någon annan."),
            _("Be partens administratör, om det är en enhet hos er."),
        )


def check_may_manage_party(actor: Any, party_id: uuid.UUID) -> None:
    """Units are opened, moved, merged and closed by the administrator of their party."""
    check_may_administer(actor)
    if not is_set_up(actor) and not (
        actor.may("organisation.party") and party_id == actor.party_id
    ):
        raise Denied(
            _("Enheter öppnas, flyttas och stängs av partens administratör."),
            _("Be hen göra det."),
        )


def check_may_set_up(actor: Any) -> None:
    """Parties join when the service is set up."""
    if not actor.may("organisation.manage") or actor.user_id is not None:
        raise Denied(
            _("Parter ansluts när tjänsten sätts upp."), _("Be den som förvaltar tjänsten.")
        )


def check_is_another(actor: Any, person_id: uuid.UUID) -> None:
    """Nobody gives or takes an assignment of one's own: an administrator meets no children."""
    if actor.user_id == person_id:
        raise Denied(
            _("Du kan inte ändra dina egna uppdrag och inloggningar."),
            _("Be en annan administratör på enheten, eller partens administratör."),
        )


def check_may_change_person(actor: Any, person: User, on: dt.date) -> None:
    """Names, log-ins and whether a person is there: by who administers all of its units."""
    check_may_administer(actor)
    check_is_another(actor, person.pk)
    if is_set_up(actor):
        return
    rows = Assignment.objects.filter(user=person).select_related("unit")
    lasting = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    places = [row.unit for row in lasting] or [row.unit for row in rows]
    if not places or not all(is_within(actor, unit.pk, unit.party_id) for unit in places):
        raise Denied(
            _("Personen arbetar också där du inte är administratör."),
            _("Be partens administratör, eller den som sköter den andra enheten."),
        )


def check_is_changed_here(actor: Any, assignment: Assignment) -> None:
    """An assignment is changed where it comes from."""
    if is_set_up(actor) or assignment.given_by == GivenBy.ADMINISTRATOR:
        return
    source = {
        GivenBy.CLAIMS: _("Uppdraget kommer från HSA-katalogen vid inloggningen."),
        GivenBy.PROVISIONING: _("Uppdraget kommer från ert system för behörigheter."),
    }
    raise Denied(source[GivenBy(assignment.given_by)], _("Ändra det där, så följer det med hit."))
