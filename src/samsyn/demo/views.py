"""Choose a person from a list: a door that does not exist outside the demo."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch

from samsyn.access.access import open_page, signed_in
from samsyn.access.carrying import park_typed, typed_in, typed_pairs, with_next
from samsyn.access.sessions import LoginFacts, begin_session, renew_session
from samsyn.access.views import safe_next
from samsyn.demo.people import people_to_choose, person, person_with
from samsyn.foundation import clock


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
                "typed": typed_pairs(request),
            },
        )
    target = safe_next(request, request.POST.get("next"))
    return begin_session(request, found, _facts(), target=target, typed=typed_in(request))


@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """One button: in the demo that is how one shows again who one is."""
    target = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    if request.method != "POST":
        return render(request, "demo/again.html", {"next": target})
    found = person_with(request.behind.user_id)  # type: ignore[attr-defined]
    return renew_session(request, found, _facts(), target=target)


def _facts() -> LoginFacts:
    return LoginFacts(method="demo", assurance=3, authenticated_at=clock.now())


@open_page
def no_door(request: HttpRequest) -> HttpResponse:
    """Outside the demo: the county's own login is connected later; only a local account opens."""
    target = request.POST.get("next") or request.GET.get("next", "")
    try:
        local_url = with_next("local_log_in", target)
    except NoReverseMatch:
        return render(request, "demo/no_door.html", {"local_url": ""}, status=503)
    park_typed(request, safe_next(request, target))
    return render(request, "demo/no_door.html", {"local_url": local_url})
