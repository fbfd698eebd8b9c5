"""Which parts do the steering and the deviations have, and where is one?"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.deviations.queries.lists import may_read

STEERING = "/styrning/"
DEVIATIONS = "/avvikelser/"
ADMINISTRATION = "/administration/"
#: What lies in a part although its address begins otherwise.
ALIAS = {"arsbild": f"{DEVIATIONS}statistik/"}


@dataclass(frozen=True)
class MenuItem:
    """One of at most six things in the menu."""

    label: str
    url: str
    current: bool


def marked(entries: list[tuple[str, str]], path: str) -> list[MenuItem]:
    """The longest address that the path begins with is where one is."""
    path = ALIAS.get(path.split("/")[2], path) if path.startswith(DEVIATIONS) else path
    fits = [url for _label, url in entries if path.startswith(url)]
    here = max(fits, key=len, default="")
    return [MenuItem(label, url, url == here) for label, url in entries]


def named(entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Labels and addresses of those that there are."""
    found = []
    for label, name in entries:
        with suppress(NoReverseMatch):
            found.append((label, reverse(name)))
    return found


def sections(actor: Actor | None, path: str) -> dict[str, Any]:
    """What stands above the heading in a part of the house that has parts of its own."""
    found: list[tuple[str, str]] = []
    label = ""
    if actor is not None and path.startswith(STEERING):
        found, label = _steering(actor), _("Styrning")
    elif actor is not None and path.startswith(DEVIATIONS):
        found, label = _deviations(actor), _("Avvikelser")
    elif actor is not None and path.startswith(ADMINISTRATION):
        found, label = _administration(actor), _("Administration")
    return {"sections": marked(found, path), "sections_label": label}


def _administration(actor: Actor) -> list[tuple[str, str]]:
    """The parts of the administration, for administrators."""
    if not actor.may(Permission.ORGANISATION_MANAGE):
        return []
    return named(
        [
            (_("Översikt"), "administration:start"),
            (_("Enheter"), "administration:units"),
            (_("Personer"), "administration:people"),
            (_("Läs in"), "administration:import"),
        ]
    )


def _deviations(actor: Actor) -> list[tuple[str, str]]:
    """The parts of the deviations that the role reads."""
    entries = []
    if may_read(actor):
        entries.append((_("Lista"), "deviations:list"))
    if actor.may(Permission.CHILD_READ) and actor.may(Permission.DEVIATION_REPORT):
        entries.append((_("Förslag"), "deviations:suggestions"))
    if actor.may(Permission.STEERING_READ):
        entries += [(_("Mönster"), "patterns:list"), (_("Statistik"), "patterns:statistics")]
    entries.append((_("Trappan"), "deviations:ladder"))
    return named(entries)


def _steering(actor: Actor) -> list[tuple[str, str]]:
    """The parts of the steering, for those who may read them."""
    if not actor.may(Permission.STEERING_READ):
        return []
    entries = [
        (_("Arenor"), "governance:arenas"),
        (_("Ärenden"), "governance:matters"),
        (_("Uppdrag"), "governance:mandates"),
        (_("Överenskommelser"), "agreements:list"),
        (_("Handlingsplaner"), "actionplans:list"),
        (_("Röster"), "participation:list"),
        (_("Uppföljning"), "followup:reports"),
        (_("Revision"), "followup:findings"),
        (_("Mått"), "indicators:list"),
    ]
    if actor.may(Permission.CHILD_READ) and actor.may(Permission.AGREEMENT_TRY):
        # The main menu of those who also meet children has no room for it.
        entries.append((_("Prova en ändring"), "responsibilities:try_out"))
    return named(entries)
