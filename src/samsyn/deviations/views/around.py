"""What the product suggests, who has which rung, and when one is away."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires, signed_in
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.deviations.forms.around import DismissForm, LeaveForm
from samsyn.deviations.operations.suggestions import dismiss_suggestion
from samsyn.deviations.queries.ladder import ladder_page
from samsyn.deviations.queries.leave import leave_page, own_assignment, substitute_for
from samsyn.deviations.queries.suggestions import suggestion_for, suggestions_for
from samsyn.organisations.operations import take_leave


@requires(Permission.CHILD_READ)
def suggestions(request: HttpRequest) -> HttpResponse:
    """What the unit could report of what the product already knows."""
    rows = suggestions_for(actor_of(request))
    return render(request, "deviations/suggestions.html", {"rows": rows})


@requires(Permission.CHILD_READ)
def dismiss(request: HttpRequest) -> HttpResponse:
    """Say why something suggested is not reported."""
    actor = actor_of(request)
    given = request.POST if request.method == "POST" else request.GET
    found = suggestion_for(actor, given.get("key", ""))
    if found is None and request.method == "POST":
        messages.info(
            request, _("Förslaget finns inte kvar. Det kan redan vara anmält eller löst.")
        )
        return redirect("deviations:suggestions")
    if found is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        dismiss_suggestion(found.key, why=form.cleaned_data["why"], actor=actor)
        return reverse("deviations:suggestions"), _("Klart. Det föreslås inte igen.")

    return form_page(
        request,
        DismissForm,
        template="deviations/dismiss.html",
        act=act,
        context={"row": found},
        initial={"key": found.key},
    )


@signed_in
def ladder(request: HttpRequest) -> HttpResponse:
    """Both branches of the county's ladder."""
    return render(request, "deviations/ladder.html", {"page": ladder_page(actor_of(request))})


@requires(Permission.DEVIATION_ANSWER)
def leave(request: HttpRequest) -> HttpResponse:
    """Say when one is away and who stands in."""
    actor = actor_of(request)
    page = leave_page(actor)

    def act(form: Any) -> tuple[str, str]:
        chosen = form.substitute_id()
        take_leave(
            own_assignment(actor),
            away_from=form.cleaned_data["away_from"],
            back_on=form.cleaned_data["back_on"],
            substitute=substitute_for(actor, chosen) if chosen else None,
            actor=actor,
        )
        return reverse("deviations:leave"), _("Klart. Det är sparat.")

    return form_page(
        request,
        partial(LeaveForm, people=list(page.substitutes)),
        template="deviations/leave.html",
        act=act,
        context={"page": page},
    )
