"""The extract of the log: read before it is handed out, and on paper."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.logreview.documents import extract_pdf
from samsyn.logreview.queries import extract_for


@requires(Permission.LOG_READ)
@require_safe
def show(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who has taken part of data about the child."""
    page = extract_for(child_id, actor_of(request))
    if page is None:
        raise Http404
    return render(request, "logreview/extract.html", {"page": page})


@requires(Permission.LOG_READ)
@require_safe
def on_paper(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The same to hand to the child or the guardian."""
    page = extract_for(child_id, actor_of(request), on_paper=True)
    if page is None:
        raise Http404
    return HttpResponse(
        extract_pdf(page),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="loggutdrag.pdf"'},
    )
