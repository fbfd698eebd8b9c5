"""May this actor let another unit see?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def check_may_release(actor: Actor) -> None:
    """Those who hold a case together in their unit."""
    if actor.unit_id is None or not actor.may(Permission.RELEASE_DECIDE):
        raise Denied(
            _("Din roll får inte besluta vad andra får se."),
            _("Be den som ansvarar för barnets ärende hos er."),
        )
