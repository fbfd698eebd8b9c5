"""Which protected children has this log-in given a reason to open, and until when?"""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samsyn.access.rules import NeedsReason
from samsyn.access.sessions import LOGIN_KEY
from samsyn.accounts.drafts import save_draft, typed_fields
from samsyn.foundation import clock

Handler = Callable[[HttpRequest], HttpResponse]
OPENED_KEY = "opened"
WANTED_KEY = "wanted"


def keep_open(request: HttpRequest, child_id: uuid.UUID, *, minutes: int) -> None:
    """Open a child's pages in this log-in and this assignment for so many minutes."""
    until = clock.now() + dt.timedelta(minutes=minutes)
    kept = request.session.get(OPENED_KEY, {})
    request.session[OPENED_KEY] = {**kept, _key(request, str(child_id)): until.isoformat()}


def opened_in(request: HttpRequest) -> frozenset[uuid.UUID]:
    """The children whose pages are open now, in this log-in and assignment."""
    now, mine = clock.now(), _key(request, "")
    return frozenset(
        uuid.UUID(key.removeprefix(mine))
        for key, until in request.session.get(OPENED_KEY, {}).items()
        if key.startswith(mine) and dt.datetime.fromisoformat(until) > now
    )


def wanted_by(request: HttpRequest, child_id: uuid.UUID) -> str:
    """The page of this child that was asked for, or "" for none that can be opened again."""
    return str(request.session.get(WANTED_KEY, {}).get(str(child_id), ""))


def _key(request: HttpRequest, child: str) -> str:
    assignment = request.actor.assignment_id  # type: ignore[attr-defined]
    return f"{request.session.get(LOGIN_KEY, '')}:{assignment}:{child}"


class OpenedMiddleware:
    """The actor knows what is open; what is not leads to the page that asks why."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = getattr(request, "actor", None)
        if actor is not None and OPENED_KEY in request.session:
            request.actor = replace(actor, opened=opened_in(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """What a form held is kept as a draft of its own page, to go on with afterwards."""
        if not isinstance(error, NeedsReason):
            return None
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(headers={"HX-Refresh": "true"})
        wanted, typed = request.path, typed_fields(request.POST)
        if typed:
            save_draft(request.actor, wanted, typed)  # type: ignore[attr-defined]
        elif request.method == "POST":
            wanted = ""
        request.session[WANTED_KEY] = {str(error.child_id): wanted}
        return redirect("children:wait", error.child_id)
