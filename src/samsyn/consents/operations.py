"""What may happen to a consent: it is recorded, and it is withdrawn."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.children.queries import ChildFacts, known_child
from samsyn.consents import rules
from samsyn.consents.access import check_may_record
from samsyn.consents.models import Consent, ConsentAnswer, ConsentUnit
from samsyn.consents.rules import Barrier
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@dataclass(frozen=True)
class GivenAnswer:
    """What one named person answered."""

    giver: rules.Giver
    name: str
    yes: bool


@dataclass(frozen=True)
class Terms:
    """What the question was about."""

    purpose: str
    covers: str
    excludes: str
    units: Sequence[uuid.UUID]
    given_on: dt.date
    valid_until: dt.date
    how: rules.How
    consequences_explained: bool


@operation
def record_consent(
    child_id: uuid.UUID,
    *,
    terms: Terms,
    answers: Sequence[GivenAnswer],
    child_stance: rules.ChildStance,
    maturity_note: str,
    actor: Actor,
    case_id: uuid.UUID | None = None,
) -> Consent:
    """Record the family's yes or no. Raises Refused at the field that is wrong."""
    check_may_record(actor)
    child = known_child(actor, child_id)
    _check_terms(terms, yes=all(answer.yes for answer in answers))
    _check_givers(child, answers, child_stance, maturity_note)
    consent = Consent.objects.create(
        child_id=child_id,
        unit_id=actor.own_unit,
        case_id=case_id,
        purpose=terms.purpose,
        covers=terms.covers,
        excludes=terms.excludes,
        how=terms.how.value,
        given_on=terms.given_on,
        valid_until=terms.valid_until,
        child_stance=child_stance.value,
        maturity_note=maturity_note,
        consequences_explained=terms.consequences_explained,
        recorded_at=clock.now(),
        recorded_by=actor.assignment_id,
    )
    for answer in answers:
        ConsentAnswer.objects.create(
            consent=consent, giver=answer.giver.value, name=answer.name, yes=answer.yes
        )
    for unit_id in dict.fromkeys(terms.units):
        ConsentUnit.objects.create(consent=consent, unit_id=unit_id)
    record("consent.recorded", consent, actor=actor, child_id=child_id)
    return consent


@operation
def withdraw_consent(consent_id: uuid.UUID, *, by: str, actor: Actor) -> Consent:
    """Write down that somebody took the consent back, from today."""
    check_may_record(actor)
    consent = (
        Consent.objects.select_for_update().filter(pk=consent_id, unit_id=actor.own_unit).first()
    )
    if consent is None:
        raise NotPossible(_("Samtycket finns inte hos er."))
    if consent.withdrawn_on is not None:
        raise NotPossible(_("Samtycket är redan återkallat."))
    consent.withdrawn_on, consent.withdrawn_by = clock.today(), by.strip()
    consent.save(update_fields=["withdrawn_on", "withdrawn_by"])
    record("consent.withdrawn", consent, actor=actor, child_id=consent.child_id)
    return consent


def _check_terms(terms: Terms, *, yes: bool) -> None:
    if terms.given_on > clock.today():
        raise Refused(
            _("Datumet ligger i framtiden. Skriv dagen då familjen svarade."),
            field="given_on",
        )
    if terms.valid_until < clock.today():
        raise Refused(
            _("Samtycket skulle redan ha gått ut. Välj en senare dag."),
            field="valid_until",
        )
    if yes and not terms.units:
        raise Refused(_("Välj minst en verksamhet som samtycket gäller."), field="units")
    if not terms.consequences_explained:
        raise Refused(
            _("Berätta först vad ett ja och ett nej innebär."),
            _("Ett samtycke gäller bara om familjen vet vad den svarar på."),
            field="consequences_explained",
        )


def _check_givers(
    child: ChildFacts,
    answers: Sequence[GivenAnswer],
    stance: rules.ChildStance,
    maturity_note: str,
) -> None:
    problem = rules.barrier(
        [rules.Answer(a.giver, a.yes) for a in answers],
        age=child.age,
        stance=stance,
        maturity_note=maturity_note,
    )
    if problem is None:
        return
    name = {"name": child.given_name, "age": child.age}
    why, field = {
        Barrier.NOBODY: (_("Skriv vem som har svarat."), "answers"),
        Barrier.NOT_ENTITLED: (
            _("Bara vårdnadshavare, särskilt förordnad vårdnadshavare, god man eller barnet självt"
              " kan samtycka. Fråga någon av dem."),
            "answers",
        ),
        Barrier.ADULT_DECIDES: (
            _("%(name)s är %(age)s år och bestämmer själv. Fråga %(name)s i stället.") % name,
            "answers",
        ),
        Barrier.TOO_YOUNG_ALONE: (
            _("%(name)s är %(age)s år. Fråga också en vårdnadshavare, eller skriv varför ni bedömer"
              " att %(name)s kan svara ensam.") % name,
            "maturity_note",
        ),
        Barrier.CHILD_OPPOSES: (
            _("%(name)s är %(age)s år och säger nej. Då gäller inte de vuxnas ja. Skriv in ett nej,"
              " eller prata igen.") % name,
            "child_stance",
        ),
    }[problem]  # fmt: skip
    raise Refused(why, field=field)
