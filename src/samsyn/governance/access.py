"""May this actor do this to this arena, matter or meeting, now?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.refusals import Denied

# ── arenas, seats and mandates ──────────────────────────────────────────────────────────────────


def check_may_manage_arena(actor: Actor) -> None:
    """The arenas' secretaries keep arenas, seats and their holders in order."""
    if not actor.may(Permission.ARENA_MANAGE):
        raise Denied(
            _("Din roll får inte ändra arenor och platser."),
            _("Be arenans sekreterare."),
        )


def check_may_adopt_mandate(actor: Actor) -> None:
    """The secretary writes down what an arena or a board has adopted."""
    if not actor.may(Permission.ARENA_MANAGE):
        raise Denied(
            _("Din roll får inte skriva eller fastställa uppdrag."),
            _("Be arenans sekreterare."),
        )
