"""How did it go, and what comes next?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.plans import rules
from samsyn.plans.access import check_may_follow_up
from samsyn.plans.models import FollowUp, Plan
from samsyn.plans.operations.writing import content_of, locked_plan, reopen


@dataclass(frozen=True)
class Looked:
    """What a follow-up came to. `results`: goal or action id → (result, remark)."""

    held_on: dt.date
    results: Mapping[str, tuple[rules.Result, str]]
    child_view: str
    outcome: rules.Outcome
    why: str
    next_on: dt.date | None = None


@operation
def follow_up_plan(plan_id: uuid.UUID, looked: Looked, *, actor: Actor) -> FollowUp:
    """Evaluate every goal and action of the agreed version; then go on, change or end."""
    plan = locked_plan(plan_id, actor)
    check_may_follow_up(plan, actor)
    if plan.state != rules.State.AGREED.value:
        raise NotPossible(_("Planen gäller inte än."), _("Följ upp när alla har sagt ja till den."))
    _check(plan, looked)
    follow_up = FollowUp.objects.create(
        plan=plan,
        version=plan.current,
        held_on=looked.held_on,
        results={k: {"result": r.value, "remark": t} for k, (r, t) in looked.results.items()},
        child_view=looked.child_view,
        outcome=looked.outcome.value,
        why=looked.why,
        next_on=looked.next_on,
        recorded_at=clock.now(),
        by_unit_id=actor.own_unit,
        recorded_by=actor.assignment_id,
    )
    record("plan.followed_up", follow_up, actor=actor, child_id=plan.child_id)
    _carry_out(plan, looked, actor)
    return follow_up


def _check(plan: Plan, looked: Looked) -> None:
    today = clock.today()
    if looked.held_on > today:
        raise Refused(_("Dagen ligger i framtiden."), field="held_on")
    content = content_of(plan)
    rows = set(content.row_ids)
    if rows - set(looked.results):
        raise Refused(_("Svara på hur det har gått för varje mål och insats."))
    if not looked.why.strip():
        raise Refused(_("Skriv varför."), field="why")
    if looked.outcome is rules.Outcome.END:
        return
    if looked.next_on is None or looked.next_on <= today:
        raise Refused(_("Välj en kommande dag för nästa uppföljning."), field="next_on")


def _carry_out(plan: Plan, looked: Looked, actor: Actor) -> None:
    case = locked_case(plan.case_id, actor)
    advance(case, "follow_up", actor=actor)
    if looked.outcome is rules.Outcome.END:
        plan.state = rules.LIFECYCLE.advance(rules.State.AGREED, "end").value
        plan.state_since, plan.ended_why = clock.now(), looked.why
        plan.save(update_fields=["state", "state_since", "ended_why"])
        advance(case, "end", actor=actor, why=looked.why)
        return
    if looked.outcome is rules.Outcome.NEW_VERSION and looked.next_on:
        advance(case, "draft", actor=actor)
        content = replace(content_of(plan), next_follow_up=looked.next_on.isoformat())
        reopen(plan, content, actor)
        return
    plan.next_follow_up = looked.next_on
    plan.save(update_fields=["next_follow_up"])
