"""What Samsyn is, how it treats what is written, whether it answers, whom to tell of a weakness."""

import datetime as dt

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import open_page
from samsyn.foundation import clock

SECURITY_TXT_DAYS = 90


@open_page
def home(request: HttpRequest) -> HttpResponse:
    """What Samsyn is, and the way to who does what."""
    return render(request, "public/home.html")


@open_page
def about(request: HttpRequest) -> HttpResponse:
    """What is stored, who sees it, and where to turn."""
    return render(request, "public/about.html")


@open_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "public/accessibility.html")


@open_page
def alive(request: HttpRequest) -> HttpResponse:
    """Whether the service and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@open_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where somebody who has found a weakness turns; good for three months at a time."""
    until = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    until += dt.timedelta(days=SECURITY_TXT_DAYS)
    lines = (
        f"Contact: {settings.SAMSYN_SECURITY_CONTACT}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
