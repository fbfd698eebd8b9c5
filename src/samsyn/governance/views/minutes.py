"""The pages of a meeting's minutes."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, fresh, fresh_to_press, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation import clock
from samsyn.governance import documents, operations
from samsyn.governance.forms.minutes import ApproveForm, CorrectForm, MinutesForm
from samsyn.governance.views.frames import found, head_or_404, meeting_or_404, pdf, words
from samsyn.governance.views.meetings import name_of, url_of


@requires(Permission.MEETING_RUN)
def take(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Write the minutes, all items on one page."""
    page, actor = meeting_or_404(request, meeting_id), actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        operations.take_minutes(meeting_id, form.minutes(), actor=actor)
        if "ready" in request.POST:
            operations.write_minutes(meeting_id, actor=actor)
            return url_of(meeting_id), _("Klart. Protokollet väntar på justering.")
        return reverse("governance:minutes", args=[meeting_id]), _("Klart. Protokollet är sparat.")

    make = partial(MinutesForm, meeting=page)
    template = "governance/minutes.html"
    return form_page(request, make, template=template, act=act, context={"page": page})


@requires(Permission.MEETING_RUN)
@require_POST
def ready(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The minutes are ready for approval."""
    head_or_404(request, meeting_id)
    operations.write_minutes(meeting_id, actor=actor_of(request))
    messages.success(request, _("Klart. Protokollet väntar på justering."))
    return redirect(url_of(meeting_id))


@requires(Permission.MEETING_RUN)
@require_POST
def reopen(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Write on in minutes that wait for approval."""
    head_or_404(request, meeting_id)
    operations.reopen_minutes(meeting_id, actor=actor_of(request))
    messages.success(request, _("Klart. Protokollet går att skriva i igen."))
    return redirect("governance:minutes", meeting_id)


@requires(Permission.MEETING_RUN)
@fresh
def approve(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down who approved the minutes, and when."""
    page = head_or_404(request, meeting_id)

    def act(form: Any) -> tuple[str, str]:
        troubles = operations.approve_minutes(
            meeting_id, **form.cleaned_data, actor=actor_of(request)
        )
        for trouble in troubles:
            messages.warning(request, trouble)
        return url_of(meeting_id), _("Klart. Protokollet är justerat.")

    context = words(
        back=url_of(meeting_id), back_label=name_of(page), heading=_("Justera protokollet"),
        label=_("Protokollet är justerat"),
        lead=_("Efter justeringen ändras inte texten. Fel som hittas senare rättas öppet."),
    )  # fmt: skip
    return form_page(
        request, ApproveForm, template="governance/meeting_step.html", act=act, context=context,
        initial={"approved_on": clock.today()},
    )  # fmt: skip


@requires(Permission.MEETING_RUN)
@require_POST
@fresh_to_press("governance:meeting", "meeting_id")
def publish(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Let everybody read the minutes."""
    head_or_404(request, meeting_id)
    operations.publish_minutes(meeting_id, actor=actor_of(request))
    messages.success(request, _("Klart. Protokollet är publicerat."))
    return redirect(url_of(meeting_id))


@requires(Permission.MEETING_RUN)
def correct(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Say openly what is right in approved minutes."""
    page = meeting_or_404(request, meeting_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.correct_minutes(
            meeting_id, item_id=form.item_id(), text=data["text"], why=data["why"],
            actor=actor_of(request),
        )  # fmt: skip
        return url_of(meeting_id), _("Klart. Rättelsen syns bredvid texten.")

    context = words(
        back=url_of(meeting_id), back_label=name_of(page), heading=_("Rätta protokollet"),
        label=_("Spara rättelsen"),
        lead=_("Den justerade texten står kvar. Rättelsen visas bredvid, med dag och skäl."),
    )  # fmt: skip
    make = partial(CorrectForm, meeting=page)
    template = "governance/meeting_step.html"
    return form_page(request, make, template=template, act=act, context=context)


@requires(Permission.STEERING_READ)
def paper(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The minutes as a document."""
    page = meeting_or_404(request, meeting_id)
    return pdf(documents.minutes_pdf(page), f"protokoll-{page.row.on.isoformat()}")


@requires(Permission.STEERING_READ)
def excerpt(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """One section of the minutes as a document."""
    page = meeting_or_404(request, meeting_id)
    item = found(page.item(item_id))
    name = f"utdrag-{page.row.on.isoformat()}-{item.place}"
    return pdf(documents.excerpt_pdf(page, item), name)
