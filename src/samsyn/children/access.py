"""May this actor register or read about a child?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_register(actor: Actor) -> None:
    """Those whose role meets children, in a unit."""
    if actor.unit_id is None or not actor.may(Permission.CHILD_REGISTER):
        raise Denied(
            _("Din roll får inte lägga till barn."),
            _("Be en kollega som arbetar med barnet."),
        )
