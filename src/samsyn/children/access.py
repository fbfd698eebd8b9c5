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


def check_may_protect(actor: Actor) -> None:
    """Whoever works with children in the unit may say that a child is to be protected, at once."""
    if actor.unit_id is None or not actor.may(Permission.CHILD_REGISTER):
        raise Denied(
            _("Din roll får inte skriva in skyddade uppgifter."),
            _("Ring en kollega som arbetar med barnet."),
        )


def check_may_name(actor: Actor) -> None:
    """The unit's manager or coordinator keeps the list of the few."""
    if actor.unit_id is None or not actor.may(Permission.PROTECTION_MANAGE):
        raise Denied(
            _("Din roll får inte ändra vilka som kan öppna barnets sidor."),
            _("Be enhetens chef eller samordnare."),
        )


def check_may_end(recorded_by_unit: object, actor: Actor, *, is_left: bool) -> None:
    """The unit that recorded a protection ends it, by its manager or coordinator.

    Another unit only when it `is_left`: the one that recorded it has closed, or has the child no
    more.
    """
    if recorded_by_unit != actor.unit_id and not is_left:
        raise Denied(
            _("Skyddet är inskrivet av en annan verksamhet."),
            _("Bara den som skrev in det kan avsluta det."),
        )
    if not actor.may(Permission.PROTECTION_MANAGE):
        raise Denied(
            _("Din roll får inte avsluta ett skydd."), _("Be enhetens chef eller samordnare.")
        )
