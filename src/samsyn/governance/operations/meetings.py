"""A meeting: planned for the year, moved, called to, held or cancelled."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock, dates
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_run_meetings
from samsyn.governance.models import AgendaItem, Arena, Attendance, Meeting, MeetingCall, Seat
from samsyn.governance.operations.steps import (
    advance_matter,
    advance_meeting,
    arena_in_force,
    items_of,
    locked_matter,
    locked_meeting,
    renumber,
)
from samsyn.governance.queries.lineage import arenas_of


@dataclass(frozen=True)
class Present:
    """Whether a seat was filled. `name` is the substitute's, when there was one."""

    seat: uuid.UUID
    presence: rules.Presence
    name: str = ""


@operation
def plan_meeting(
    arena_id: uuid.UUID, *, starts_at: dt.datetime, minutes: int = 120, place: str = "",
    actor: Actor,
) -> Meeting:  # fmt: skip
    """Put one meeting in the calendar."""
    check_may_run_meetings(actor)
    meeting = _planned(arena_in_force(arena_id, actor), starts_at, minutes, place)
    record("meeting.planned", meeting, actor=actor)
    return meeting


@operation
def plan_year(
    arena_id: uuid.UUID, *, starts: Sequence[dt.datetime], minutes: int = 120, place: str = "",
    actor: Actor,
) -> list[Meeting]:  # fmt: skip
    """Put the year's meetings in the calendar at once."""
    check_may_run_meetings(actor)
    arena = arena_in_force(arena_id, actor)
    if not starts:
        raise Refused(_("Välj minst en dag."), field="day-1")
    if len({timezone.localdate(moment) for moment in starts}) < len(starts):
        raise Refused(_("Samma dag står två gånger."), field="day-1")
    planned = [_planned(arena, moment, minutes, place) for moment in sorted(starts)]
    for meeting in planned:
        record("meeting.planned", meeting, actor=actor)
    return planned


@operation
def move_meeting(
    meeting_id: uuid.UUID, *, starts_at: dt.datetime, minutes: int, place: str, actor: Actor
) -> Meeting:
    """Give the meeting another time or place. Calendars that have it follow (SEQUENCE)."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    _check_not_held(meeting)
    _check_free(meeting.arena, starts_at, but=meeting)
    meeting.starts_at, meeting.minutes, meeting.place = starts_at, minutes, place.strip()
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "minutes", "place", "sequence"])
    record("meeting.moved", meeting, actor=actor)
    return meeting


@operation
def cancel_meeting(meeting_id: uuid.UUID, *, why: str, actor: Actor) -> Meeting:
    """Cancel the meeting. Its matters are ready for the next one."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    if not why.strip():
        raise Refused(_("Skriv varför mötet ställs in."), field="why")
    advance_meeting(meeting, "cancel")
    for item in items_of(meeting):
        if item.matter_id and item.matter and item.matter.state == rules.MatterState.LISTED:
            matter = locked_matter(item.matter_id, actor)
            advance_matter(matter, "postpone", actor=actor, why=_("Mötet ställdes in."))
    meeting.cancelled_why, meeting.sequence = why.strip(), meeting.sequence + 1
    meeting.save(update_fields=["state", "state_since", "cancelled_why", "sequence"])
    record("meeting.cancelled", meeting, actor=actor)
    return meeting


@operation
def call_meeting(meeting_id: uuid.UUID, *, actor: Actor) -> MeetingCall:
    """Set the call: the agenda of this moment is kept with it.

    Minutes of an earlier meeting that are not approved come first on the agenda by themselves.
    """
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    if meeting.starts_at < clock.now():
        raise NotPossible(
            _("Mötets tid har passerat."), _("Flytta mötet, eller skriv in vilka som var där.")
        )
    _put_earlier_minutes_first(meeting, actor)
    items = items_of(meeting)
    if not items:
        raise NotPossible(_("Dagordningen är tom."), _("Sätt upp ett ärende eller en punkt först."))
    advance_meeting(meeting, "call")
    meeting.save(update_fields=["state", "state_since"])
    call = MeetingCall.objects.create(
        meeting=meeting, number=MeetingCall.objects.filter(meeting=meeting).count() + 1,
        at=clock.now(), starts_at=meeting.starts_at, place=meeting.place,
        agenda=[_kept(item) for item in items], by=actor.assignment_id,
    )  # fmt: skip
    record("meeting.called", meeting, actor=actor)
    return call


