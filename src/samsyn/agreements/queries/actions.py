"""What can this actor do with a version now? The first is the main one of the page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.agreements import rules
from samsyn.agreements.models import Version


@dataclass(frozen=True)
class Action:
    """Something to do, named by what happens."""

    label: str
    url: str


def actions_for(version: Version, actor: Actor, *, is_party: bool) -> tuple[Action, ...]:
    """By role and state. What is left out is refused by the operation as well."""
    state = rules.State(version.state)
    found: list[tuple[str, str]] = []
    if actor.may(Permission.AGREEMENT_WRITE):
        found = _of_secretary(state)
    elif is_party and actor.may(Permission.AGREEMENT_TREAT):
        found = _of_board(state)
    return tuple(
        Action(label, reverse(f"agreements:{name}", args=[version.pk])) for label, name in found
    )


def _of_secretary(state: rules.State) -> list[tuple[str, str]]:
    arena = (_("Skriv in vad en arena har sagt"), "arena")
    back = (_("Återta versionen"), "withdraw")
    treat = (_("Skriv in en parts beslut"), "treat")
    tried = (_("Ändringar i vem som gör vad"), "try_changes")
    match state:
        case rules.State.DRAFT:
            return [
                (_("Skriv i texten"), "edit"), (_("Skicka på remiss"), "refer"), arena, tried, back,
            ]  # fmt: skip
        case rules.State.REFERRAL:
            return [
                (_("Läs remissvaren"), "refer"), (_("Skriv i texten"), "edit"), arena, tried, back,
            ]  # fmt: skip
        case rules.State.RECOMMENDED:
            return [
                (_("Besluta från när den gäller"), "enter"), treat,
                (_("Skriv in en underskrift"), "sign"), tried, (_("Skriv om texten"), "rework"),
                back,
            ]  # fmt: skip
        case rules.State.SIGNED:
            return [
                (_("Besluta från när den gäller"), "enter"), treat,
                tried, back,
            ]  # fmt: skip
        case rules.State.IN_FORCE:
            return [
                (_("Skriv in årets uppföljning"), "review"), treat,
                (_("Skriv in en underskrift"), "sign"), (_("Låt den upphöra"), "end"),
            ]  # fmt: skip
        case rules.State.ENDED:
            return [treat]
    return []


def _of_board(state: rules.State) -> list[tuple[str, str]]:
    if state is rules.State.REFERRAL:
        return [(_("Svara på remissen"), "refer")]
    if state in rules.SENT:
        return [
            (_("Skriv in nämndens beslut"), "treat"),
            (_("Skriv in underskriften"), "sign"),
        ]
    return []
