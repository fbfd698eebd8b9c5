"""The minutes: taken item by item, ready, approved, published, and corrected in the open."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock, dates
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_run_meetings
from samsyn.governance.models import AgendaItem, Correction, Meeting
from samsyn.governance.operations.balance import entry_from_item
from samsyn.governance.operations.effects import move_matters, pass_versions, take_back_matters
from samsyn.governance.operations.steps import advance_meeting, items_of, locked_meeting
from samsyn.governance.queries.attendance import voting_seats_filled
from samsyn.governance.queries.lineage import arenas_of


@dataclass(frozen=True)
class Task:
    """What somebody was asked to do; `owner` by office or group."""

    what: str
    owner: str
    due_on: dt.date | None = None


@dataclass(frozen=True)
class ItemMinutes:
    """What the minutes say of one item. `as_proposed` takes the proposal as the decision."""

    item: uuid.UUID
    outcome: rules.Outcome | None = None
    as_proposed: bool = False
    decision: str = ""
    discussion: str = ""
    reservation: str = ""
    tasks: tuple[Task, ...] = ()


@operation
def take_minutes(meeting_id: uuid.UUID, written: Sequence[ItemMinutes], *, actor: Actor) -> Meeting:
    """Write items of the minutes; as often as needed until they are ready.

    Refused at "outcome-3" and the like, where 3 is the item's place.
    """
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    if meeting.state != rules.MeetingState.HELD:
        raise NotPossible(*_not_open(meeting))
    advance_meeting(meeting, "minute")
    items = {item.pk: item for item in items_of(meeting)}
    if any(row.item not in items for row in written):
        raise NotPossible(_("En punkt finns inte på dagordningen längre."), _("Ladda om sidan."))
    short = _lacks_quorum_note(meeting)
    for row in written:
        item = items[row.item]
        _write(item, row, meeting, short=short)
        for task in row.tasks:
            _give(item, task, meeting, actor)
    record("minutes.taken", meeting, actor=actor)
    return meeting


@operation
def write_minutes(meeting_id: uuid.UUID, *, actor: Actor) -> Meeting:
    """The minutes are ready for approval; the matters move and go back to where they began."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    items = items_of(meeting)
    open_items = [str(item.place) for item in items if not item.outcome]
    if open_items:
        raise NotPossible(
            _("Det saknas utfall för punkt %(places)s.") % {"places": ", ".join(open_items)},
            _("Välj vad ni gjorde, till exempel noterade eller bordlade."),
        )
    if _lacks_quorum_note(meeting) and any(i.outcome in rules.NEEDS_QUORUM for i in items):
        raise NotPossible(_no_quorum(meeting), _("Skriv vid närvaron hur ni gjorde."))
    advance_meeting(meeting, "write")
    meeting.save(update_fields=["state", "state_since"])
    move_matters(meeting, items, actor)
    record("minutes.written", meeting, actor=actor)
    return meeting


@operation
def reopen_minutes(meeting_id: uuid.UUID, *, actor: Actor) -> Meeting:
    """Write on in minutes that wait for approval. Matters that have not gone on come back."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    if meeting.state != rules.MeetingState.WRITTEN:
        raise NotPossible(*_not_open(meeting))
    advance_meeting(meeting, "minute")
    meeting.save(update_fields=["state", "state_since"])
    take_back_matters(meeting, items_of(meeting), actor)
    record("minutes.reopened", meeting, actor=actor)
    return meeting


@operation
def approve_minutes(
    meeting_id: uuid.UUID, *, adjusters: str, approved_on: dt.date, actor: Actor
) -> list[str]:
    """Approved (justerat) by `adjusters`, by office. Earlier minutes must be approved first.

    From now on the text never changes. An approved word on a version of an agreement goes on to
    the agreement; the sentences that come back say what could not go on, and why.
    """
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    _check_approval(meeting, adjusters, approved_on, actor)
    advance_meeting(meeting, "approve")
    meeting.adjusters, meeting.approved_on = adjusters.strip(), approved_on
    meeting.save(update_fields=["state", "state_since", "adjusters", "approved_on"])
    record("minutes.approved", meeting, actor=actor)
    return pass_versions(meeting, items_of(meeting), actor)


@operation
def publish_minutes(meeting_id: uuid.UUID, *, actor: Actor) -> Meeting:
    """Let everybody read the minutes on the open site."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    advance_meeting(meeting, "publish")
    meeting.published_at = clock.now()
    meeting.save(update_fields=["state", "state_since", "published_at"])
    record("minutes.published", meeting, actor=actor)
    return meeting


