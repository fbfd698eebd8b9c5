"""The start page of steering."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.rules import Permission
from samsyn.governance import queries


@requires(Permission.STEERING_READ)
def start(request: HttpRequest) -> HttpResponse:
    """What waits, which meetings come and where the parts are."""
    context = {"page": queries.start_page(actor_of(request)), "parts": _parts()}
    return render(request, "governance/arena_start.html", context)


def _parts() -> list[dict[str, str]]:
    """Where the steering goes on, with a sentence about each."""
    parts = (
        (
            _("Arenor"),
            "governance:arenas",
            _("Var parterna möts, vilka som sitter där och vad de får göra."),
        ),
        (_("Uppdrag"), "governance:mandates", _("Vilka arenor som har ett uppdrag som gäller.")),
        (_("Möten"), "governance:calendar", _("Årets möten, dagordningar och protokoll.")),
        (
            _("Ärenden"),
            "governance:matters",
            _("Det som arenorna arbetar med, och vad det ledde till."),
        ),
        (
            _("Balanslistor"),
            "governance:balances",
            _("Det som arenorna har bett om, tills det är klart."),
        ),
        (
            _("Överenskommelser"),
            "agreements:list",
            _("Vad som gäller och vilka som har antagit det."),
        ),
        (
            _("Handlingsplaner"),
            "actionplans:list",
            _("Mål, mått och aktiviteter, och hur det går."),
        ),
        (
            _("Röster"),
            "participation:list",
            _("Vad barn, unga och närstående har sagt, och vad det ledde till."),
        ),
        (_("Uppföljning"), "followup:reports", _("Årets rapporter ur det som har hänt.")),
        (_("Revision"), "followup:findings", _("Vad revisorerna fann, svaren och bevisen.")),
        (_("Mått"), "indicators:list", _("Siffrorna bakom målen, med källa och trend.")),
    )
    found = []
    for label, name, text in parts:
        with suppress(NoReverseMatch):
            found.append({"label": label, "url": reverse(name), "text": text})
    return found
