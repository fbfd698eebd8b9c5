"""Start a plan and write in it together."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.models import Case, CaseStep
from samsyn.cases.operations.sharing import share
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.cases.rules import State as CaseState
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.organisations.models import Unit
from samsyn.plans import rules
from samsyn.plans.access import check_may_start, check_may_write
from samsyn.plans.models import Plan, PlanParty, PlanVersion
from samsyn.plans.queries import plans_for
from samsyn.releases.rules import Ground, Scope


@dataclass(frozen=True)
class Saved:
    """A saved version; or the clashes that stopped it, with both edits joined in `draft`."""

    plan: Plan
    number: int
    merged: bool = False
    clashes: tuple[rules.Clash, ...] = ()
    draft: rules.Content = field(default_factory=rules.Content)


@operation
def start_plan(case_id: uuid.UUID, unit_ids: Sequence[uuid.UUID], *, actor: Actor) -> Plan:
    """Start the plan of a case with some units, or let more units into the one that stands."""
    case = locked_case(case_id, actor)
    check_may_start(case, actor)
    living = Plan.objects.select_for_update().filter(case=case)
    plan = living.exclude(state=rules.State.ENDED.value).first()
    if plan is not None and _is_from_before_a_withdrawal(plan):
        plan.state = rules.LIFECYCLE.advance(rules.State(plan.state), "end").value
        plan.state_since, plan.ended_why = clock.now(), _("Samtycket återkallades.")
        plan.save(update_fields=["state", "state_since", "ended_why"])
        plan = None
    if plan is None or case.state != CaseState.IN_FORCE.value:
        advance(case, "draft", actor=actor)
    if unit_ids:
        share(case, unit_ids, [Scope.PLAN], Ground.CONSENT, None, "", actor)
    if plan is not None and case.state != CaseState.IN_FORCE.value:
        reopen(plan, content_of(plan), actor)
    if plan is None:
        plan = Plan.objects.create(
            case=case,
            child_id=case.child_id,
            unit_id=actor.own_unit,
            state=rules.State.DRAFT.value,
            state_since=clock.now(),
        )
        _add_version(plan, _first_content(case), actor)
    for unit_id in dict.fromkeys([actor.own_unit, *unit_ids]):
        PlanParty.objects.get_or_create(
            plan=plan,
            unit_id=unit_id,
            defaults={"case_id": case.pk, "asked_at": clock.now(), "must_agree": False},
        )
    _set_parties(plan, content_of(plan))
    record("plan.started", plan, actor=actor, child_id=plan.child_id)
    return plan


@operation
def save_plan(
    plan_id: uuid.UUID, content: rules.Content, *, base_version: int, actor: Actor
) -> Saved:
    """Save a new version, written from `base_version`; edits made meanwhile are joined.

    Where the same place was changed by both, nothing is saved and the clashes are returned.
    A new version reopens every unit's agreement.
    """
    plan = locked_plan(plan_id, actor)
    check_may_write(plan, actor)
    _check(content, plan)
    if not 1 <= base_version <= plan.current:
        raise Changed(_("Planen har ändrats sedan du läste den."), _("Ladda om sidan."))
    # Names come from identities; a form without them would look like a change in every row.
    content, latest = _with_names(content), content_of(plan)
    merged = False
    if base_version != plan.current:
        joined = rules.merge(content_of(plan, base_version), content, latest)
        if joined.clashes:
            record("plan.clashed", plan, actor=actor, child_id=plan.child_id)
            return Saved(plan, plan.current, clashes=joined.clashes, draft=joined.with_mine)
        content, merged = joined.content, True
    if content == latest:
        record("plan.unchanged", plan, actor=actor, child_id=plan.child_id)
        return Saved(plan, plan.current)
    before = plan.state
    plan.state = rules.LIFECYCLE.advance(
        rules.State(plan.state), "save", refusal=_("Planen är avslutad.")
    ).value
    if plan.state != before:
        plan.state_since = clock.now()
        advance(locked_case(plan.case_id, actor), "draft", actor=actor)
    _add_version(plan, content, actor)
    _set_parties(plan, content)
    record("plan.saved", plan, actor=actor, child_id=plan.child_id)
    return Saved(plan, plan.current, merged)


def _is_from_before_a_withdrawal(plan: Plan) -> bool:
    """What was written together on an earlier yes is not shown on a later one."""
    taken_back = (
        CaseStep.objects.filter(case_id=plan.case_id, action="withdraw").order_by("-at").first()
    )
    newest = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
    return bool(taken_back and newest and newest.saved_at < taken_back.at)


def reopen(plan: Plan, content: rules.Content, actor: Actor) -> None:
    """A plan in force is written again: a new version, so that every unit is asked anew."""
    if plan.state != rules.State.AGREED.value:
        return
    plan.state = rules.LIFECYCLE.advance(rules.State.AGREED, "renew").value
    plan.state_since = clock.now()
    _add_version(plan, content, actor)
    _set_parties(plan, content)


def locked_plan(plan_id: uuid.UUID, actor: Actor) -> Plan:
    """The plan, locked after its case as everywhere; NotPossible when the actor meets it not."""
    known = plans_for(actor).filter(pk=plan_id).values_list("case_id", flat=True).first()
    if known is not None:
        locked_case(known, actor)
    plan = plans_for(actor).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotPossible(_("Planen finns inte hos er, eller delas inte längre."))
    return plan


def content_of(plan: Plan, number: int | None = None) -> rules.Content:
    """What a version says; the latest when no number is given."""
    number = plan.current if number is None else number
    version = PlanVersion.objects.filter(plan=plan, number=number).first()
    return rules.Content.from_json(version.content) if version else rules.Content()


def _add_version(plan: Plan, content: rules.Content, actor: Actor) -> None:
    plan.current += 1
    plan.is_complete = not rules.missing(content)
    plan.lead_unit_id = uuid.UUID(content.lead_unit) if content.lead_unit else None
    plan.next_follow_up = (
        dt.date.fromisoformat(content.next_follow_up) if content.next_follow_up else None
    )
    plan.save(
        update_fields=[
            "state", "state_since", "current", "is_complete", "lead_unit", "next_follow_up",
        ]
    )  # fmt: skip
    PlanVersion.objects.create(
        plan=plan,
        number=plan.current,
        content=content.as_json(),
        saved_at=clock.now(),
        saved_by_unit_id=actor.own_unit,
        saved_by=actor.assignment_id,
    )


def _set_parties(plan: Plan, content: rules.Content) -> None:
    """Who must agree follows from what the version says."""
    needed = {uuid.UUID(unit) for unit in rules.contributors(content, str(plan.unit_id))}
    moment = clock.now()
    for party in PlanParty.objects.select_for_update().filter(plan=plan).order_by("id"):
        party.must_agree, party.asked_at = party.unit_id in needed, moment
        party.save(update_fields=["must_agree", "asked_at"])


def _check(content: rules.Content, plan: Plan) -> None:
    parties = set(PlanParty.objects.filter(plan=plan).values_list("unit_id", flat=True))
    for unit in {a.unit for a in content.actions if a.unit} | ({content.lead_unit} - {""}):
        if uuid.UUID(unit) not in parties:
            raise Refused(
                _("En enhet i planen är inte med i delningen."),
                _("Bjud in enheten till planen först."),
            )
    for action in content.actions:
        if rules.period_problem(action):
            raise Refused(
                _("”%(what)s” slutar innan den börjar. Rätta datumen.") % {"what": action.what}
            )


def _with_names(content: rules.Content) -> rules.Content:
    """Unit names as they are today, so that a version reads the same for ever."""
    ids = {a.unit for a in content.actions if a.unit} | ({content.lead_unit} - {""})
    names = {str(u.pk): u.name for u in Unit.objects.filter(pk__in=ids).order_by("pk")}
    return replace(
        content,
        lead_unit_name=names.get(content.lead_unit, ""),
        actions=tuple(replace(a, unit_name=names.get(a.unit, "")) for a in content.actions),
    )


def _first_content(case: Case) -> rules.Content:
    """A plan begins with what is already known, so that nobody writes it twice."""
    meeting = case.meetings.order_by("-held_at").first()
    need = getattr(case, "need", None)
    words = (meeting.child_words if meeting else "") or (need.child_words if need else "")
    return rules.Content(
        situation=meeting.picture if meeting else "",
        works=need.works if need else "",
        child_view=words,
    )
