"""What do all pages of a plan begin with?"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from samsyn.access.access import actor_of
from samsyn.access.pages import form_page
from samsyn.actionplans.queries import PlanHead, PlanPage, plan_page


def plan_or_404(request: HttpRequest, plan_id: uuid.UUID, number: int | None = None) -> PlanPage:
    """The plan, or 404 when the actor's county has no such plan or version."""
    plan = plan_page(actor_of(request), plan_id, number=number)
    if plan is None:
        raise Http404
    return plan


def latest_or_404(request: HttpRequest, plan_id: uuid.UUID) -> PlanPage:
    """The plan in its latest version, decided or not."""
    plan = plan_page(actor_of(request), plan_id, latest=True)
    if plan is None:
        raise Http404
    return plan


def not_now(request: HttpRequest, plan: PlanPage | PlanHead, why: str) -> HttpResponse:
    """Back to the plan, with a sentence that says why the step cannot be taken now."""
    messages.info(request, why)
    return redirect("actionplans:show", plan.id)


@dataclass(frozen=True)
class Step:
    """A page that asks for one step: its heading, what it means and what the button says."""

    heading: str
    lead: str
    label: str
    done: str
    danger: bool = False


def step_page(
    request: HttpRequest,
    plan: PlanPage,
    step: Step,
    make_form: Callable[..., Any],
    act: Callable[[Any], object],
    *,
    initial: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the step, or take it and go back to the plan."""

    def take(form: Any) -> tuple[str, str]:
        act(form)
        return reverse("actionplans:show", args=[plan.id]), step.done

    return form_page(
        request,
        make_form,
        template="actionplans/step.html",
        act=take,
        context={"plan": plan, "step": step},
        initial=initial,
    )
