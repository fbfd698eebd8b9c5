"""Who is behind this request? One actor, told to PostgreSQL for the request's transaction."""

import uuid
from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.queries import actor_for
from samsyn.access.rules import Actor
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, Refused

ASSIGNMENT_KEY = "assignment"
Handler = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Each request is one transaction in which the database knows who asks."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            actor = _actor_of(request)
            request.actor = actor  # type: ignore[attr-defined]
            wall.bind(actor)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal that no form could show becomes a page that says why."""
        if not isinstance(error, Refused):
            return None
        status = 403 if isinstance(error, Denied) else 409
        return render(request, "access/refused.html", {"refusal": error}, status=status)


def _actor_of(request: HttpRequest) -> Actor | None:
    try:
        user_id = uuid.UUID(request.session[SESSION_KEY])
        assignment_id = uuid.UUID(request.session[ASSIGNMENT_KEY])
    except (KeyError, ValueError):
        return None
    return actor_for(user_id, assignment_id, clock.today())
