"""Deviations to read: the list and the page."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samsyn.access.access import actor_of
from samsyn.deviations import rules
from samsyn.deviations.queries.lists import deviation_list
from samsyn.deviations.views.frames import page_or_404, reads


@reads
def deviations(request: HttpRequest) -> HttpResponse:
    """What waits here, what was reported here and what one follows."""
    asked, language = request.GET, get_language()
    number = asked.get("sida", "")
    found = deviation_list(
        actor_of(request),
        tab=asked.get("vy", ""),
        state=asked.get("lage", ""),
        kind=asked.get("slag", ""),
        is_overdue=asked.get("sena") == "ja",
        waits=asked.get("vantat") == "ja",
        page=int(number) if number.isdecimal() and len(number) < 5 else 1,
    )
    context = {
        "list": found,
        "states": [(word.value, word.label(language)) for word in rules.State],
        "kinds": [(word.value, word.label(language)) for word in rules.Kind],
    }
    return render(request, "deviations/list.html", context)


@reads
def show(request: HttpRequest, deviation_id: uuid.UUID) -> HttpResponse:
    """One deviation: whose turn, what happened, what was answered and how it has climbed."""
    return render(request, "deviations/show.html", {"page": page_or_404(request, deviation_id)})
