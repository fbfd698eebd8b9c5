"""What do the pages of the administration have in common?"""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from samsyn.access.access import actor_of
from samsyn.access.pages import Act, form_page
from samsyn.administration.access import the_assignment, the_unit


def unit_url(unit_id: uuid.UUID) -> str:
    """Where a unit is shown."""
    return reverse("administration:unit", args=[unit_id])


def person_url(person_id: uuid.UUID) -> str:
    """Where a person is shown."""
    return reverse("administration:person", args=[person_id])


def unit_or_404(request: HttpRequest, unit_id: uuid.UUID) -> Any:
    """A unit that one administers."""
    unit = the_unit(unit_id, actor_of(request))
    if unit is None:
        raise Http404
    return unit


def assignment_or_404(request: HttpRequest, assignment_id: uuid.UUID) -> Any:
    """An assignment in a unit that one administers."""
    assignment = the_assignment(assignment_id, actor_of(request))
    if assignment is None:
        raise Http404
    return assignment


def step(
    request: HttpRequest,
    make_form: Callable[..., BaseForm],
    *,
    act: Act,
    heading: str,
    label: str,
    back: tuple[str, str],
    lead: str = "",
    danger: bool = False,
    initial: Mapping[str, Any] | None = None,
    template: str = "administration/step.html",
    **more: Any,
) -> HttpResponse:
    """One form on a page of its own; `back` is the address and the name of where one came from."""
    context = {
        "heading": heading, "label": label, "back_url": back[0], "back_label": back[1],
        "lead": lead, "danger": danger, **more,
    }  # fmt: skip
    return form_page(
        request, make_form, template=template, act=act, context=context, initial=initial
    )