@operation
def correct_minutes(
    meeting_id: uuid.UUID, *, item_id: uuid.UUID | None, text: str, why: str, actor: Actor
) -> Correction:
    """Say openly what is right in approved minutes. Their text stays as it was."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    if not text.strip():
        raise Refused(_("Skriv vad som är rätt."), field="text")
    if not why.strip():
        raise Refused(_("Skriv vad som var fel, och hur det upptäcktes."), field="why")
    if item_id and not AgendaItem.objects.filter(pk=item_id, meeting=meeting).exists():
        raise Refused(_("Punkten finns inte i protokollet."), field="item")
    advance_meeting(meeting, "correct")
    correction = Correction.objects.create(
        meeting=meeting, item_id=item_id, text=text.strip(), why=why.strip(),
        corrected_on=clock.today(), by=actor.assignment_id,
    )  # fmt: skip
    record("minutes.corrected", meeting, actor=actor)
    return correction


def _write(item: AgendaItem, row: ItemMinutes, meeting: Meeting, *, short: bool) -> None:
    outcome, power = row.outcome, rules.Power(meeting.arena.power)
    if outcome is None and row.as_proposed:
        kind = rules.MatterKind(item.matter.kind) if item.matter else None
        outcome = rules.suggested_outcome(kind, power)
    at = f"outcome-{item.place}"
    if outcome is not None and outcome not in rules.outcomes_open_to(power):
        raise Refused(
            _("%(arena)s får inte göra det: %(power)s.")
            % {"arena": meeting.arena.name, "power": power.sv.lower()},
            _("Välj ett annat utfall."),
            field=at,
        )
    if outcome in rules.NEEDS_QUORUM and short:
        raise Refused(_no_quorum(meeting), _("Skriv först vid närvaron hur ni gjorde."), field=at)
    decision = row.decision.strip() or (item.proposal if row.as_proposed else "")
    if outcome in rules.APPROVING and not decision:
        raise Refused(_("Skriv vad ni kom fram till."), field=f"decision-{item.place}")
    item.outcome, item.decision = outcome.value if outcome else "", decision
    item.discussion, item.reservation = row.discussion.strip(), row.reservation.strip()
    item.save(update_fields=["outcome", "decision", "discussion", "reservation"])


def _give(item: AgendaItem, task: Task, meeting: Meeting, actor: Actor) -> None:
    if not task.what.strip():
        raise Refused(_("Skriv vad som ska göras."), field=f"task-{item.place}")
    if not task.owner.strip():
        raise Refused(_("Skriv vem som svarar för det."), field=f"owner-{item.place}")
    item.meeting = meeting
    entry_from_item(
        item, what=task.what, owner=task.owner, due_on=task.due_on,
        opened_on=timezone.localdate(meeting.starts_at), actor=actor,
    )  # fmt: skip


def _lacks_quorum_note(meeting: Meeting) -> bool:
    """Whether too few were there and nothing has been said about it."""
    present = voting_seats_filled(meeting)
    return rules.lacks_quorum(meeting.arena.quorum, present) and not meeting.quorum_note


def _no_quorum(meeting: Meeting) -> str:
    return _("För få ledamöter var där: %(arena)s behöver %(count)d för att besluta.") % {
        "arena": meeting.arena.name,
        "count": meeting.arena.quorum or 0,
    }


def _not_open(meeting: Meeting) -> tuple[str, str]:
    if meeting.state in rules.HOLDS:
        return (
            _("Protokollet är justerat och ändras inte."),
            _("Är något fel? Skriv en rättelse, så syns den bredvid."),
        )
    if meeting.state == rules.MeetingState.WRITTEN:
        return _("Protokollet väntar på justering."), _("Öppna det igen för att skriva mer.")
    return _("Mötet är inte hållet."), _("Skriv först in vilka som var där.")


def _check_approval(meeting: Meeting, adjusters: str, approved_on: dt.date, actor: Actor) -> None:
    if not adjusters.strip():
        raise Refused(_("Skriv vilka som justerade."), field="adjusters")
    if approved_on < timezone.localdate(meeting.starts_at):
        raise Refused(_("Dagen ligger före mötet."), field="approved_on")
    if approved_on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="approved_on")
    earlier = Meeting.objects.filter(
        arena_id__in=arenas_of(actor.region).line(meeting.arena_id),
        starts_at__lt=meeting.starts_at,
        state__in=rules.UNAPPROVED,
    )
    first = earlier.order_by("starts_at").first()
    if first is not None:
        raise NotPossible(
            _("Protokollet från %(day)s är inte justerat.") % {"day": dates.day(first.starts_at)},
            _("Justera det först."),
        )
