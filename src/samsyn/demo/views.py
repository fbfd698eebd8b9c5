"""Choose a person from a list: a door that does not exist outside the demo."""

import uuid

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from samsyn.access.access import open_page
from samsyn.access.middleware import ASSIGNMENT_KEY
from samsyn.access.queries import actor_for, assignment_choices
from samsyn.access.views import safe_next
from samsyn.accounts.drafts import save_draft
from samsyn.demo.people import people_to_choose, person
from samsyn.foundation import clock, wall

TYPED = "typed:"


@open_page
def door(request: HttpRequest) -> HttpResponse:
    """The list of people; choosing one logs in, with what was typed carried along."""
    chosen = request.POST.get("person")
    found = person(chosen) if chosen else None
    if found is None:
        return render(
            request,
            "demo/door.html",
            {
                "people": people_to_choose(),
                "next": request.POST.get("next") or request.GET.get("next", ""),
                "typed": [
                    (key, value)
                    for key, values in request.POST.lists()
                    if key.startswith(TYPED)
                    for value in values
                ],
            },
        )
    login(request, found, backend="django.contrib.auth.backends.ModelBackend")
    target = safe_next(request, request.POST.get("next"))
    choices = assignment_choices(found.pk, clock.today(), "sv")
    unit = request.POST.get("assignment", "")
    known = {str(choice.assignment_id) for choice in choices}
    if unit in known or len(choices) == 1:
        chosen_id = unit if unit in known else str(choices[0].assignment_id)
        request.session[ASSIGNMENT_KEY] = chosen_id
        _keep_typed(request, found.pk, uuid.UUID(chosen_id), target)
        return redirect(target)
    return redirect(f"{reverse('choose_assignment')}?{urlencode({'next': target})}")


def _keep_typed(
    request: HttpRequest, user_id: uuid.UUID, assignment_id: uuid.UUID, path: str
) -> None:
    typed = {
        key.removeprefix(TYPED): [str(value) for value in values]
        for key, values in request.POST.lists()
        if key.startswith(TYPED)
    }
    actor = actor_for(user_id, assignment_id, clock.today())
    if typed and actor is not None:
        wall.bind(actor)
        save_draft(actor, path, typed)


@open_page
def no_door(request: HttpRequest) -> HttpResponse:
    """Outside the demo: the county's own login is connected later; nothing opens here."""
    return render(request, "demo/no_door.html", status=503)
