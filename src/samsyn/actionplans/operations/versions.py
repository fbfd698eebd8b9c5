"""How does a plan get a version, and how is it held while it is changed?"""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.models import ActionPlan, ActionPlanVersion
from samsyn.actionplans.queries.plans import plans_for
from samsyn.foundation import clock
from samsyn.foundation.refusals import Changed, NotPossible


def locked_plan(plan_id: uuid.UUID, actor: Actor) -> ActionPlan:
    """The plan, locked; NotPossible when the actor's county has no such plan."""
    plan = plans_for(actor).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotPossible(_("Handlingsplanen finns inte i ert län."))
    return plan


def add_version(plan: ActionPlan, content: rules.Content, actor: Actor, *, why: str = "") -> None:
    """The next version; the plan's own row is saved as well."""
    plan.current += 1
    plan.save(update_fields=["current", "state", "state_since"])
    ActionPlanVersion.objects.create(
        plan=plan,
        number=plan.current,
        content=content.as_json(),
        why=why.strip(),
        saved_at=clock.now(),
        saved_by_id=actor.assignment_id,
    )


def move(plan: ActionPlan, action: str, refusal: str, advice: str = "") -> None:
    """Advance the plan, in memory; NotPossible with the sentence when it cannot."""
    state = rules.LIFECYCLE.advance(rules.State(plan.state), action, refusal=refusal, advice=advice)
    if state.value != plan.state:
        plan.state, plan.state_since = state.value, clock.now()


def check_is_read(plan: ActionPlan, version: int) -> None:
    """Nobody decides on or signs anything but the version that was read."""
    if version != plan.current:
        raise Changed(
            _("Handlingsplanen har ändrats sedan du läste den."),
            _("Läs den nya versionen först."),
        )
