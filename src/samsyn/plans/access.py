"""May this actor write in, agree to or follow up this plan?"""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.cases.models import Case
from samsyn.foundation.refusals import Denied
from samsyn.plans.models import Plan, PlanParty


def check_may_start(case: Case, actor: Actor) -> None:
    """The unit that owns the case starts its plan."""
    if case.unit_id != actor.unit_id or not actor.may(Permission.PLAN_WRITE):
        raise Denied(
            _("Planen startas av enheten som håller ihop ärendet."),
            _("Hör av dig till den enheten."),
        )


def check_may_write(plan: Plan, actor: Actor) -> None:
    """Every unit that shares the plan writes in it."""
    if not actor.may(Permission.PLAN_WRITE) or not _is_party(plan, actor):
        raise Denied(
            _("Din enhet är inte med i planen."),
            _("Be enheten som håller ihop den att bjuda in er."),
        )


def check_may_agree(plan: Plan, actor: Actor) -> None:
    """A contributing unit answers for itself."""
    if not actor.may(Permission.PLAN_AGREE) or not _is_party(plan, actor):
        raise Denied(
            _("Din enhet är inte med i planen."),
            _("Be enheten som håller ihop den att bjuda in er."),
        )


def check_may_follow_up(plan: Plan, actor: Actor) -> None:
    """The unit overall responsible follows up; the owner of the case may too."""
    if not actor.may(Permission.PLAN_FOLLOW_UP) or actor.unit_id not in (
        plan.lead_unit_id,
        plan.unit_id,
    ):
        raise Denied(
            _("Planen följs upp av enheten som har det övergripande ansvaret."),
            _("Hör av dig till den enheten."),
        )


def _is_party(plan: Plan, actor: Actor) -> bool:
    return PlanParty.objects.filter(plan=plan, unit_id=actor.own_unit).exists()
