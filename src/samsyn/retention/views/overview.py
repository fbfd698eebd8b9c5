"""What may go today, what the party has decided, and what is stopped."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, fresh_to_press, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.retention import operations
from samsyn.retention.forms import DecisionForm, WhyForm
from samsyn.retention.queries.due import is_own_hold, overview_for
from samsyn.retention.queries.operations_of import operation_choices, operation_names
from samsyn.retention.queries.proof import run_lines
from samsyn.retention.rules import What


@requires(Permission.RETENTION_READ)
def overview(request: HttpRequest) -> HttpResponse:
    """The dry run, the lists and the decisions of the own party."""
    actor = actor_of(request)
    names = operation_names(actor)
    found = overview_for(actor)
    context = {
        "found": found,
        "plans": [(names.get(plan.operation, plan.operation), plan) for plan in found.plans],
        "runs": run_lines(actor),
        "may_propose": actor.may(Permission.RETENTION_PROPOSE),
        "party": actor.party_name,
    }
    return render(request, "retention/overview.html", context)


@requires(Permission.RETENTION_PROPOSE)
def propose(request: HttpRequest) -> HttpResponse:
    """Write down what may go as a list for another to approve."""
    if request.method != "POST":
        return redirect("retention:overview")
    run = operations.propose_run(actor=actor_of(request))
    messages.success(request, _("Klart. Nu väntar listan på att någon annan godkänner den."))
    return redirect("retention:run", run.pk)


@requires(Permission.RETENTION_PROPOSE)
@fresh
def decide(request: HttpRequest) -> HttpResponse:
    """Write down a decision of the party's."""
    actor = actor_of(request)

    def act(form: Any) -> tuple[str, str]:
        operations.record_decision(form.plan(), actor=actor)
        return reverse("retention:overview"), _("Klart. Beslutet gäller från nu.")

    make = partial(DecisionForm, operations=operation_choices(actor))
    return form_page(request, make, template="retention/decide.html", act=act)


@requires(Permission.RETENTION_READ)
def hold(request: HttpRequest, what: str, thing_id: uuid.UUID, unit_id: uuid.UUID) -> HttpResponse:
    """Stop one thing from going."""
    actor = actor_of(request)
    if what not in {one.value for one in What}:
        raise Http404
    lines = overview_for(actor).going
    line = next(
        (d for d in lines if (d.what, d.thing_id, d.unit_id) == (what, thing_id, unit_id)), None
    )
    if line is None:
        raise Http404

    def act(form: Any) -> tuple[str, str]:
        operations.place_hold(
            What(what), thing_id, unit_id, why=form.cleaned_data["why"], actor=actor
        )
        return reverse("retention:overview"), _("Klart. Det gallras inte förrän stoppet hävs.")

    return form_page(
        request, WhyForm, template="retention/hold.html", act=act, context={"line": line}
    )


@requires(Permission.RETENTION_READ)
@fresh_to_press("retention:overview")
def lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Lift a stop."""
    if not is_own_hold(actor_of(request), hold_id):
        raise Http404
    if request.method == "POST":
        operations.lift_hold(hold_id, actor=actor_of(request))
        messages.success(request, _("Klart. Stoppet är hävt."))
    return redirect("retention:overview")
