"""The files of a case: see them, add one, fetch one, take one off."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.attachments import operations
from samsyn.attachments.forms import AttachForm
from samsyn.attachments.queries import (
    AttachmentsPage,
    attachment_to_take_off,
    attachments_page,
    opened_file,
)

TEMPLATE = "attachments/list.html"


@requires(Permission.CHILD_READ)
def files_of_case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """The files of a case, and a form for one more where the actor may add."""
    page = _page_or_404(request, case_id)
    if not page.may_attach:
        return render(request, TEMPLATE, {"page": page, "form": None})
    sent = request.FILES if request.method == "POST" else None

    def act(form: Any) -> tuple[str, str]:
        operations.attach_file(
            case_id,
            form.given(),
            submission=form.cleaned_data["submission"],
            actor=actor_of(request),
        )
        return request.path, _("Klart. Bilagan är tillagd.")

    make = partial(AttachForm, files=sent)
    return form_page(request, make, template=TEMPLATE, act=act, context={"page": page})


@requires(Permission.CHILD_READ)
def fetch(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """Hand out a file: always to be saved, never shown by the browser as a page of ours."""
    found = opened_file(actor_of(request), attachment_id)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.media)
    response.headers["Content-Disposition"] = content_disposition_header(True, found.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@requires(Permission.CHILD_READ)
def take_off(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then take off a file that was put to the wrong case."""
    actor = actor_of(request)
    found = attachment_to_take_off(actor, attachment_id)
    if found is None:
        raise Http404
    page = _page_or_404(request, found.case_id)
    back = reverse("attachments:list", args=[found.case_id])
    if request.method == "POST" and not found.is_shared:
        operations.take_off_attachment(attachment_id, actor=actor)
        return redirect(back)
    return render(
        request, "attachments/take_off.html", {"page": page, "found": found, "back": back}
    )


def _page_or_404(request: HttpRequest, case_id: uuid.UUID) -> AttachmentsPage:
    page = attachments_page(actor_of(request), case_id)
    if page is None:
        raise Http404
    return page
