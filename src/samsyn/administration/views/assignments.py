"""An assignment ends, goes on, or somebody is away from it."""

import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.administration import operations
from samsyn.administration.forms.people import AwayForm, BackForm, EndForm, ProlongForm
from samsyn.administration.queries.people import leave_of, substitute_choices
from samsyn.administration.queries.work import leaving
from samsyn.administration.views.frame import assignment_or_404, person_url, step
from samsyn.foundation import clock
from samsyn.organisations.operations import cut_leave


@requires(Permission.ORGANISATION_MANAGE)
def end(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """What somebody leaves behind, who takes over, and when."""
    assignment, actor = assignment_or_404(request, assignment_id), actor_of(request)
    page = leaving(assignment, actor)

    def act(form: Any) -> tuple[str, str]:
        operations.end_and_hand_over(
            assignment_id, last_day=form.last(), takers=form.takers(), actor=actor
        )
        told = _("Klart. Uppdraget slutar, och allt som var öppet är överlämnat.")
        return person_url(page.person_id), told if page.left else _("Klart. Uppdraget slutar.")

    last = max(clock.today(), assignment.valid_from)
    return step(
        request, partial(EndForm, left=page.left), act=act,
        heading=_("Avsluta %(name)s uppdrag") % {"name": _genitive(page.name)},
        label=_("Lämna över och avsluta") if page.left else _("Avsluta uppdraget"),
        back=(person_url(page.person_id), page.name), danger=True,
        template="administration/end.html", page=page,
        initial={"when": "later", "last_day": last},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
def prolong(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """The assignment goes on for longer."""
    assignment, actor = assignment_or_404(request, assignment_id), actor_of(request)
    back = (person_url(assignment.user_id), str(assignment.user))

    def act(form: Any) -> tuple[str, str]:
        operations.prolong(assignment_id, **form.cleaned_data, actor=actor)
        return back[0], _("Klart. Uppdraget är förlängt.")

    return step(
        request, ProlongForm, act=act, heading=_("Förläng uppdraget"), label=_("Förläng"),
        back=back, lead=assignment.unit.name,
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
def away(request: HttpRequest, assignment_id: uuid.UUID) -> HttpResponse:
    """Somebody is away, and who stands in."""
    assignment, actor = assignment_or_404(request, assignment_id), actor_of(request)
    back = (person_url(assignment.user_id), str(assignment.user))
    make = partial(AwayForm, people=substitute_choices(actor, assignment))

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        operations.set_leave(
            assignment_id, away_from=data["away_from"], back_on=data["back_on"],
            substitute_id=form.substitute_id(), actor=actor,
        )  # fmt: skip
        return back[0], _("Klart. Frånvaron är sparad.")

    return step(
        request, make, act=act, heading=_("Skriv in frånvaro"), label=_("Spara"), back=back,
        lead=assignment.unit.name, initial={"away_from": clock.today()},
    )  # fmt: skip


@requires(Permission.ORGANISATION_MANAGE)
def back(request: HttpRequest, assignment_id: uuid.UUID, leave_id: int) -> HttpResponse:
    """Somebody is back earlier."""
    assignment, actor = assignment_or_404(request, assignment_id), actor_of(request)
    leave = leave_of(assignment_id, leave_id)
    if leave is None:
        raise Http404
    came_from = (person_url(assignment.user_id), str(assignment.user))

    def act(form: Any) -> tuple[str, str]:
        cut_leave(leave_id, **form.cleaned_data, actor=actor)
        return came_from[0], _("Klart. Frånvaron är kortare.")

    return step(
        request, BackForm, act=act, heading=_("Tillbaka tidigare"), label=_("Spara"),
        back=came_from, lead=assignment.unit.name, initial={"back_on": clock.today()},
    )  # fmt: skip


def _genitive(name: str) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
