"""What stands in the main menu, and what does every page know?"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.lifetime import WARNING, time_left
from samsyn.access.rules import Actor, Permission, roles
from samsyn.deviations.queries.lists import may_read
from samsyn.foundation import clock
from samsyn.workspace.sections import DEVIATIONS, MenuItem, marked, named, sections

MOST = 6


@dataclass(frozen=True)
class Who:
    """The assignment in force, as the header shows it."""

    user_name: str
    unit_name: str
    role_name: str


def face(request: HttpRequest) -> dict[str, Any]:
    """Context for every page."""
    actor: Actor | None = getattr(request, "actor", None)
    is_logged_in = getattr(request, "behind", None) is not None
    return {
        "actor": _who(actor) if actor else None,
        "is_logged_in": is_logged_in,
        "assignment": str(actor.assignment_id) if actor else "",
        "menu": _menu(actor, request.path)
        if actor or not is_logged_in
        else _own_menu(request.path),
        **sections(actor, request.path),
        "demo": settings.SAMSYN_DEMO,
        "idle": _idle(request) if actor else None,
    }


@dataclass(frozen=True)
class Idle:
    """How long this log-in lasts if nothing more happens, and when to warn; in whole seconds."""

    seconds_left: int
    warn_before: int


def _idle(request: HttpRequest) -> Idle:
    left = time_left(request.behind, clock.now())  # type: ignore[attr-defined]
    return Idle(int(left.total_seconds()), int(WARNING.total_seconds()))


def _menu(actor: Actor | None, path: str) -> list[MenuItem]:
    """The menu, with a mark where one is."""
    entries = _entries(actor)
    # Those who meet no single deviation come in by another of their parts.
    door = [url for _label, url in entries if url.startswith(DEVIATIONS)]
    return marked(entries, door[0] if door and path.startswith(DEVIATIONS) else path)


def _own_menu(path: str) -> list[MenuItem]:
    """For one who has logged in but acts for no unit: the pages of the own family."""
    mine = (_("Mina sidor"), reverse("family:home"))
    return marked([mine, (_("Vem gör vad?"), reverse("responsibilities:ask"))], path)


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
    if may_read(actor):
        entries.append((_("Avvikelser"), reverse("deviations:list")))
    elif actor.may(Permission.STEERING_READ):
        entries += named([(_("Avvikelser"), "patterns:list")])
    if actor.may(Permission.STEERING_READ):
        entries.append((_("Styrning"), reverse("governance:start")))
    if actor.may(Permission.LOG_REVIEW):
        entries.append((_("Loggen"), reverse("logreview:overview")))
    if actor.may(Permission.ORGANISATION_MANAGE):
        entries.append((_("Administration"), reverse("administration:start")))
    if actor.may(Permission.RETENTION_READ):
        entries.append((_("Gallring"), reverse("retention:overview")))
    entries.append(who)
    if actor.may(Permission.AGREEMENT_TRY) and len(entries) < MOST:
        entries.append((_("Prova en ändring"), reverse("responsibilities:try_out")))
    return entries
