"""May this actor write down what a family answers?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_record(actor: Actor) -> None:
    """Those whose role meets the family, in a unit."""
    if actor.unit_id is None or not actor.may(Permission.CONSENT_RECORD):
        raise Denied(
            _("Din roll får inte skriva in samtycken."),
            _("Be en kollega som arbetar med barnet."),
        )
