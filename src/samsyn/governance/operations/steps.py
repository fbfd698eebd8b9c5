"""How does a matter or a meeting take a step and leave it behind?"""

import uuid
from typing import TypeVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.models import (
    AgendaItem,
    Arena,
    BalanceEntry,
    Matter,
    MatterStep,
    Meeting,
)

M = TypeVar("M", bound=models.Model)


def locked_matter(matter_id: uuid.UUID, actor: Actor) -> Matter:
    """The matter with a lock, within the actor's county."""
    rows = Matter.objects.filter(region=actor.region).select_related("arena", "origin", "version")
    return _locked(rows, matter_id, _("Ärendet finns inte."))


def locked_meeting(meeting_id: uuid.UUID, actor: Actor) -> Meeting:
    """The meeting with a lock, within the actor's county."""
    rows = Meeting.objects.filter(arena__region=actor.region).select_related("arena")
    return _locked(rows, meeting_id, _("Mötet finns inte."))


def locked_entry(entry_id: uuid.UUID, actor: Actor) -> BalanceEntry:
    """The entry of a balance list with a lock, within the actor's county."""
    rows = BalanceEntry.objects.filter(arena__region=actor.region).select_related("arena")
    return _locked(rows, entry_id, _("Uppdraget finns inte på någon balanslista."))


def arena_in_force(arena_id: uuid.UUID, actor: Actor, *, field: str = "arena") -> Arena:
    """An arena of the actor's county that is there today; refused at `field` otherwise."""
    arena = Arena.objects.on(clock.today()).filter(region=actor.region, pk=arena_id).first()
    if arena is None:
        raise Refused(_("Arenan finns inte, eller har upphört."), _("Välj en annan."), field=field)
    return arena


def advance_matter(
    matter: Matter, action: str, *, actor: Actor, to: Arena | None = None, why: str = ""
) -> None:
    """Move the matter by its lifecycle, perhaps to another arena; leaves an immutable step."""
    state = rules.MatterState(matter.state)
    after = rules.MATTER.advance(
        state,
        action,
        refusal=_("Det går inte nu. Ärendets läge är: %(state)s.")
        % {"state": state.label(get_language())},
        advice=_("Ladda om sidan och se vad som har hänt."),
    )
    came_from, now = matter.arena, clock.now()
    if after is not state:
        matter.state, matter.state_since = after.value, now
    matter.arena = to or came_from
    matter.closed_on = clock.today() if after is rules.MatterState.CLOSED else None
    matter.save(update_fields=["state", "state_since", "arena", "closed_on"])
    MatterStep.objects.create(
        matter=matter, at=now, action=action, to_state=after.value, from_arena=came_from,
        to_arena=matter.arena, why=why, by=actor.assignment_id,
    )  # fmt: skip


def advance_meeting(meeting: Meeting, action: str) -> None:
    """Move the meeting by its lifecycle; the caller saves."""
    state = rules.MeetingState(meeting.state)
    after = rules.MEETING.advance(
        state,
        action,
        refusal=_("Det går inte nu. Mötets läge är: %(state)s.")
        % {"state": state.label(get_language())},
        advice=_("Ladda om sidan och se vad som har hänt."),
    )
    if after is not state:
        meeting.state, meeting.state_since = after.value, clock.now()


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order, with matters."""
    rows = AgendaItem.objects.filter(meeting=meeting)
    return list(rows.select_related("matter", "matter__arena", "earlier").order_by("place"))


def renumber(meeting: Meeting, ordered: list[AgendaItem] | None = None) -> None:
    """Let the agenda's places be 1, 2, 3 … in the given order."""
    for place, item in enumerate(ordered or items_of(meeting), start=1):
        if item.place != place:
            item.place = place
            item.save(update_fields=["place"])


def _locked(rows: "models.QuerySet[M]", pk: uuid.UUID, missing: str) -> M:
    row = rows.filter(pk=pk).select_for_update(of=("self",)).first()
    if row is None:
        raise NotPossible(missing)
    return row
