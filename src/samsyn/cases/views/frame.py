"""What do all step pages share? The child, the case, where to go afterwards."""

import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.queries import CasePage, case_for, case_pages
from samsyn.children.queries import ChildFacts, child_for


@dataclass(frozen=True)
class Frame:
    """The child and the case that a step page is about."""

    actor: Actor
    child: ChildFacts
    case: CasePage

    @property
    def back(self) -> str:
        """The child's page."""
        return child_url(self.child.id)


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware put on the request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def child_url(child_id: uuid.UUID) -> str:
    """The child's page."""
    return reverse("workspace:child", args=[child_id])


def child_or_404(request: HttpRequest, child_id: uuid.UUID) -> ChildFacts:
    """The child as the own unit knows it, or 404."""
    child = child_for(actor_of(request), child_id)
    if child is None:
        raise Http404
    return child


def frame_or_404(request: HttpRequest, case_id: uuid.UUID) -> Frame:
    """The case with its child, or 404 when the actor does not meet it; reading is recorded."""
    actor = actor_of(request)
    case = case_for(actor, case_id)
    if case is None:
        raise Http404
    child = child_or_404(request, case.child_id)
    record("case.read", case, actor=actor, child_id=case.child_id)
    page = next(page for page in case_pages(actor, case.child_id) if page.id == case_id)
    return Frame(actor, child, page)
