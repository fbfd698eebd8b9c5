"""Choose a person from a list: a door that does not exist outside the demo."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from samsyn.access.access import open_page
from samsyn.access.queries import assignment_choices
from samsyn.access.views import park, safe_next, take_up
from samsyn.demo.people import people_to_choose, person
from samsyn.foundation import clock

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
    park(request, target, _typed(request))
    choices = assignment_choices(found.pk, clock.today(), "sv")
    if len(choices) != 1:
        return redirect(f"{reverse('choose_assignment')}?{urlencode({'next': target})}")
    take_up(request, found.pk, choices[0].assignment_id)
    return redirect(target)


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    """What a form held when its session had ended."""
    return {
        key.removeprefix(TYPED): [str(value) for value in values]
        for key, values in request.POST.lists()
        if key.startswith(TYPED)
    }


@open_page
def no_door(request: HttpRequest) -> HttpResponse:
    """Outside the demo: the county's own login is connected later; nothing opens here."""
    return render(request, "demo/no_door.html", status=503)
