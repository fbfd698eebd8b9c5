"""The door outside the demo; and showing again who one is, by the same way as one logged in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils.translation import get_language

from samsyn.access.access import open_page, signed_in
from samsyn.access.carrying import park_typed, typed_in, with_next
from samsyn.access.views import safe_next
from samsyn.logins.ways import local_way_in, ways_in

#: The way of a log-in → where it is made anew; each takes `?next=` and ends in `renew_session`.
AGAIN = {
    "demo": "demo_again",
    "local": "local_again",
    "oidc": "oidc_again",
    "saml": "saml_again",
}
#: These ask on a page of their own in Samsyn; the others lead out, so the reason is said first.
ASK_HERE = {"demo", "local"}


@open_page
def door(request: HttpRequest) -> HttpResponse:
    """The ways in that the county has connected; what a form held is kept for who comes back."""
    target = safe_next(request, request.POST.get("next") or request.GET.get("next"))
    ways, local_url = ways_in(get_language() or "sv", target), local_way_in(target)
    if ways or local_url:
        park_typed(request, target)
    if not ways:
        status = 200 if local_url else 503
        return render(request, "logins/door_closed.html", {"local_url": local_url}, status=status)
    page = {
        "local_url": local_url,
        "staff": [way for way in ways if way.audience == "staff"],
        "family": [way for way in ways if way.audience == "family"],
        "has_typed": bool(typed_in(request)),
    }
    return render(request, "logins/door.html", page)


@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """Say why one must show again who one is, and lead to where."""
    method: str = request.behind.method  # type: ignore[attr-defined]
    target = safe_next(request, request.GET.get("next"))
    url = _url_of(method, target)
    if url and method in ASK_HERE:
        return redirect(url)
    return render(request, "logins/again.html", {"url": url, "next": target})


def _url_of(method: str, target: str) -> str:
    """Where this way of logging in is made anew; nothing where it is not connected any more."""
    try:
        return with_next(AGAIN[method], target)
    except (KeyError, NoReverseMatch):
        return ""
