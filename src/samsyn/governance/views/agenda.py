"""The agenda of a coming meeting."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.governance import operations
from samsyn.governance.forms.meetings import ListForm
from samsyn.governance.queries.matters import ready_matters
from samsyn.governance.views.frames import meeting_or_404


@requires(Permission.MEETING_RUN)
def edit(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Put matters and points on the agenda."""
    page, actor = meeting_or_404(request, meeting_id), actor_of(request)
    ready = ready_matters(actor, page.line)
    here = reverse("governance:agenda", args=[meeting_id])

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        if data["matter"]:
            operations.list_matter(
                meeting_id, uuid.UUID(data["matter"]), presenter=data["presenter"], actor=actor
            )
        else:
            operations.add_item(
                meeting_id, title=data["title"], proposal=data["proposal"],
                presenter=data["presenter"], actor=actor,
            )  # fmt: skip
        return here, _("Klart. Det står på dagordningen.")

    make = partial(ListForm, matters=ready)
    return form_page(
        request, make, template="governance/meeting_agenda.html", act=act,
        context={"page": page, "ready": ready},
    )  # fmt: skip


@requires(Permission.MEETING_RUN)
@require_POST
def change(request: HttpRequest, meeting_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Move a point up or down, or take it off."""
    page = meeting_or_404(request, meeting_id)
    if page.item(item_id) is None:
        raise Http404
    asked, actor = request.POST.get("gor", ""), actor_of(request)
    if asked == "bort":
        operations.unlist_item(item_id, actor=actor)
        messages.success(request, _("Klart. Punkten är borttagen."))
    else:
        operations.move_item(item_id, by=-1 if asked == "upp" else 1, actor=actor)
    return redirect("governance:agenda", meeting_id)
