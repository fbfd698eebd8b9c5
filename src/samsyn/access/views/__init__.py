"""Choosing an assignment, logging out, keeping drafts."""

import uuid

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.access.access import open_page, signed_in
from samsyn.access.queries import Choice, assignment_choices
from samsyn.access.sessions import FAREWELL_KEY, end_sessions, take_up
from samsyn.accounts.drafts import save_draft, typed_fields
from samsyn.foundation import clock


def safe_next(request: HttpRequest, value: str | None, otherwise: str = "/min-tur/") -> str:
    """A path on this host to go on to."""
    if (
        value
        and value.startswith("/")
        and url_has_allowed_host_and_scheme(value, {request.get_host()})
    ):
        return value
    return otherwise


@open_page
def choose_assignment(request: HttpRequest) -> HttpResponse:
    """Choose in which unit and role one works now; open to a person who has logged in."""
    behind = request.behind  # type: ignore[attr-defined]
    if behind is None:
        return redirect("log_in")
    choices = [] if behind.is_family else _choices(behind.user_id)
    chosen = request.POST.get("assignment")
    if request.method == "POST" and chosen in {str(c.assignment_id) for c in choices}:
        take_up(request, behind.id, behind.user_id, uuid.UUID(chosen))
        return redirect(safe_next(request, request.POST.get("next")))
    return render(
        request,
        "access/choose_assignment.html",
        {
            "choices": choices,
            "is_family": behind.is_family,
            "next": request.GET.get("next", ""),
        },
    )


def _choices(user_id: uuid.UUID) -> list[Choice]:
    return assignment_choices(user_id, clock.today(), get_language() or "sv")


@open_page
@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session; whoever came by a provider is told how to log out of it too."""
    behind = request.behind  # type: ignore[attr-defined]
    farewell = request.session.get(FAREWELL_KEY, "home")
    if behind is not None:
        end_sessions(why="logged_out", pk=behind.id)
    logout(request)
    return redirect(farewell)


@signed_in
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what is typed in a form; answers the clock time."""
    page = request.GET.get("sida", "").replace("\x00", "")
    draft = save_draft(request.actor, page, typed_fields(request.POST))  # type: ignore[attr-defined]
    if draft is None:
        return JsonResponse(
            {"error": _("Texten är för lång för att sparas som utkast.")}, status=413
        )
    return JsonResponse({"saved_at": timezone.localtime(draft.saved_at).strftime("%H.%M")})
