"""May this actor put a file to a case, or take one off?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.cases.models import Case
from samsyn.foundation.refusals import Denied


def check_may_attach(case: Case, actor: Actor) -> None:
    """Whoever writes needs in the unit that owns the case."""
    if case.unit_id != actor.unit_id:
        raise Denied(
            _("Ärendet hålls ihop av en annan enhet. Bara den lägger till bilagor."),
            _("Lämna filen till den enheten på det sätt ni brukar lämna handlingar."),
        )
    if not actor.may(Permission.NEED_RECORD):
        raise Denied(
            _("Din roll får inte lägga till bilagor."),
            _("Be en kollega som arbetar med barnet."),
        )


def may_attach(case: Case, actor: Actor) -> bool:
    """Whether `check_may_attach` would pass."""
    return case.unit_id == actor.unit_id and actor.may(Permission.NEED_RECORD)
