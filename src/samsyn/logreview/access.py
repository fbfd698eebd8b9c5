"""May this actor review the log of this unit, and of this month?"""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, NotPossible
from samsyn.logreview.rules.review import may_open
from samsyn.organisations.models import Unit


def check_may_review(actor: Actor, unit_id: uuid.UUID) -> Unit:
    """The unit, when its log is the actor's to review: the own party's."""
    unit = Unit.objects.filter(pk=unit_id).first()
    is_own = unit is not None and unit.party_id == actor.party_id
    if unit is None or not is_own or not actor.may(Permission.LOG_REVIEW):
        raise Denied(
            _("Du granskar inte loggen för den enheten."),
            _("Varje part granskar sina egna enheter. Fråga partens administratör."),
        )
    return unit


def check_month(month: dt.date) -> None:
    """A month that is not over cannot be reviewed yet."""
    if not may_open(month, clock.today()):
        raise NotPossible(
            _("Månaden är inte slut än."), _("Granska den när den är över, så kommer allt med.")
        )
