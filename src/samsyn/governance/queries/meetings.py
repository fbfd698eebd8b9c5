"""What is a meeting about, who was there and what came of it?"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samsyn.access.rules import Actor, Permission
from samsyn.governance import rules
from samsyn.governance.models import (
    AgendaItem,
    Correction,
    MatterDocument,
    Meeting,
    MeetingCall,
)
from samsyn.governance.queries.attendance import SeatRow, seat_rows
from samsyn.governance.queries.balance import BalanceRow, entries_for, rows_of
from samsyn.governance.queries.calendar import MeetingRow, meeting_row, meetings_for
from samsyn.governance.queries.lineage import ArenaFact, Arenas, arenas_of
from samsyn.governance.queries.progress import paragraph_of


@dataclass(frozen=True)
class CorrectionLine:
    """A correction of approved minutes."""

    text: str
    why: str
    on: dt.date


@dataclass(frozen=True)
class ItemRow:
    """A point of the agenda and of the minutes."""

    id: uuid.UUID
    place: int
    paragraph: str
    title: str
    proposal: str
    presenter: str
    matter: uuid.UUID | None
    kind: rules.MatterKind | None
    what: str
    for_children: str
    documents: tuple[str, ...]
    earlier: uuid.UUID | None
    discussion: str
    outcome: rules.Outcome | None
    decision: str
    reservation: str
    tasks: tuple[BalanceRow, ...]
    corrections: tuple[CorrectionLine, ...]


@dataclass(frozen=True)
class CallRow:
    """A call as it was sent."""

    number: int
    at: dt.datetime
    changed_since: bool


@dataclass(frozen=True)
class MeetingPage:
    """A meeting on one page."""

    row: MeetingRow
    arena: ArenaFact
    line: frozenset[uuid.UUID]
    opening: str
    quorum_note: str
    adjusters: str
    approved_on: dt.date | None
    published_on: dt.date | None
    cancelled_why: str
    items: tuple[ItemRow, ...]
    seats: tuple[SeatRow, ...]
    call: CallRow | None
    corrections: tuple[CorrectionLine, ...]
    follow_up: tuple[BalanceRow, ...]
    earlier_unapproved: tuple[tuple[uuid.UUID, dt.date], ...]
    may_run: bool

    @property
    def state(self) -> rules.MeetingState:
        """Where it stands."""
        return self.row.state

    @property
    def is_coming(self) -> bool:
        """Whether the agenda is still open."""
        return self.state in (rules.MeetingState.PLANNED, rules.MeetingState.CALLED)

    @property
    def took_place(self) -> bool:
        """Whether it has been held."""
        return self.state in rules.TOOK_PLACE

    @property
    def is_approved(self) -> bool:
        """Whether its minutes hold."""
        return self.state in rules.HOLDS

    @property
    def filled(self) -> int:
        """Voting seats that were filled."""
        there = (rules.Presence.PRESENT, rules.Presence.SUBSTITUTE)
        return sum(seat.votes and seat.presence in there for seat in self.seats)

    @property
    def lacks_quorum(self) -> bool:
        """Whether too few were there."""
        return rules.lacks_quorum(self.arena.quorum, self.filled)

    @property
    def outcomes(self) -> tuple[rules.Outcome, ...]:
        """What this arena may do."""
        return rules.outcomes_open_to(rules.Power(self.arena.power))

    def item(self, item_id: uuid.UUID) -> ItemRow | None:
        """One of its points."""
        return next((item for item in self.items if item.id == item_id), None)


def meeting_page(actor: Actor, meeting_id: uuid.UUID) -> MeetingPage | None:
    """The meeting's page; None when the county has no such meeting. A constant few statements."""
    rows = meetings_for(actor).prefetch_related(
        Prefetch("items", _items()),
        Prefetch("corrections", Correction.objects.order_by("corrected_on", "id")),
        Prefetch("calls", MeetingCall.objects.order_by("number")),
    )
    meeting = rows.filter(pk=meeting_id).first()
    if meeting is None:
        return None
    arenas = arenas_of(actor.region)
    line = arenas.line(meeting.arena_id)
    followed = _followed(actor, meeting, line, arenas)
    items = tuple(_item(item, meeting, followed) for item in meeting.items.all())
    return MeetingPage(
        row=meeting_row(meeting, arenas, len(items)),
        arena=arenas.by_id[meeting.arena_id],
        line=arenas.line(arenas.today(meeting.arena_id).id),
        opening=meeting.opening,
        quorum_note=meeting.quorum_note,
        adjusters=meeting.adjusters,
        approved_on=meeting.approved_on,
        published_on=timezone.localdate(meeting.published_at) if meeting.published_at else None,
        cancelled_why=meeting.cancelled_why,
        items=items,
        seats=seat_rows(meeting),
        call=_call(meeting),
        corrections=_corrections(meeting, None),
        follow_up=tuple(row for row in followed if row.origin_meeting != meeting.pk),
        earlier_unapproved=_earlier(meeting, line),
        may_run=actor.may(Permission.MEETING_RUN),
    )


