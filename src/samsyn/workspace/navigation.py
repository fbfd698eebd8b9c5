"""What stands in the main menu, and what does every page know?"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission, roles

STEERING = "/styrning/"


@dataclass(frozen=True)
class MenuItem:
    """One of at most six things in the menu."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Who:
    """The assignment in force, as the header shows it."""

    user_name: str
    unit_name: str
    role_name: str


def face(request: HttpRequest) -> dict[str, Any]:
    """Context for every page."""
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "actor": _who(actor) if actor else None,
        "assignment": str(actor.assignment_id) if actor else "",
        "menu": _menu(actor, request.path),
        "sections": _sections(actor, request.path),
        "demo": settings.SAMSYN_DEMO,
    }


def _menu(actor: Actor | None, path: str) -> list[MenuItem]:
    """The menu; the longest address that the path begins with is where one is."""
    entries = _entries(actor)
    here = max((url for _label, url in entries if path.startswith(url)), key=len, default="")
    return [MenuItem(label, url, url == here) for label, url in entries]


def _sections(actor: Actor | None, path: str) -> list[MenuItem]:
    """What stands below the heading of steering: its parts, for those who may read them."""
    if actor is None or not path.startswith(STEERING) or not actor.may(Permission.STEERING_READ):
        return []
    entries = []
    for label, name in (
        (_("Arenor"), "governance:arenas"),
        (_("Ärenden"), "governance:matters"),
        (_("Uppdrag"), "governance:mandates"),
        (_("Överenskommelser"), "agreements:list"),
        (_("Handlingsplaner"), "actionplans:list"),
        (_("Röster"), "participation:list"),
        (_("Uppföljning"), "followup:reports"),
        (_("Revision"), "followup:findings"),
        (_("Mått"), "indicators:list"),
    ):
        with suppress(NoReverseMatch):
            entries.append((label, reverse(name)))
    here = max((url for _label, url in entries if path.startswith(url)), key=len, default="")
    return [MenuItem(label, url, url == here) for label, url in entries]


def _who(actor: Actor) -> Who:
    role = roles().get(actor.role)
    name = role.label(get_language() or "sv") if role else actor.role
    return Who(actor.user_name, actor.unit_name, name)


def _entries(actor: Actor | None) -> list[tuple[str, str]]:
    who = (_("Vem gör vad?"), reverse("responsibilities:ask"))
    if actor is None:
        return [
            who,
            (_("Arenor"), reverse("public:open_arenas")),
            (_("Överenskommelser"), reverse("public:open_agreements")),
            (_("Handlingsplan"), reverse("public:open_plans")),
            (_("Uppföljning"), reverse("public:open_reports")),
            (_("Öppna data"), reverse("public:open_data")),
        ]
    mine = (_("Min tur"), reverse("workspace:turns"))
    entries = [mine]
    if actor.may(Permission.CHILD_READ):
        entries += [
            (_("Barn"), reverse("workspace:children")),
            (_("Planer"), reverse("workspace:plans")),
        ]
    if actor.may(Permission.STEERING_READ):
        entries.append((_("Styrning"), reverse("governance:start")))
    entries.append(who)
    if actor.may(Permission.AGREEMENT_TRY):
        entries.append((_("Prova en ändring"), reverse("responsibilities:try_out")))
    return entries


@dataclass(frozen=True)
class Way:
    """A card that leads on from Min tur."""

    label: str
    text: str
    url: str


def ways_for(actor: Actor) -> list[Way]:
    """Where somebody who meets no children can go, by what the role may."""
    ways = []
    if actor.may(Permission.STEERING_READ):
        ways += [
            Way(
                _("Styrning"),
                _("Arenor, möten, ärenden och balanslistor i länet."),
                reverse("governance:start"),
            ),
            Way(
                _("Överenskommelser"),
                _("Vad parterna har kommit överens om och vilka som har antagit det."),
                reverse("agreements:list"),
            ),
            Way(
                _("Handlingsplaner"),
                _("Mål, mått och aktiviteter, och hur det går."),
                reverse("actionplans:list"),
            ),
            Way(
                _("Uppföljning"),
                _("Rapporter om vad som har hänt under året."),
                reverse("followup:reports"),
            ),
            Way(
                _("Revision"),
                _("Iakttagelser, svar, åtgärder och bevis."),
                reverse("followup:findings"),
            ),
        ]
    ways.append(
        Way(
            _("Vem gör vad?"),
            _(
                "Fråga länets överenskommelse vem som ansvarar för ett barn i en viss ålder"
                " och med ett visst behov."
            ),
            reverse("responsibilities:ask"),
        )
    )
    ways.append(
        Way(
            _("Hela ansvaret på en sida"),
            _("Alla verksamheter och åldrar i en tabell. Luckor och överlapp syns direkt."),
            reverse("responsibilities:matrix"),
        )
    )
    if actor.may(Permission.AGREEMENT_TRY):
        ways.append(
            Way(
                _("Prova en ändring"),
                _(
                    "Flytta en åldersgräns eller ett ansvar och se vad det ändrar för barnen."
                    " Inget sparas."
                ),
                reverse("responsibilities:try_out"),
            )
        )
    return ways
