"""What Samsyn is, how it treats what is written, and whether it answers."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.access.access import open_page


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
    return HttpResponse("ok", content_type="text/plain")
