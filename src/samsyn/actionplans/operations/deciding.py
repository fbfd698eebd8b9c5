"""From a proposal to a plan that holds, and on to its revision or its end."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.access import check_may_decide, check_may_sign, check_may_write
from samsyn.actionplans.models import ActionPlan, PlanDecision, PlanSignature
from samsyn.actionplans.operations.checking import check_is_whole
from samsyn.actionplans.operations.versions import add_version, check_is_read, locked_plan, move
from samsyn.actionplans.queries.plans import content_of
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Party


@operation
def propose_plan(plan_id: uuid.UUID, *, version: int, actor: Actor) -> ActionPlan:
    """Lay the version that was read before the arenas that decide. It is closed meanwhile."""
    check_may_write(actor)
    plan = locked_plan(plan_id, actor)
    check_is_read(plan, version)
    move(plan, "propose", _("Planen ligger redan för beslut, eller är beslutad."))
    check_is_whole(content_of(plan))
    plan.save(update_fields=["state", "state_since"])
    record("action_plan.proposed", plan, actor=actor)
    return plan


@operation
def send_back_plan(plan_id: uuid.UUID, *, why: str, actor: Actor) -> ActionPlan:
    """Take a proposal back to be written in again; `why` begins the next version."""
    check_may_write(actor)
    plan = locked_plan(plan_id, actor)
    if not why.strip():
        raise Refused(_("Skriv vad som behöver ändras."), field="why")
    move(plan, "send_back", _("Planen ligger inte för beslut."))
    add_version(plan, content_of(plan), actor, why=why)
    record("action_plan.sent_back", plan, actor=actor)
    return plan


@operation
def decide_plan(
    plan_id: uuid.UUID,
    *,
    version: int,
    arena_code: str,
    decided_on: dt.date,
    paragraph: str = "",
    actor: Actor,
) -> ActionPlan:
    """Write down an arena's decision. When all that must have decided, the version holds.

    Without anybody to sign it is in force at once.
    """
    check_may_decide(actor)
    plan = locked_plan(plan_id, actor)
    check_is_read(plan, version)
    if not rules.LIFECYCLE.can(rules.State(plan.state), "decide"):
        raise NotPossible(_("Planen ligger inte för beslut."), _("Lägg fram den först."))
    if arena_code not in plan.decided_by:
        raise Refused(_("Arenan beslutar inte om den här planen."), field="arena")
    if decided_on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="decided_on")
    decided = PlanDecision.objects.filter(plan=plan, version=version)
    done = set(decided.values_list("arena", flat=True))
    if arena_code in done:
        raise NotPossible(_("Arenans beslut är redan inskrivet."))
    PlanDecision.objects.create(
        plan=plan,
        version=version,
        arena=arena_code,
        decided_on=decided_on,
        paragraph=paragraph.strip(),
        recorded_at=clock.now(),
    )
    record("action_plan.decided", plan, actor=actor)
    if set(plan.decided_by) <= done | {arena_code}:
        move(plan, "decide", "")
        plan.holds = version
        if not content_of(plan).signatories:
            move(plan, "run", "")
        plan.save(update_fields=["state", "state_since", "holds"])
    return plan


@operation
def sign_plan(plan_id: uuid.UUID, *, version: int, signatory_id: str, actor: Actor) -> ActionPlan:
    """Sign the decided version for an office of one's own organisation, once. Dated today."""
    plan = locked_plan(plan_id, actor)
    content = content_of(plan, plan.holds or plan.current)
    signatory = next((s for s in content.signatories if s.id == signatory_id), None)
    if signatory is None:
        raise Refused(_("Välj den rad som du skriver under."), field="signatory")
    parties = Party.objects.filter(region=plan.region).values_list("name", flat=True)
    check_may_sign(actor, signatory, list(parties))
    # The signature is asked for first: who comes last has put the plan in force already.
    signed = PlanSignature.objects.filter(plan=plan, version=version)
    done = set(signed.values_list("signatory", flat=True))
    if signatory_id in done:
        raise NotPossible(_("Raden är redan underskriven."))
    check_is_read(plan, version)
    move(plan, "sign", _("Planen är inte beslutad, eller är redan underskriven av alla."))
    PlanSignature.objects.create(
        plan=plan,
        version=version,
        signatory=signatory_id,
        office=signatory.office,
        organisation=signatory.organisation,
        signed_on=clock.today(),
        by_id=actor.own_assignment,
    )
    record("action_plan.signed", plan, actor=actor)
    if {s.id for s in content.signatories} <= done | {signatory_id}:
        move(plan, "run", "")
        plan.save(update_fields=["state", "state_since"])
    return plan


@operation
def revise_plan(plan_id: uuid.UUID, *, why: str, actor: Actor) -> ActionPlan:
    """Begin a revision: a new version to write in, while the decided one still holds."""
    check_may_write(actor)
    plan = locked_plan(plan_id, actor)
    if not why.strip():
        raise Refused(_("Skriv varför planen revideras."), field="why")
    move(plan, "revise", _("Bara en beslutad plan revideras."))
    add_version(plan, content_of(plan, plan.holds), actor, why=why)
    record("action_plan.revised", plan, actor=actor)
    return plan


@operation
def close_plan(plan_id: uuid.UUID, *, why: str, actor: Actor) -> ActionPlan:
    """Close a plan that is over, or that never came to be. What it said stays to read."""
    check_may_write(actor)
    plan = locked_plan(plan_id, actor)
    if not why.strip():
        raise Refused(_("Skriv varför planen avslutas."), field="why")
    move(
        plan,
        "close",
        _("Planen går inte att avsluta nu."),
        _("Ligger den för beslut tar du tillbaka den först."),
    )
    plan.closed_why = why.strip()
    plan.save(update_fields=["state", "state_since", "closed_why"])
    record("action_plan.closed", plan, actor=actor)
    return plan
