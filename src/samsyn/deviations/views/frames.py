"""Who reads deviations, and which one does an address mean for this actor?"""

import functools
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import View, actor_of, signed_in
from samsyn.deviations.queries.lists import may_read
from samsyn.deviations.queries.pages import DeviationPage, deviation_page, is_met
from samsyn.foundation.refusals import Denied, Refused


def reads(view: View) -> View:
    """Ask for a role that meets deviations: one that reports, answers, follows or audits."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_read(actor_of(request)):
            raise Denied(
                _("Din roll läser inte enskilda avvikelser."),
                _("Under Mönster och Statistik ser du vad de visar tillsammans."),
            )
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def page_or_404(request: HttpRequest, deviation_id: uuid.UUID) -> DeviationPage:
    """The deviation, or 404 when the actor does not meet it; the reading is recorded."""
    page = deviation_page(actor_of(request), deviation_id)
    if page is None:
        raise Http404
    return page


def met_or_404(request: HttpRequest, deviation_id: uuid.UUID) -> None:
    """404 when the actor does not meet the deviation."""
    if not is_met(actor_of(request), deviation_id):
        raise Http404


def url_of(deviation_id: uuid.UUID) -> str:
    """The deviation's page."""
    return reverse("deviations:show", args=[deviation_id])


def done_or_told(
    request: HttpRequest, deviation_id: uuid.UUID, act: Callable[[], object], message: str
) -> HttpResponse:
    """Do one operation and go back to the page with what came of it."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, message)
    return redirect(url_of(deviation_id))


def is_too_late(request: HttpRequest, can: bool) -> bool:
    """Whether to turn back before the form. What has been typed is never thrown away for that:
    the operation refuses it, and the form says why.
    """
    return not can and request.method != "POST"


def not_now(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """Back to the page, for a step that it has no button for."""
    text = _("Det går inte att göra nu. Här ser du vems tur det är och vad du kan göra.")
    messages.warning(request, text)
    return redirect(url_of(deviation_id))