@dataclass(frozen=True)
class MeetingHead:
    """A meeting as the small pages about it need it."""

    row: MeetingRow
    arena: ArenaFact


def meeting_head(actor: Actor, meeting_id: uuid.UUID) -> MeetingHead | None:
    """The meeting without its agenda; None when the county has no such meeting. Two statements."""
    meeting = meetings_for(actor).filter(pk=meeting_id).first()
    if meeting is None:
        return None
    arenas = arenas_of(actor.region)
    return MeetingHead(meeting_row(meeting, arenas, 0), arenas.by_id[meeting.arena_id])


def _items() -> QuerySet[Any]:
    """Agenda items with their matters, and the titles of those matters' documents."""
    titles = MatterDocument.objects.filter(matter=OuterRef("matter")).order_by("added_at", "id")
    return (
        AgendaItem.objects.select_related("matter")
        .annotate(document_titles=ArraySubquery(titles.values("title")))
        .order_by("place")
    )


def _followed(
    actor: Actor, meeting: Meeting, line: frozenset[uuid.UUID], arenas: Arenas
) -> tuple[BalanceRow, ...]:
    """What the meeting gave, and what was open on the arena's list when it was held."""
    day = timezone.localdate(meeting.starts_at)
    open_then = Q(arena__in=line, opened_on__lte=day) & (
        Q(closed_on__isnull=True) | Q(closed_on__gte=day)
    )
    given = Q(origin__meeting=meeting)
    return rows_of(entries_for(actor).filter(open_then | given), arenas)


def _earlier(meeting: Meeting, line: frozenset[uuid.UUID]) -> tuple[tuple[uuid.UUID, dt.date], ...]:
    rows = Meeting.objects.filter(
        arena__in=line, starts_at__lt=meeting.starts_at, state__in=rules.UNAPPROVED
    ).order_by("starts_at")
    return tuple((row.pk, timezone.localdate(row.starts_at)) for row in rows)


def _item(item: Any, meeting: Meeting, followed: tuple[BalanceRow, ...]) -> ItemRow:
    matter = item.matter
    origin = f", {paragraph_of(item)}"
    tasks = [r for r in followed if r.origin_meeting == meeting.pk and r.origin.endswith(origin)]
    return ItemRow(
        id=item.pk,
        place=item.place,
        paragraph=paragraph_of(item),
        title=item.title,
        proposal=item.proposal,
        presenter=item.presenter,
        matter=item.matter_id,
        kind=rules.MatterKind(matter.kind) if matter else None,
        what=matter.what if matter else "",
        for_children=matter.for_children if matter else "",
        documents=tuple(item.document_titles),
        earlier=item.earlier_id,
        discussion=item.discussion,
        outcome=rules.Outcome(item.outcome) if item.outcome else None,
        decision=item.decision,
        reservation=item.reservation,
        tasks=tuple(tasks),
        corrections=_corrections(meeting, item.pk),
    )


def _corrections(meeting: Meeting, item_id: uuid.UUID | None) -> tuple[CorrectionLine, ...]:
    return tuple(
        CorrectionLine(row.text, row.why, row.corrected_on)
        for row in meeting.corrections.all()
        if row.item_id == item_id
    )


def _call(meeting: Meeting) -> CallRow | None:
    last = next(reversed(meeting.calls.all()), None)
    if last is None:
        return None
    sent = [(row["title"], row["proposal"]) for row in last.agenda]
    now = [(item.title, item.proposal) for item in meeting.items.all()]
    changed = sent != now or last.starts_at != meeting.starts_at or last.place != meeting.place
    return CallRow(last.number, last.at, changed)
