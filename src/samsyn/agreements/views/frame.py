"""What do the views of agreements share?"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from samsyn.access.access import actor_of
from samsyn.access.rules import Actor
from samsyn.agreements.access import may_answer_for
from samsyn.agreements.queries import AgreementPage, VersionPage, agreement_page, version_page

STEP = "agreements/step.html"


def version_or_404(request: HttpRequest, version_id: uuid.UUID) -> VersionPage:
    """The version, or 404 when the actor's county does not have it."""
    page = version_page(actor_of(request), version_id)
    if page is None:
        raise Http404
    return page


def agreement_or_404(request: HttpRequest, agreement_id: uuid.UUID) -> AgreementPage:
    """The agreement, or 404 when the actor's county does not have it."""
    page = agreement_page(actor_of(request), agreement_id)
    if page is None:
        raise Http404
    return page


def parties_for(page: VersionPage, actor: Actor) -> list[tuple[str, str]]:
    """The parties that the actor may answer for."""
    return [(str(row.id), row.name) for row in page.parties if may_answer_for(row.id, actor)]


def version_url(version_id: uuid.UUID) -> str:
    """The version's address."""
    return reverse("agreements:version", args=[version_id])


def step_context(
    page: VersionPage, *, heading: str, lead: str, label: str, **more: Any
) -> dict[str, Any]:
    """What the common form page of a version shows."""
    return {
        "page": page, "heading": heading, "lead": lead, "label": label, "danger": False,
        "side": "", **more,
    }  # fmt: skip
