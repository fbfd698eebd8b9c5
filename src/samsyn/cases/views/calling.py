"""Call, answer, remind."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samsyn.access.access import requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.cases import operations
from samsyn.cases.forms import CallForm, ReplyForm
from samsyn.cases.queries import summons_for
from samsyn.cases.queries.responsibility import county_today, deadline_days
from samsyn.cases.rules import Reply
from samsyn.cases.views.frame import actor_of, child_url, frame_or_404
from samsyn.consents.queries import holding_consent
from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused


@requires(Permission.CALL_SEND)
def call(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Call huvudmän and invite others."""
    frame = frame_or_404(request, case_id)
    consent = holding_consent(frame.actor, frame.child.id, case_id)
    choices = consent.unit_choices if consent else []
    days = deadline_days(county_today(frame.actor.region), "call_reply_days")

    make = partial(CallForm, units=choices)

    def act(form: Any) -> tuple[str, str]:
        operations.send_call(
            case_id,
            form.cleaned_data["units"],
            terms=form.terms(),
            share_need=form.cleaned_data["share_need"],
            actor=frame.actor,
        )
        count = len(form.cleaned_data["units"])
        text = ngettext(
            "Klart. En enhet har fått kallelsen och kan svara.",
            "Klart. %(count)s enheter har fått kallelsen och kan svara.",
            count,
        )
        return frame.back, text % {"count": count}

    today = clock.today()
    return form_page(
        request,
        make,
        template="cases/call.html",
        act=act,
        context={"frame": frame, "consent": consent, "days": days},
        initial={
            "units": [value for value, _name in choices],
            "reply_by": today + dt.timedelta(days=7 if days is None else days),
            "meets_on": today + dt.timedelta(days=21),
            "meets_at": dt.time(14, 0),
        },
    )


@requires(Permission.CALL_ANSWER)
def reply(request: HttpRequest, summons_id: uuid.UUID) -> HttpResponse:
    """Say who comes and with which mandate."""
    summons = summons_for(actor_of(request), summons_id)
    if summons is None:
        raise Http404
    frame = frame_or_404(request, summons.case_id)

    def act(form: Any) -> tuple[str, str]:
        operations.answer_call(
            summons_id,
            reply=Reply(form.cleaned_data["reply"]),
            person=form.cleaned_data["person"],
            has_mandate=form.cleaned_data["has_mandate"],
            why=form.cleaned_data["why"],
            actor=frame.actor,
        )
        return frame.back, _("Klart. Ert svar är skickat.")

    mine = summons.unit_id == frame.actor.unit_id
    initial = {"person": frame.actor.user_name} if mine and not summons.reply else {
        "reply": summons.reply, "person": summons.person,
        "has_mandate": summons.has_mandate, "why": summons.why,
    }  # fmt: skip
    return form_page(
        request,
        ReplyForm,
        template="cases/reply.html",
        act=act,
        context={"frame": frame, "call": frame.case.call, "mine": mine},
        initial=initial,
    )


@requires(Permission.CALL_SEND)
@require_POST
def remind(request: HttpRequest, summons_id: uuid.UUID) -> HttpResponse:
    """Remind a unit that has not answered."""
    summons = summons_for(actor_of(request), summons_id)
    if summons is None:
        raise Http404
    try:
        operations.remind_unit(summons_id, actor=actor_of(request))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Påmint: %(unit)s.") % {"unit": summons.unit.name})
    return redirect(child_url(summons.case.child_id))
