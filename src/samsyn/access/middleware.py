"""Who is behind this request? One actor, told to PostgreSQL for the request's transaction."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import TooWeakLogin
from samsyn.access.carrying import asked_for, with_next
from samsyn.access.sessions import behind_request, note_seen
from samsyn.audit.circumstances import around, circumstances
from samsyn.audit.refused import note_refusal, write_refusals
from samsyn.audit.rules import Client
from samsyn.foundation import wall
from samsyn.foundation.operation import Denial, identities
from samsyn.foundation.refusals import Denied, Refused

Handler = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Each request is one transaction in which the database knows who asks."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with circumstances(Client.WEB):
            response = self._answer(request)
            if response.status_code == 404:
                _note_unknown(request)
            write_refusals()
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            request.behind, actor = behind_request(request)  # type: ignore[attr-defined]
            around().login_id = request.behind.id if request.behind else None  # type: ignore[attr-defined]
            request.actor = actor  # type: ignore[attr-defined]
            wall.bind(actor)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_given: Any
    ) -> None:
        """What the view asks for is the rule that its events rest on.

        A page that is opened keeps the log-in alive; a look at how long is left does not.
        """
        around().rule = getattr(view, "requirement", "")
        behind = request.behind  # type: ignore[attr-defined]
        if behind is not None and request.method not in getattr(view, "unnoticed", ()):
            note_seen(behind)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal that no form could show becomes a page that says why."""
        if not isinstance(error, Refused):
            return None
        if isinstance(error, Denied) and not error.is_told:
            _note(request, around().rule)
        status = 403 if isinstance(error, Denied) else 409
        again = with_next("log_in", asked_for(request)) if isinstance(error, TooWeakLogin) else ""
        values = {"refusal": error, "log_in_url": again}
        return render(request, "access/refused.html", values, status=status)


def _note_unknown(request: HttpRequest) -> None:
    """An address whose object is not there, or not theirs to know of."""
    if request.resolver_match is not None and identities(request.resolver_match.kwargs):
        _note(request, "unknown")


def _note(request: HttpRequest, rule: str) -> None:
    actor = getattr(request, "actor", None)
    if actor is not None:
        found = request.resolver_match
        note_refusal(Denial(actor, rule, identities(found.kwargs if found else {})))
