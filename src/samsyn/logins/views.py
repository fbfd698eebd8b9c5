"""Showing again who one is, by the same way as one logged in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch

from samsyn.access.access import signed_in
from samsyn.access.carrying import with_next
from samsyn.access.views import safe_next

#: The way of a log-in → where it is made anew; each takes `?next=` and ends in `renew_session`.
AGAIN = {
    "demo": "demo_again",
    "local": "local_again",
    "oidc": "oidc_again",
    "saml": "saml_again",
}
#: These ask on a page of their own in Samsyn; the others lead out, so the reason is said first.
ASK_HERE = {"demo", "local"}


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
