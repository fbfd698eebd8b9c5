"""The meeting, and the answer that the child gets afterwards."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record
from samsyn.cases import rules
from samsyn.cases.access import check_may_lead
from samsyn.cases.models import Call, Meeting, Summons
from samsyn.cases.operations.steps import advance, locked_case
from samsyn.cases.queries import cases_for
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@dataclass(frozen=True)
class Held:
    """What happened at a meeting."""

    held_at: dt.datetime
    form: rules.Form
    came: Collection[uuid.UUID]
    picture: str
    child_took_part: rules.Taking
    spokesperson: str = ""
    child_words: str = ""
    others_present: str = ""


@operation
def record_meeting(case_id: uuid.UUID, held: Held, *, actor: Actor) -> Meeting:
    """Write down that the meeting of the latest call was held; `came` are units that were there."""
    case = locked_case(case_id, actor)
    check_may_lead(case, actor, Permission.MEETING_RECORD)
    call = Call.objects.filter(case=case).order_by("-sent_at").first()
    if call is None:
        raise NotPossible(_("Det finns ingen kallelse."), _("Skicka en kallelse först."))
    if held.held_at > clock.now():
        raise Refused(_("Mötet har inte hållits än."), field="held_on")
    if not rules.child_is_represented(held.child_took_part, held.spokesperson, held.child_words):
        raise Refused(
            _("Barnet ska ha en röst också när det inte är med."),
            _("Skriv vem som förde barnets talan, eller barnets egna ord."),
            field="spokesperson",
        )
    advance(case, "meet", actor=actor)
    for summons in Summons.objects.select_for_update().filter(call=call).order_by("id"):
        summons.attended = summons.unit_id in held.came
        summons.save(update_fields=["attended"])
    meeting = Meeting.objects.create(
        case=case,
        call=call,
        held_at=held.held_at,
        form=held.form.value,
        others_present=held.others_present,
        picture=held.picture,
        child_took_part=held.child_took_part.value,
        spokesperson=held.spokesperson,
        child_words=held.child_words,
        recorded_at=clock.now(),
        recorded_by=actor.assignment_id,
    )
    record("meeting.recorded", meeting, actor=actor, child_id=case.child_id)
    return meeting


@operation
def record_answer_to_child(
    meeting_id: uuid.UUID, *, on: dt.date, by: str, how: str, actor: Actor
) -> Meeting:
    """Write down that the child was told what the meeting came to."""
    rows = Meeting.objects.filter(pk=meeting_id, case__in=cases_for(actor))
    meeting = rows.select_for_update(of=("self",)).first()
    if meeting is None:
        raise NotPossible(_("Mötet finns inte hos er."))
    case = locked_case(meeting.case_id, actor)
    check_may_lead(case, actor, Permission.MEETING_RECORD)
    if on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="on")
    meeting.answered_child_on, meeting.answered_child_by = on, by.strip()
    meeting.answered_child_how = how.strip()
    meeting.save(update_fields=["answered_child_on", "answered_child_by", "answered_child_how"])
    record("meeting.child_answered", meeting, actor=actor, child_id=case.child_id)
    return meeting
