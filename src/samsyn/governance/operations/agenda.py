"""The agenda of a coming meeting: put on, take off, in which order."""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_run_meetings
from samsyn.governance.models import AgendaItem, Meeting
from samsyn.governance.operations.steps import (
    advance_matter,
    items_of,
    locked_matter,
    locked_meeting,
    renumber,
)
from samsyn.governance.queries.lineage import arenas_of

OPEN = (rules.MeetingState.PLANNED, rules.MeetingState.CALLED)


@operation
def list_matter(
    meeting_id: uuid.UUID, matter_id: uuid.UUID, *, presenter: str = "", actor: Actor
) -> AgendaItem:
    """Put a matter last on the agenda; title and proposal come along. `presenter` by office."""
    check_may_run_meetings(actor)
    meeting = _open_meeting(meeting_id, actor)
    matter = locked_matter(matter_id, actor)
    if not arenas_of(actor.region).is_same(matter.arena_id, meeting.arena_id):
        raise Refused(
            _("Ärendet ligger i %(arena)s.") % {"arena": matter.arena.name},
            _("Lämna över det hit först."),
            field="matter",
        )
    advance_matter(matter, "list", actor=actor, to=meeting.arena)
    item = AgendaItem.objects.create(
        meeting=meeting, matter=matter, place=_last(meeting) + 1, title=matter.title,
        proposal=matter.proposal, presenter=presenter.strip(),
    )  # fmt: skip
    record("matter.listed", matter, actor=actor)
    return item


@operation
def add_item(
    meeting_id: uuid.UUID, *, title: str, proposal: str = "", presenter: str = "", actor: Actor
) -> AgendaItem:
    """Put a point without a matter last on the agenda, such as "Övriga frågor"."""
    check_may_run_meetings(actor)
    meeting = _open_meeting(meeting_id, actor)
    if not title.strip():
        raise Refused(_("Skriv vad punkten heter."), field="title")
    item = AgendaItem.objects.create(
        meeting=meeting, place=_last(meeting) + 1, title=title.strip(),
        proposal=proposal.strip(), presenter=presenter.strip(),
    )  # fmt: skip
    record("meeting.item_added", meeting, actor=actor)
    return item


@operation
def unlist_item(item_id: uuid.UUID, *, actor: Actor) -> Meeting:
    """Take a point off the agenda; its matter is ready for another meeting again."""
    check_may_run_meetings(actor)
    item, meeting = _item(item_id, actor)
    if item.matter_id:
        advance_matter(locked_matter(item.matter_id, actor), "unlist", actor=actor)
    item.delete()
    renumber(meeting)
    record("meeting.item_removed", meeting, actor=actor)
    return meeting


@operation
def move_item(item_id: uuid.UUID, *, by: int, actor: Actor) -> Meeting:
    """Move a point `by` places down (negative: up)."""
    check_may_run_meetings(actor)
    item, meeting = _item(item_id, actor)
    ordered = items_of(meeting)
    here = [row.pk for row in ordered].index(item.pk)
    ordered.insert(max(0, min(len(ordered) - 1, here + by)), ordered.pop(here))
    renumber(meeting, ordered)
    record("meeting.item_moved", meeting, actor=actor)
    return meeting


def _open_meeting(meeting_id: uuid.UUID, actor: Actor) -> Meeting:
    meeting = locked_meeting(meeting_id, actor)
    if meeting.state not in OPEN:
        raise NotPossible(
            _("Dagordningen är stängd: mötet är hållet eller inställt."),
            _("Skriv in det i protokollet, eller på nästa möte."),
        )
    return meeting


def _item(item_id: uuid.UUID, actor: Actor) -> tuple[AgendaItem, Meeting]:
    rows = AgendaItem.objects.filter(pk=item_id, meeting__arena__region=actor.region)
    item = rows.first()
    if item is None:
        raise NotPossible(_("Punkten finns inte längre."), _("Ladda om dagordningen."))
    return item, _open_meeting(item.meeting_id, actor)


def _last(meeting: Meeting) -> int:
    last = AgendaItem.objects.filter(meeting=meeting).order_by("-place").first()
    return last.place if last else 0
