"""Hold the meeting, answer the child, close and reopen."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.access import requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.cases import operations
from samsyn.cases.forms import ChildAnswerForm, MeetingForm, WhyForm
from samsyn.cases.queries import meeting_for
from samsyn.cases.views.frame import actor_of, frame_or_404
from samsyn.foundation import clock


@requires(Permission.MEETING_RECORD)
def hold(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write down the meeting while it is fresh."""
    frame = frame_or_404(request, case_id)
    called = frame.case.call.summons if frame.case.call else ()

    make = partial(MeetingForm, units=[(str(s.unit_id), s.unit) for s in called])

    def act(form: Any) -> tuple[str, str]:
        operations.record_meeting(case_id, form.held(), actor=frame.actor)
        return frame.back, _("Klart. Berätta för barnet vad ni kom fram till, och börja planen.")

    initial: dict[str, Any] = {"came": [str(s.unit_id) for s in called if s.reply == "comes"]}
    if frame.case.call:
        local = timezone.localtime(frame.case.call.meets_at)
        initial |= {"held_on": local.date(), "held_at": local.time()}
    return form_page(
        request,
        make,
        template="cases/meeting.html",
        act=act,
        context={"frame": frame},
        initial=initial,
    )


@requires(Permission.MEETING_RECORD)
def answer_child(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down that the child was told what the meeting came to."""
    meeting = meeting_for(actor_of(request), meeting_id)
    if meeting is None:
        raise Http404
    frame = frame_or_404(request, meeting.case_id)

    def act(form: Any) -> tuple[str, str]:
        operations.record_answer_to_child(meeting_id, **form.cleaned_data, actor=frame.actor)
        return frame.back, _("Klart. Det är noterat att barnet har fått svar.")

    return form_page(
        request,
        ChildAnswerForm,
        template="cases/answer_child.html",
        act=act,
        context={"frame": frame},
        initial={"on": clock.today(), "by": frame.actor.user_name},
    )


@requires(Permission.CASE_CLOSE)
def close(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close the case with a reason."""
    frame = frame_or_404(request, case_id)

    def act(form: Any) -> tuple[str, str]:
        operations.close_case(case_id, why=form.cleaned_data["why"], actor=frame.actor)
        return frame.back, _("Klart. Ärendet är avslutat och inget nytt delas.")

    context = {"frame": frame, "closing": True}
    return form_page(request, WhyForm, template="cases/why.html", act=act, context=context)


@requires(Permission.CASE_CLOSE)
def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a closed case up again."""
    frame = frame_or_404(request, case_id)

    def act(form: Any) -> tuple[str, str]:
        operations.reopen_case(case_id, why=form.cleaned_data["why"], actor=frame.actor)
        return frame.back, _("Klart. Ärendet är öppet igen. Fråga familjen om samtycke.")

    context = {"frame": frame, "closing": False}
    return form_page(request, WhyForm, template="cases/why.html", act=act, context=context)
