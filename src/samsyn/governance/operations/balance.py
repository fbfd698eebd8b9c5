"""The balance list: what an arena has asked for, followed until it is done."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_follow_up, check_may_run_meetings
from samsyn.governance.models import AgendaItem, BalanceEntry, BalanceStep, Matter, Meeting
from samsyn.governance.operations.steps import arena_in_force, locked_entry
from samsyn.organisations.models import Unit


@operation
def add_entry(
    arena_id: uuid.UUID, *, what: str, owner: str, owner_unit: uuid.UUID | None = None,
    due_on: dt.date | None = None, origin_text: str = "", matter_id: uuid.UUID | None = None,
    actor: Actor,
) -> BalanceEntry:  # fmt: skip
    """Put something on an arena's list. `owner` is an office or a group, never a name."""
    check_may_run_meetings(actor)
    arena = arena_in_force(arena_id, actor)
    _check_words(what, owner)
    matter = None
    if matter_id is not None:
        matter = Matter.objects.filter(region=actor.region, pk=matter_id).first()
        if matter is None:
            raise Refused(_("Ärendet finns inte."), field="matter")
    entry = BalanceEntry.objects.create(
        arena=arena, what=what.strip(), owner=owner.strip(),
        owner_unit=_unit(owner_unit, actor), due_on=due_on, origin_text=origin_text.strip(),
        matter=matter, state=rules.BalanceState.OPEN.value, opened_on=clock.today(),
    )  # fmt: skip
    _step(entry, actor)
    record("balance.added", entry, actor=actor)
    return entry


def entry_from_item(
    item: AgendaItem, *, what: str, owner: str, due_on: dt.date | None, opened_on: dt.date,
    actor: Actor,
) -> BalanceEntry:  # fmt: skip
    """The task that a meeting gave, on the list of its arena. Part of taking the minutes."""
    entry = BalanceEntry.objects.create(
        arena=item.meeting.arena, what=what.strip(), owner=owner.strip(), due_on=due_on,
        origin=item, matter=item.matter, state=rules.BalanceState.OPEN.value, opened_on=opened_on,
    )  # fmt: skip
    _step(entry, actor, meeting_id=item.meeting_id)
    return entry


@operation
def update_entry(
    entry_id: uuid.UUID, *, text: str, due_on: dt.date | None, owner: str = "",
    meeting_id: uuid.UUID | None = None, actor: Actor,
) -> BalanceEntry:  # fmt: skip
    """Say how it goes, at a meeting or between them; perhaps with another owner or day."""
    entry = _open(entry_id, actor)
    check_may_follow_up(entry, actor)
    new_owner = owner.strip() or entry.owner
    if not text.strip() and due_on == entry.due_on and new_owner == entry.owner:
        raise Refused(_("Skriv hur det går."), field="text")
    said = [text.strip()]
    if new_owner != entry.owner:
        said.append(f"Ansvarig: {new_owner} (tidigare {entry.owner}).")
    entry.due_on, entry.owner = due_on, new_owner
    entry.save(update_fields=["due_on", "owner"])
    _step(entry, actor, text=" ".join(filter(None, said)), meeting_id=_meeting(meeting_id, actor))
    record("balance.updated", entry, actor=actor)
    return entry


@operation
def hand_entry(entry_id: uuid.UUID, *, arena_id: uuid.UUID, why: str, actor: Actor) -> BalanceEntry:
    """Let another arena follow it. Its origin stays."""
    check_may_run_meetings(actor)
    entry, to = _open(entry_id, actor), arena_in_force(arena_id, actor)
    if to.pk == entry.arena_id:
        raise Refused(_("Det står redan på den listan."), field="arena")
    if not why.strip():
        raise Refused(_("Skriv varför en annan arena ska följa det."), field="why")
    entry.arena = to
    entry.save(update_fields=["arena"])
    _step(entry, actor, text=why.strip())
    record("balance.handed_over", entry, actor=actor)
    return entry


@operation
def close_entry(
    entry_id: uuid.UUID, *, state: rules.BalanceState, outcome: str,
    meeting_id: uuid.UUID | None = None, actor: Actor,
) -> BalanceEntry:  # fmt: skip
    """Take it off the list as done or dropped. Nothing leaves without an outcome."""
    check_may_run_meetings(actor)
    entry = _open(entry_id, actor)
    if state is rules.BalanceState.OPEN:
        raise Refused(_("Välj om det är klart eller avförs."), field="state")
    if not outcome.strip():
        raise Refused(_("Skriv vad det blev."), field="outcome")
    entry.state, entry.outcome, entry.closed_on = state.value, outcome.strip(), clock.today()
    entry.save(update_fields=["state", "outcome", "closed_on"])
    _step(entry, actor, text=outcome.strip(), meeting_id=_meeting(meeting_id, actor))
    record("balance.closed", entry, actor=actor)
    return entry


def _open(entry_id: uuid.UUID, actor: Actor) -> BalanceEntry:
    entry = locked_entry(entry_id, actor)
    if entry.state != rules.BalanceState.OPEN:
        raise NotPossible(_("Det är redan avslutat."), _("Lägg till ett nytt om mer ska göras."))
    return entry


def _check_words(what: str, owner: str) -> None:
    if not what.strip():
        raise Refused(_("Skriv vad som ska göras."), field="what")
    if not owner.strip():
        raise Refused(_("Skriv vem som svarar för det."), field="owner")


def _unit(unit_id: uuid.UUID | None, actor: Actor) -> Unit | None:
    if unit_id is None:
        return None
    unit = Unit.objects.filter(pk=unit_id, party__region=actor.region).first()
    if unit is None:
        raise Refused(_("Enheten finns inte längre."), _("Välj igen."), field="owner_unit")
    return unit


def _meeting(meeting_id: uuid.UUID | None, actor: Actor) -> uuid.UUID | None:
    if meeting_id is None:
        return None
    rows = Meeting.objects.filter(pk=meeting_id, arena__region=actor.region)
    if not rows.exists():
        raise Refused(_("Mötet finns inte."), field="meeting")
    return meeting_id


def _step(
    entry: BalanceEntry, actor: Actor, *, text: str = "", meeting_id: uuid.UUID | None = None
) -> None:
    BalanceStep.objects.create(
        entry=entry, at=clock.now(), meeting_id=meeting_id, text=text, to_state=entry.state,
        to_arena=entry.arena, due_on=entry.due_on, by=actor.assignment_id,
    )  # fmt: skip
