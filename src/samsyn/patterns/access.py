"""May this actor keep, raise and answer for patterns?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied


def may_follow(actor: Actor) -> bool:
    """Whether the actor follows the whole county's deviations, through a unit of its own."""
    return actor.unit_id is not None and actor.may(Permission.DEVIATION_COUNTY)


def check_may_follow(actor: Actor) -> None:
    """Only who meets all the county's deviations finds patterns in them and acts on these."""
    if not may_follow(actor):
        raise Denied(
            _("Din roll läser mönster men hittar dem inte."),
            _("Hör av dig till länssamordnaren."),
        )
