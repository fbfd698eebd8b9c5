"""Choose a person from a list: a door that does not exist outside the demo."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import open_page
from samsyn.access.sessions import LoginFacts, begin_session
from samsyn.access.views import safe_next
from samsyn.demo.people import people_to_choose, person
from samsyn.foundation import clock

TYPED = "typed:"
AUTHOR = "samsyn_author"


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
    is_author = request.get_signed_cookie(AUTHOR, default="") == str(found.pk)
    facts = LoginFacts(method="demo", assurance=3, authenticated_at=clock.now())
    target = safe_next(request, request.POST.get("next"))
    typed = _typed(request) if is_author else {}
    answer = begin_session(request, found, facts, target=target, typed=typed)
    # Whose text a form holds when its session has ended: nobody else's log-in takes it over.
    answer.set_signed_cookie(
        AUTHOR, str(found.pk), httponly=True, samesite="Lax", secure=settings.SECURE_TLS
    )
    return answer


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
