"""May this actor look after measures?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_measure(actor: Actor) -> None:
    """Denied unless the role may define measures and store figures."""
    if not actor.may(Permission.MEASURE_WRITE):
        raise Denied(
            _("Din roll får inte ändra mått eller läsa in siffror."),
            _("Be länets analytiker eller sekreterare."),
        )
