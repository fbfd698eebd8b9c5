"""Call and invite, answer, remind."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.cases import rules
from samsyn.cases.access import check_may_answer_call, check_may_lead
from samsyn.cases.models import Call, Case, Summons
from samsyn.cases.operations.sharing import share
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.cases.queries import cases_for
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Unit
from samsyn.releases.models import Release
from samsyn.releases.operations import leave_copy
from samsyn.releases.rules import Ground, Scope


@dataclass(frozen=True)
class CallTerms:
    """What a call says."""

    purpose: str
    questions: str
    meets_at: dt.datetime
    minutes: int
    form: rules.Form
    place: str
    reply_by: dt.date
    also_invited: str = ""


@operation
def send_call(
    case_id: uuid.UUID,
    unit_ids: Sequence[uuid.UUID],
    *,
    terms: CallTerms,
    share_need: bool,
    actor: Actor,
    contributions: Mapping[uuid.UUID, str] | None = None,
) -> Call:
    """Call the chosen units to a meeting; each gets sight of the call (and the need) by release."""
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.CALL_SEND)
    _check(terms, unit_ids)
    if case.state == rules.State.CALLED.value:
        raise NotPossible(
            _("Kallelsen är redan skickad."),
            _("Vänta på svaren, eller ring dem som inte har svarat."),
        )
    scopes = [Scope.NEED, Scope.CALL] if share_need else [Scope.CALL]
    advance(case, "call", actor=actor)
    releases = share(case, unit_ids, scopes, Ground.CONSENT, None, "", actor)
    call = Call.objects.create(
        case=case, sent_at=clock.now(), sent_by=actor.assignment_id, **vars(terms)
    )
    for release in releases:
        _summon(call, release, (contributions or {}).get(release.to_unit_id, ""), actor)
    record("call.sent", call, actor=actor, child_id=case.child_id)
    return call


def _summon(call: Call, release: Release, contribution: str, actor: Actor) -> None:
    unit = Unit.objects.select_related("party").get(pk=release.to_unit_id)
    Summons.objects.create(
        call=call,
        case_id=call.case_id,
        unit=unit,
        kind=rules.summons_kind(unit.party.kind).value,
        contribution=contribution,
        sent_at=call.sent_at,
        reply_by=call.reply_by,
    )
    leave_copy(
        release,
        kind=Scope.MEETING,
        title=_("Kallelsen"),
        content={
            "purpose": call.purpose,
            "questions": call.questions,
            "meets_at": call.meets_at.isoformat(),
            "form": rules.Form(call.form).value,
            "place": call.place,
        },
        actor=actor,
    )


@operation
def answer_call(
    summons_id: uuid.UUID,
    *,
    reply: rules.Reply,
    actor: Actor,
    person: str = "",
    has_mandate: bool = False,
    why: str = "",
) -> Summons:
    """The called unit says who comes, with which mandate, or why nobody does."""
    case, summons = _locked(summons_id, actor)
    check_may_answer_call(summons, actor)
    if reply is rules.Reply.COMES and not person.strip():
        raise Refused(_("Skriv vem som kommer."), field="person")
    if reply is not rules.Reply.COMES and not why.strip():
        raise Refused(_("Skriv varför, så att den som kallar kan hitta en annan väg."), field="why")
    latest = Call.objects.filter(case=case).order_by("-sent_at").values_list("pk", flat=True)[:1]
    if summons.call_id not in latest:
        raise NotPossible(_("Det finns en nyare kallelse."), _("Svara på den i stället."))
    if case.state not in (rules.State.CALLED.value, rules.State.ANSWERED.value):
        raise NotPossible(_("Mötet är redan hållet eller inställt."))
    summons.reply, summons.person = reply.value, person.strip()
    summons.has_mandate, summons.why = has_mandate, why.strip()
    summons.replied_at, summons.replied_by = clock.now(), actor.assignment_id
    summons.save(
        update_fields=["reply", "person", "has_mandate", "why", "replied_at", "replied_by"]
    )
    record("call.answered", summons, actor=actor, child_id=case.child_id)
    waiting = Summons.objects.filter(call_id=summons.call_id, reply="").exists()
    if not waiting and case.state == rules.State.CALLED.value:
        advance(case, "answer", actor=actor)
    return summons


@operation
def remind_unit(summons_id: uuid.UUID, *, actor: Actor) -> Summons:
    """Remind a unit that has not answered, at most once a day."""
    case, summons = _locked(summons_id, actor)
    check_may_lead(case, actor, Permission.CALL_SEND)
    if case.state != rules.State.CALLED.value:
        raise NotPossible(_("Mötet är redan hållet eller inställt."))
    if summons.reply:
        raise NotPossible(_("Enheten har redan svarat."))
    if summons.reminded_at and summons.reminded_at.date() == clock.now().date():
        raise NotPossible(_("Ni har redan påmint i dag."), _("Ring enheten om det är bråttom."))
    summons.reminders += 1
    summons.reminded_at = clock.now()
    summons.save(update_fields=["reminders", "reminded_at"])
    record("call.reminded", summons, actor=actor, child_id=case.child_id)
    return summons


def _locked(summons_id: uuid.UUID, actor: Actor) -> tuple[Case, Summons]:
    """The case first, as every operation locks it, or two of them stop each other."""
    rows = Summons.objects.filter(pk=summons_id, case__in=cases_for(actor))
    known = rows.values_list("case_id", flat=True).first()
    case = locked_case(known, actor) if known else None
    summons = rows.select_for_update(of=("self",)).first() if case else None
    if case is None or summons is None:
        raise NotPossible(_("Kallelsen finns inte hos er, eller delas inte längre."))
    return case, summons


def _check(terms: CallTerms, unit_ids: Sequence[uuid.UUID]) -> None:
    if not unit_ids:
        raise Refused(_("Välj minst en enhet att kalla."), field="units")
    if terms.meets_at <= clock.now():
        raise Refused(_("Mötet måste ligga framåt i tiden."), field="meets_on")
    if terms.reply_by < clock.today():
        raise Refused(_("Svarsdagen har redan passerat."), field="reply_by")
    if terms.reply_by > terms.meets_at.date():
        raise Refused(_("De kallade behöver svara före mötet."), field="reply_by")
