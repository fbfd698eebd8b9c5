"""Report a deviation: write it, look through what is shared, send it."""

import uuid
from functools import partial
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.deviations import operations
from samsyn.deviations.forms.looking import LOOKED, ReviewForm
from samsyn.deviations.forms.reporting import ReportForm
from samsyn.deviations.operations.wording import names_written
from samsyn.deviations.queries.reporting import ReportPage, report_page, sent_text

BACK, SEND = "andra", "skicka"


class _Written(Exception):
    """The report is well formed: time to look through what is shared."""


@requires(Permission.DEVIATION_REPORT)
def report(request: HttpRequest) -> HttpResponse:
    """Write a report and look it through; `?fran=` says where the reporter comes from."""
    given = request.POST if request.method == "POST" else request.GET
    page = report_page(actor_of(request), given.get("fran", ""))
    if page is None:
        raise Http404
    page = page.knowing(names_written(_typed(request), actor_of(request).own_unit))
    step = request.POST.get("step", "")
    if step == SEND:
        return _send(request, page)
    if step == BACK:
        return _show(request, "report", ReportForm(data=request.POST, page=page), page)

    def act(_form: BaseForm) -> tuple[str, str]:
        raise _Written

    try:
        return form_page(
            request,
            partial(ReportForm, page=page),
            template="deviations/report.html",
            act=act,
            context={"page": page},
            initial={**page.initial, "submission": uuid.uuid4()},
        )
    except _Written:
        return _show(request, "review", ReviewForm(data=request.POST, page=page), page)


def _typed(request: HttpRequest) -> str:
    return " ".join(request.POST.get(name, "") for name in LOOKED)


def _send(request: HttpRequest, page: ReportPage) -> HttpResponse:
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        # Whoever sends from here has looked through every word that was found.
        sent = operations.report_deviation(
            form.report_shared(), submission=form.cleaned_data["submission"], looked=True,
            actor=actor,
        )  # fmt: skip
        return reverse("deviations:show", args=[sent.pk]), sent_text(actor, sent.pk)

    return form_page(
        request,
        partial(ReviewForm, page=page),
        template="deviations/review.html",
        act=act,
        context={"page": page},
    )


def _show(request: HttpRequest, name: str, form: BaseForm, page: ReportPage) -> HttpResponse:
    """The same input on the other of the two pages; the draft goes on being saved."""
    draft_url = f"{reverse('save_draft')}?{urlencode({'sida': request.path})}"
    context = {"form": form, "page": page, "draft_url": draft_url}
    return render(request, f"deviations/{name}.html", context)
