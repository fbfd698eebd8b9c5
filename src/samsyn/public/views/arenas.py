"""Arenas, their calendar and their minutes, for anybody."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samsyn.foundation import clock
from samsyn.public.queries.arenas import arena_list, arena_page
from samsyn.public.queries.calendar_file import calendar_file
from samsyn.public.queries.counties import county, county_name
from samsyn.public.queries.meetings import calendar, coming_meetings
from samsyn.public.queries.minutes import minutes_page
from samsyn.public.site import county_of, county_or_404, open_file, open_site


@open_site
def arenas(request: HttpRequest) -> HttpResponse:
    """The arenas of a county."""
    here = county_of(request)
    context = {"county": county(here), "list": arena_list(here, clock.today())}
    return render(request, "public/arenas.html", context)


@open_site
def arena(request: HttpRequest, region: str, code: str) -> HttpResponse:
    """One arena; `?alla` shows every held meeting and matter."""
    here = county_or_404(region)
    page = arena_page(here, code, clock.today(), whole="alla" in request.GET)
    if page is None:
        raise Http404
    return render(request, "public/arena.html", {"county": county(here), "page": page})


@open_site
def meetings(request: HttpRequest, region: str) -> HttpResponse:
    """The coming meetings of a county."""
    here = county_or_404(region)
    context = {"county": county(here), "meetings": coming_meetings(here, clock.today())}
    return render(request, "public/calendar.html", context)


@open_file
def calendar_feed(request: HttpRequest, region: str) -> HttpResponse:
    """The same as iCalendar, for those who subscribe."""
    here = county_or_404(region)
    base = request.build_absolute_uri("/").rstrip("/")
    text = calendar_file(county_name(here), here.code, calendar(here, clock.today()), base)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@open_site
def minutes(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The published minutes of a meeting."""
    page = minutes_page(meeting_id)
    if page is None:
        raise Http404
    here = county_or_404(page.region)
    return render(request, "public/minutes.html", {"county": county(here), "page": page})
