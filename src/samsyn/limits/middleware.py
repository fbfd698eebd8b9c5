"""Is this asked too often? Before anything is read or written, and outside the transaction."""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from samsyn.foundation import clock
from samsyn.foundation.typed import is_secret
from samsyn.limits.counting import count_one
from samsyn.limits.rules import (
    ACCOUNT_FIELDS,
    PER_ACCOUNT,
    PER_PERSON,
    Limit,
    address_of,
    window,
)

Handler = Callable[[HttpRequest], HttpResponse]


class Limits:
    """Answers 429 past a limit. Requests that no limit covers cost no statement."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        waits = [wait for limit in _covering(request) if (wait := _wait(request, limit))]
        return too_often(request, max(waits)) if waits else self.get_response(request)


def _covering(request: HttpRequest) -> Iterator[Limit]:
    try:
        view = resolve(request.path_info).view_name
    except Resolver404:
        return
    method = str(request.method)
    yield from (limit for limit in settings.SAMSYN_LIMITS if limit.covers(view, method))


def _wait(request: HttpRequest, limit: Limit) -> int:
    """Seconds to wait, nothing when the request may go on."""
    who = _who(request, limit)
    if not who:
        return 0
    now = clock.now()
    stretch = window(now, limit.seconds)
    most = max(count_one(limit, one, stretch) for one in who)
    return stretch.left(now) if most > limit.most else 0


def _who(request: HttpRequest, limit: Limit) -> list[str]:
    """Who a request counts for: one, or every account that its form names in whatever field."""
    if limit.per == PER_ACCOUNT:
        named = (request.POST.get(field, "").strip().lower() for field in ACCOUNT_FIELDS)
        return sorted({name for name in named if name})
    if limit.per == PER_PERSON and (person := request.session.get(SESSION_KEY)):
        return [str(person)]
    address = address_of(
        request.META.get("REMOTE_ADDR", ""),
        request.META.get("HTTP_X_FORWARDED_FOR", ""),
        settings.SAMSYN_PROXIES,
    )
    return [address] if address else []


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """429 with when to come back. What was typed in a form is carried by the page."""
    if request.path_info.startswith("/scim/"):
        answer: HttpResponse = JsonResponse(
            {
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
                "status": "429",
                "detail": "Too many requests.",
            },
            status=429,
            content_type="application/scim+json",
        )
    else:
        context = {
            "typed": _typed(request),
            "path": request.path,
            "is_form": request.method == "POST",
            "had_files": bool(request.FILES) if request.method == "POST" else False,
            "minutes": -(-seconds // 60),
        }
        answer = render(request, "limits/too_often.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (key, str(value))
        for key, values in request.POST.lists()
        if not is_secret(key)
        for value in values
    ]
