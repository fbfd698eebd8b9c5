"""One's own log-ins: how long this one lasts, which there are, ending them."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.access.access import signed_in
from samsyn.access.lifetime import Behind, ends_by_age, time_left
from samsyn.access.own_logins import end_own, own_logins
from samsyn.access.sessions import noted
from samsyn.foundation import clock


@signed_in
@require_http_methods(["GET", "POST"])
def still_here(request: HttpRequest) -> HttpResponse:
    """How long the log-in lasts: a GET only looks, a POST says that the person is still there."""
    behind = _behind(request)
    if request.method == "POST":
        behind = noted(behind)
    now = clock.now()
    left = int(time_left(behind, now).total_seconds())
    return JsonResponse({"seconds_left": left, "by_age": ends_by_age(behind, now)})


still_here.unnoticed = ("GET",)  # type: ignore[attr-defined]


@signed_in
def my_logins(request: HttpRequest) -> HttpResponse:
    """Where one is logged in; ends one of the log-ins, or all."""
    behind = _behind(request)
    if request.method != "POST":
        rows = own_logins(behind.user_id, behind.id)
        return render(request, "access/my_logins.html", {"rows": rows})
    which = request.POST.get("end", "")
    ended = end_own(behind.user_id, which)
    if which == "all" or which == str(behind.id):
        logout(request)
        messages.success(
            request,
            _("Klart. Du är utloggad överallt.") if which == "all" else _("Klart. Du är utloggad."),
        )
        return redirect("home")
    text = ngettext(
        "Klart. Inloggningen är avslutad.", "Klart. %(count)s inloggningar är avslutade.", ended
    )
    messages.success(
        request, text % {"count": ended} if ended else _("Den inloggningen var redan avslutad.")
    )
    return redirect("my_logins")


def _behind(request: HttpRequest) -> Behind:
    behind: Behind = request.behind  # type: ignore[attr-defined]
    return behind
