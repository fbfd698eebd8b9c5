"""What does a page say when something is wrong, before any view could? What to do, no details."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from samsyn.foundation import correlation


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the browser sent what cannot be read. Stands alone, as the host may be false."""
    return HttpResponse(loader.get_template("400.html").render(), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, without the exception's own words."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same whether a thing is missing or somebody else's."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with the number that finds the line in the log."""
    page = loader.get_template("500.html").render({"number": correlation.current()})
    return HttpResponse(page, status=500)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than is received; answered before any of it is read."""
    return HttpResponse(loader.get_template("413.html").render(), status=413)
