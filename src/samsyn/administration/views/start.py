"""Where administration begins, and what somebody has taken over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires, signed_in
from samsyn.access.rules import Permission
from samsyn.administration import operations
from samsyn.administration.queries.turns import administration_turns, taken_over


@requires(Permission.ORGANISATION_MANAGE)
def start(request: HttpRequest) -> HttpResponse:
    """What needs somebody now, and where to go on."""
    actor = actor_of(request)
    context = {
        "turns": administration_turns(actor), "unit": actor.unit_name, "party": actor.party_name,
        "is_of_party": actor.may(Permission.ORGANISATION_PARTY), "unit_id": actor.unit_id,
    }  # fmt: skip
    return render(request, "administration/start.html", context)


@signed_in
def taken(request: HttpRequest) -> HttpResponse:
    """What was handed over to one, to read up on; sent, the line leaves Min tur."""
    actor = actor_of(request)
    if request.method == "POST":
        operations.look_through(actor=actor)
        messages.success(request, _("Klart. Det står inte längre på Min tur."))
        return redirect(reverse("workspace:turns"))
    context = {"rows": taken_over(actor), "unread": actor.taken_over, "unit": actor.unit_name}
    return render(request, "administration/taken.html", context)