@operation
def hold_meeting(
    meeting_id: uuid.UUID, *, attendance: Sequence[Present], opening: str = "",
    quorum_note: str = "", actor: Actor,
) -> Meeting:  # fmt: skip
    """Write down who was there. Can be mended until the minutes are ready."""
    check_may_run_meetings(actor)
    meeting = locked_meeting(meeting_id, actor)
    if meeting.starts_at > clock.now():
        raise NotPossible(_("Mötet har inte varit än."), _("Flytta det om det hölls en annan dag."))
    seats = set(Seat.objects.filter(arena=meeting.arena).values_list("pk", flat=True))
    if any(row.seat not in seats for row in attendance):
        raise NotPossible(_("En plats hör till en annan arena."), _("Ladda om sidan."))
    advance_meeting(meeting, "minute" if meeting.state == rules.MeetingState.HELD else "hold")
    for row in attendance:
        Attendance.objects.update_or_create(
            meeting=meeting,
            seat_id=row.seat,
            defaults={"presence": row.presence.value, "name": row.name.strip()},
        )
    meeting.opening, meeting.quorum_note = opening.strip(), quorum_note.strip()
    meeting.save(update_fields=["state", "state_since", "opening", "quorum_note"])
    record("meeting.held", meeting, actor=actor)
    return meeting


def _planned(arena: Arena, starts_at: dt.datetime, minutes: int, place: str) -> Meeting:
    _check_free(arena, starts_at)
    return Meeting.objects.create(
        arena=arena, starts_at=starts_at, minutes=minutes, place=place.strip(),
        state=rules.MEETING.first.value, state_since=clock.now(),
    )  # fmt: skip


def _check_free(arena: Arena, starts_at: dt.datetime, but: Meeting | None = None) -> None:
    day = timezone.localdate(starts_at)
    if arena.valid_to and day >= arena.valid_to:
        raise Refused(_("Arenan har upphört den dagen."), _("Välj en tidigare dag."), field="day")
    rows = Meeting.objects.filter(arena=arena, starts_at__date=day)
    rows = rows.exclude(state=rules.MeetingState.CANCELLED)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    if rows.exists():
        raise Refused(
            _("%(arena)s har redan ett möte %(day)s.")
            % {"arena": arena.name, "day": dates.day(day)},
            _("Välj en annan dag."),
            field="day",
        )


def _check_not_held(meeting: Meeting) -> None:
    if meeting.state not in (rules.MeetingState.PLANNED, rules.MeetingState.CALLED):
        raise NotPossible(_("Mötet är hållet eller inställt och går inte att flytta."))


def _put_earlier_minutes_first(meeting: Meeting, actor: Actor) -> None:
    """An item for each earlier meeting whose minutes wait; those already there stay."""
    line = arenas_of(actor.region).line(meeting.arena_id)
    waiting = Meeting.objects.filter(
        arena_id__in=line, starts_at__lt=meeting.starts_at, state__in=rules.UNAPPROVED
    ).order_by("starts_at")
    items = items_of(meeting)
    there = {item.earlier_id for item in items}
    with translation.override("sv"):
        new = [
            AgendaItem.objects.create(
                meeting=meeting,
                earlier=row,
                place=len(items) + nth,
                title="Föregående protokoll",
                proposal=f"Protokollet från {dates.day(row.starts_at)} gås igenom"
                " och läggs till handlingarna.",
            )
            for nth, row in enumerate((row for row in waiting if row.pk not in there), start=1)
        ]
    if new:
        renumber(meeting, [*new, *items])


def _kept(item: AgendaItem) -> dict[str, object]:
    return {
        "place": item.place,
        "title": item.title,
        "proposal": item.proposal,
        "presenter": item.presenter,
    }
