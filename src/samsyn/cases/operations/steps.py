"""How does a case move? One way: lock, table, step row."""

import uuid

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases import rules
from samsyn.cases.models import Case, CaseStep
from samsyn.cases.queries import cases_for
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible


def locked_case(case_id: uuid.UUID, actor: Actor) -> Case:
    """The case, locked for this transaction; NotPossible when the actor does not meet it."""
    case = cases_for(actor).select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise NotPossible(_("Ärendet finns inte hos er."))
    return case


def advance(case: Case, action: str, *, actor: Actor, why: str = "") -> Case:
    """Move a locked case by the lifecycle table and leave the step."""
    before = rules.State(case.state)
    after = rules.LIFECYCLE.advance(
        before,
        action,
        refusal=_("Det går inte nu: %(state)s.") % {"state": before.label(get_language()).lower()},
        advice=_("Gå till barnets sida och se vad nästa steg är."),
    )
    moment = clock.now()
    if after is not before or action in ("call", "meet"):
        case.state, case.state_since = after.value, moment
        case.save(update_fields=["state", "state_since"])
    CaseStep.objects.create(
        case=case,
        action=action,
        from_state=before.value,
        to_state=after.value,
        at=moment,
        by_unit_id=actor.own_unit,
        by_assignment=actor.assignment_id,
        why=why[:500],
    )
    record(f"case.{action}", case, actor=actor, child_id=case.child_id)
    return case
