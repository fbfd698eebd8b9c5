"""May this actor write down what a group has said and what became of it?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_write(actor: Actor) -> None:
    """Those who listen on behalf of the collaboration."""
    if not actor.may(Permission.VOICE_WRITE):
        raise Denied(
            _("Din roll kan läsa röster men inte skriva in dem."),
            _("Be arenans sekreterare eller en samordnare."),
        )
