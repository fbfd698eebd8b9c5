"""Read plans: the list, the matrix, a row, two versions beside each other, and on paper."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.actionplans.documents import plan_docx, plan_pdf
from samsyn.actionplans.queries import PlanPage, compare_page, plan_lines, row_page
from samsyn.actionplans.views.frame import plan_or_404

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.STEERING_READ)
def plan_list(request: HttpRequest) -> HttpResponse:
    """The county's plans."""
    actor = actor_of(request)
    context = {
        "plans": plan_lines(actor),
        "may_write": actor.may(Permission.ACTION_PLAN_WRITE),
    }
    return render(request, "actionplans/list.html", context)


@requires(Permission.STEERING_READ)
def show(request: HttpRequest, plan_id: uuid.UUID, number: int | None = None) -> HttpResponse:
    """The matrix, in the version that holds or in another."""
    return render(request, "actionplans/show.html", {"plan": plan_or_404(request, plan_id, number)})


@requires(Permission.STEERING_READ)
def row(request: HttpRequest, plan_id: uuid.UUID, row_id: str) -> HttpResponse:
    """One row: background, how it has gone, and the figures."""
    page = row_page(actor_of(request), plan_id, row_id)
    if page is None:
        raise Http404
    return render(request, "actionplans/row.html", {"page": page, "plan": page.plan})


@requires(Permission.STEERING_READ)
def compare(request: HttpRequest, plan_id: uuid.UUID, before: int, after: int) -> HttpResponse:
    """What differs between two versions."""
    page = compare_page(actor_of(request), plan_id, before, after)
    if page is None:
        raise Http404
    return render(request, "actionplans/compare.html", {"plan": page.plan, "page": page})


@requires(Permission.STEERING_READ)
def pdf(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The plan as a document to decide on and keep. `?version=` gives another version."""
    plan = _asked_version(request, plan_id)
    response = HttpResponse(plan_pdf(plan), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{plan.code}-{plan.number}.pdf"'
    return response


@requires(Permission.STEERING_READ)
def docx(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The same as a Word file."""
    plan = _asked_version(request, plan_id)
    response = HttpResponse(plan_docx(plan), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{plan.code}-{plan.number}.docx"'
    return response


def _asked_version(request: HttpRequest, plan_id: uuid.UUID) -> PlanPage:
    asked = request.GET.get("version", "")
    return plan_or_404(request, plan_id, int(asked[:6]) if asked.isdecimal() else None)
