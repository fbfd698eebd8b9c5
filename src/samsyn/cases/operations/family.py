"""The family's yes, no and change of mind."""

import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.cases import rules
from samsyn.cases.access import check_may_lead
from samsyn.cases.models import Case
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.consents.operations import GivenAnswer, Terms, record_consent, withdraw_consent
from samsyn.consents.queries import ConsentLine, consents_for
from samsyn.consents.rules import ChildStance, State
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible
from samsyn.organisations.models import Unit
from samsyn.releases.operations import decide_release, revoke_releases
from samsyn.releases.queries import releases_for
from samsyn.releases.rules import Ground, Scope


@operation
def take_family_answer(
    case_id: uuid.UUID,
    *,
    terms: Terms,
    answers: Sequence[GivenAnswer],
    child_stance: ChildStance,
    maturity_note: str,
    actor: Actor,
) -> Case:
    """Record what the family answered; a yes opens the way, a no ends the question with a trace.

    A new yes in a running case renews the releases that rest on the old one.
    """
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.CONSENT_RECORD)
    yes = bool(answers) and all(answer.yes for answer in answers)
    consent = record_consent(
        case.child_id,
        terms=terms,
        answers=answers,
        child_stance=child_stance,
        maturity_note=maturity_note,
        case_id=case.pk,
        actor=actor,
    )
    if not yes and not rules.LIFECYCLE.can(rules.State(case.state), "decline"):
        # A no in a running case takes back the yes: nobody goes on seeing on the old one.
        if _holding(case, actor):
            by = ", ".join(answer.name for answer in answers if not answer.yes)
            _take_back(case, by[:120], actor)
        record("consent.question_declined", case, actor=actor, child_id=case.child_id)
        return case
    advance(case, "consent" if yes else "decline", actor=actor)
    if yes:
        _renew(case, consent.pk, actor)
    return case


def _renew(case: Case, consent_id: uuid.UUID, actor: Actor) -> None:
    lines = consents_for(actor, case.child_id)
    consent = next(line for line in lines if line.id == consent_id)
    for standing in releases_for(actor, case.pk):
        if standing.revoked_at or standing.ground != Ground.CONSENT.value:
            continue
        if standing.to_unit_id in consent.unit_ids:
            decide_release(
                case.child_id,
                case.pk,
                Unit.objects.get(pk=standing.to_unit_id),
                scopes=[Scope(value) for value in standing.scopes],
                ground=Ground.CONSENT,
                valid_until=consent.valid_until,
                consent=consent,
                actor=actor,
            )
        else:  # The family's latest answer counts, also where it says less than the one before.
            revoke_releases(
                case.pk, why=_("Familjens nya svar gäller inte enheten."), actor=actor,
                to_unit_id=standing.to_unit_id,
            )  # fmt: skip


@operation
def withdraw_family_consent(case_id: uuid.UUID, *, by: str, actor: Actor) -> int:
    """The family takes its yes back. Returns how many units stop seeing anything new.

    What they have received in due order stays with them as their received copy.
    """
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.CONSENT_RECORD)
    if not _holding(case, actor):
        raise NotPossible(
            _("Det finns inget samtycke att återkalla."),
            _("Inget delas med stöd av samtycke just nu."),
        )
    return _take_back(case, by, actor)


def _holding(case: Case, actor: Actor) -> list[ConsentLine]:
    return [
        line for line in consents_for(actor, case.child_id)
        if line.case_id == case.pk and line.state in (State.GIVEN, State.EXPIRED)
    ]  # fmt: skip


def _take_back(case: Case, by: str, actor: Actor) -> int:
    """A yes can be taken back in every state, also when the case is closed or just reopened."""
    for line in _holding(case, actor):
        withdraw_consent(line.id, by=by, actor=actor)
    count = revoke_releases(case.pk, why=_("Samtycket är återkallat."), actor=actor)
    if rules.LIFECYCLE.can(rules.State(case.state), "withdraw"):
        advance(case, "withdraw", actor=actor)
    return count
