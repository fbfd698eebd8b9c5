"""May this actor do this to this case, now?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.cases.models import Case, Summons
from samsyn.foundation.refusals import Denied


def check_may_record_need(actor: Actor) -> None:
    """Whoever meets children may record a need (JämtBus §3.1: the one who notices begins)."""
    if actor.unit_id is None or not actor.may(Permission.NEED_RECORD):
        raise Denied(
            _("Din roll får inte skriva in behov för ett barn."),
            _("Be en kollega som arbetar med barnet."),
        )


def check_may_lead(case: Case, actor: Actor, permission: Permission) -> None:
    """The unit that owns the case leads it."""
    if case.unit_id != actor.unit_id:
        raise Denied(
            _("Ärendet hålls ihop av en annan enhet."),
            _("Hör av dig till den enheten om något behöver ändras."),
        )
    if not actor.may(permission):
        raise Denied(
            _("Din roll får inte göra det här steget."),
            _("Be den som ansvarar för barnets ärende hos er."),
        )


def check_may_answer_call(summons: Summons, actor: Actor) -> None:
    """The called unit answers for itself."""
    if summons.unit_id != actor.unit_id or not actor.may(Permission.CALL_ANSWER):
        raise Denied(
            _("Kallelsen är ställd till en annan enhet."),
            _("Be den kallade enheten svara."),
        )


def may_lead(case: Case, actor: Actor, permission: Permission) -> bool:
    """Whether `check_may_lead` would pass."""
    try:
        check_may_lead(case, actor, permission)
    except Denied:
        return False
    return True
