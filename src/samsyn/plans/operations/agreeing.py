"""Say yes or no to exactly the version that one has read."""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.children.queries import is_protected
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Changed, NotPossible, Refused
from samsyn.plans import rules
from samsyn.plans.access import check_may_agree
from samsyn.plans.models import Plan, PlanAnswer, PlanParty
from samsyn.plans.operations.writing import content_of, locked_plan
from samsyn.releases.models import ReceivedCopy, Release
from samsyn.releases.rules import Scope, without_places


@operation
def answer_plan(
    plan_id: uuid.UUID,
    *,
    version: int,
    yes: bool,
    why: str,
    own_consent: bool,
    actor: Actor,
) -> Plan:
    """The unit agrees to `version`, or objects with a reason. The last yes puts it in force."""
    plan = locked_plan(plan_id, actor)
    check_may_agree(plan, actor)
    _check(plan, version, yes, why)
    own = PlanAnswer.objects.filter(plan=plan, version=version, unit_id=actor.own_unit)
    last = own.order_by("-id").first()
    if last is not None and (last.yes, last.why) == (yes, why.strip()):
        record("plan.answer_repeated", plan, actor=actor, child_id=plan.child_id)
        return plan
    PlanAnswer.objects.create(
        plan=plan,
        version=version,
        unit_id=actor.own_unit,
        yes=yes,
        why=why.strip(),
        own_consent=own_consent,
        answered_at=clock.now(),
        answered_by=actor.assignment_id,
        answered_name=actor.user_name,
    )
    PlanParty.objects.filter(plan=plan, unit_id=actor.own_unit).update(
        answered_version=version, yes=yes
    )
    record("plan.agreed" if yes else "plan.objected", plan, actor=actor, child_id=plan.child_id)
    if yes:
        _keep_copy(plan, actor)
        _put_in_force(plan, actor)
    return plan


def _check(plan: Plan, version: int, yes: bool, why: str) -> None:
    if plan.state == rules.State.ENDED.value:
        raise NotPossible(_("Planen är avslutad."))
    if plan.state == rules.State.AGREED.value:
        raise NotPossible(
            _("Planen gäller redan."), _("Ändra planen om något behöver bli annorlunda.")
        )
    if version != plan.current:
        raise Changed(
            _("Planen har ändrats sedan du läste den."), _("Läs den nya versionen och svara igen.")
        )
    if not yes and not why.strip():
        raise Refused(_("Skriv vad som behöver ändras för att ni ska kunna säga ja."), field="why")
    if yes and rules.missing(content_of(plan)):
        raise NotPossible(
            _("Planen är inte klar att säga ja till."), _("Fyll i det som saknas först.")
        )


def _put_in_force(plan: Plan, actor: Actor) -> None:
    answers = PlanAnswer.objects.filter(plan=plan, version=plan.current).order_by("id")
    latest = {str(answer.unit_id): answer.yes for answer in answers}
    yes = [unit for unit, said in latest.items() if said]
    no = [unit for unit, said in latest.items() if not said]
    if plan.state != rules.State.DRAFT.value:
        return
    if rules.is_agreed(content_of(plan), str(plan.unit_id), yes, no):
        plan.state = rules.LIFECYCLE.advance(rules.State.DRAFT, "agree").value
        plan.state_since, plan.agreed = clock.now(), plan.current
        plan.save(update_fields=["state", "state_since", "agreed"])
        advance(locked_case(plan.case_id, actor), "agree", actor=actor)


def _keep_copy(plan: Plan, actor: Actor) -> None:
    """A unit that agrees to a plan it was shown keeps that version as its received copy."""
    release = (
        Release.objects.filter(
            matter_id=plan.case_id, to_unit_id=actor.own_unit, revoked_at__isnull=True,
            valid_until__gte=clock.today(), scopes__contains=[Scope.PLAN.value],
        )
        .order_by("-decided_at")
        .first()
    )  # fmt: skip
    if release is None:
        return
    content = content_of(plan).as_json()
    ReceivedCopy.objects.create(
        release=release,
        child_id=plan.child_id,
        from_unit_id=release.from_unit_id,
        to_unit_id=release.to_unit_id,
        kind=Scope.PLAN.value,
        title=_("Planen, version %(number)s") % {"number": plan.current},
        content=without_places(content) if is_protected(plan.child_id) else content,
        received_at=clock.now(),
    )
    record("copy.kept", plan, actor=actor, child_id=plan.child_id, ground=release.ground)
