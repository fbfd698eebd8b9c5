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
        return [who]
    entries = []
    if actor.may(Permission.CHILD_READ):
        entries += [
            (_("Min tur"), reverse("workspace:turns")),
            (_("Barn"), reverse("workspace:children")),
            (_("Planer"), reverse("workspace:plans")),
        ]
    entries.append(who)
    if actor.may(Permission.AGREEMENT_TRY):
        entries.append((_("Prova en ändring"), reverse("responsibilities:try_out")))
    return entries
