"""Decide: lay it before the arenas, write down what they said, sign, revise and close."""

import uuid
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, fresh, requires
from samsyn.access.rules import Permission
from samsyn.actionplans import operations, rules
from samsyn.actionplans.forms import DecideForm, ReadVersionForm, SignForm, WhyForm
from samsyn.actionplans.views.frame import Step, latest_or_404, not_now, step_page
from samsyn.foundation import clock


@requires(Permission.ACTION_PLAN_WRITE)
def propose(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Lay the plan before the arenas that decide."""
    plan = latest_or_404(request, plan_id)
    if not plan.is_written:
        return not_now(request, plan, _("Planen ligger redan för beslut, eller är beslutad."))
    arenas = ", ".join(line.arena for line in plan.decisions)
    step = Step(
        _("Lägg fram planen för beslut"),
        _("Beslutar: %(arenas)s. Ingen kan ändra i planen medan den ligger för beslut.")
        % {"arenas": arenas},
        _("Lägg fram version %(number)s") % {"number": plan.current},
        _("Klart. Planen ligger för beslut."),
    )
    return step_page(
        request,
        plan,
        step,
        ReadVersionForm,
        lambda form: operations.propose_plan(
            plan_id, version=form.cleaned_data["version"], actor=actor_of(request)
        ),
        initial={"version": plan.current},
    )


@requires(Permission.ACTION_PLAN_WRITE)
def send_back(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Take the plan back to be written in again."""
    plan = latest_or_404(request, plan_id)
    if plan.state is not rules.State.PROPOSED:
        return not_now(request, plan, _("Planen ligger inte för beslut."))
    step = Step(
        _("Ta tillbaka planen från beslut"),
        _("Planen går att skriva i igen. Den behöver läggas fram på nytt sedan."),
        _("Ta tillbaka planen"),
        _("Klart. Planen går att skriva i igen."),
    )
    return step_page(
        request,
        plan,
        step,
        WhyForm,
        lambda form: operations.send_back_plan(
            plan_id, why=form.cleaned_data["why"], actor=actor_of(request)
        ),
    )


@requires(Permission.MEETING_RUN)
@fresh
def decide(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Write down an arena's decision."""
    plan = latest_or_404(request, plan_id)
    if plan.state is not rules.State.PROPOSED:
        return not_now(request, plan, _("Planen ligger inte för beslut."))
    arenas = [(line.arena_code, line.arena) for line in plan.undecided]
    step = Step(
        _("Skriv in beslutet om planen"),
        _("När alla arenor som beslutar har sagt sitt gäller version %(number)s.")
        % {"number": plan.current},
        _("Spara beslutet"),
        _("Klart. Beslutet är inskrivet."),
    )
    return step_page(
        request,
        plan,
        step,
        partial(DecideForm, arenas=arenas),
        lambda form: operations.decide_plan(
            plan_id,
            version=form.cleaned_data["version"],
            arena_code=form.cleaned_data["arena"],
            decided_on=form.cleaned_data["decided_on"],
            paragraph=form.cleaned_data["paragraph"],
            actor=actor_of(request),
        ),
        initial={
            "version": plan.current,
            "decided_on": clock.today(),
            "arena": arenas[0][0] if len(arenas) == 1 else "",
        },
    )


@requires(Permission.ACTION_PLAN_SIGN)
@fresh
def sign(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Sign the decided plan for one's own organisation."""
    plan = latest_or_404(request, plan_id)
    lines = [
        (line.id, f"{line.office}, {line.organisation}")
        for line in plan.signatures
        if line.may_sign
    ]
    if not lines:
        return not_now(request, plan, _("Det finns ingen rad för dig att skriva under nu."))
    step = Step(
        _("Skriv under planen"),
        _("Du skriver under version %(number)s. Den dateras i dag.") % {"number": plan.number},
        _("Skriv under planen"),
        _("Klart. Du har skrivit under planen."),
    )
    return step_page(
        request,
        plan,
        step,
        partial(SignForm, lines=lines),
        lambda form: operations.sign_plan(
            plan_id,
            version=form.cleaned_data["version"],
            signatory_id=form.cleaned_data["signatory"],
            actor=actor_of(request),
        ),
        initial={"version": plan.number, "signatory": lines[0][0] if len(lines) == 1 else ""},
    )


@requires(Permission.ACTION_PLAN_WRITE)
def revise(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Begin a revision, while the decided version still holds."""
    plan = latest_or_404(request, plan_id)
    if not rules.LIFECYCLE.can(plan.state, "revise"):
        return not_now(request, plan, _("Bara en beslutad plan revideras."))
    step = Step(
        _("Revidera planen"),
        _("Du får ett utkast att skriva i. Version %(number)s gäller tills det nya är beslutat.")
        % {"number": plan.holds},
        _("Börja revidera"),
        _("Klart. Skriv i utkastet och lägg fram det när det är färdigt."),
    )
    return step_page(
        request,
        plan,
        step,
        WhyForm,
        lambda form: operations.revise_plan(
            plan_id, why=form.cleaned_data["why"], actor=actor_of(request)
        ),
    )


@requires(Permission.ACTION_PLAN_WRITE)
def close(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Close the plan."""
    plan = latest_or_404(request, plan_id)
    if not rules.LIFECYCLE.can(plan.state, "close"):
        return not_now(request, plan, _("Planen är redan avslutad, eller ligger för beslut."))
    step = Step(
        _("Avsluta planen"),
        _("Ingen kan skriva in läge eller revidera den sedan. Allt går att läsa."),
        _("Avsluta planen"),
        _("Klart. Planen är avslutad."),
        danger=True,
    )
    return step_page(
        request,
        plan,
        step,
        WhyForm,
        lambda form: operations.close_plan(
            plan_id, why=form.cleaned_data["why"], actor=actor_of(request)
        ),
    )
