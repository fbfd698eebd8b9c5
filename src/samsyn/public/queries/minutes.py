"""What do published minutes say, and what has been corrected in them since?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from samsyn.governance.models import Correction, Meeting
from samsyn.governance.rules import MeetingState, Outcome
from samsyn.public.queries.counties import said
from samsyn.regions.schema import Region

FEED_LENGTH = 30


@dataclass(frozen=True)
class ItemLine:
    """A section (§) of the minutes. Presenters by office."""

    id: str
    number: int
    title: str
    presenter: str
    proposal: str
    discussion: str
    outcome: str
    decision: str
    reservation: str
    earlier_id: str


@dataclass(frozen=True)
class CorrectionLine:
    """What was found wrong afterwards; `number` is the section, 0 for the whole."""

    number: int
    text: str
    why: str
    corrected_on: dt.date


@dataclass(frozen=True)
class MinutesPage:
    """The minutes of one meeting as they were approved, with later corrections beside them."""

    id: str
    region: str
    arena: str
    arena_code: str
    starts_at: dt.datetime
    place: str
    opening: str
    quorum_note: str
    approved_on: dt.date | None
    published_at: dt.datetime | None
    items: tuple[ItemLine, ...]
    corrections: tuple[CorrectionLine, ...]


@dataclass(frozen=True)
class MinutesLine:
    """Minutes in a feed. `changed_at` is when they were published or last corrected."""

    id: str
    title: str
    starts_at: dt.datetime
    published_at: dt.datetime
    changed_on: dt.date
    decisions: tuple[str, ...]


def minutes_page(meeting_id: uuid.UUID) -> MinutesPage | None:
    """Published minutes; None for all others."""
    meeting = (
        Meeting.objects.select_related("arena")
        .filter(pk=meeting_id, state=MeetingState.PUBLISHED)
        .first()
    )
    if meeting is None:
        return None
    items = meeting.items.order_by("place")
    return MinutesPage(
        id=str(meeting.pk),
        region=meeting.arena.region,
        arena=meeting.arena.name,
        arena_code=meeting.arena.code,
        starts_at=meeting.starts_at,
        place=meeting.place,
        opening=meeting.opening,
        quorum_note=meeting.quorum_note,
        approved_on=meeting.approved_on,
        published_at=meeting.published_at,
        items=tuple(
            ItemLine(
                id=str(item.pk),
                number=item.place,
                title=item.title,
                presenter=item.presenter,
                proposal=item.proposal,
                discussion=item.discussion,
                outcome=said(Outcome(item.outcome)) if item.outcome else "",
                decision=item.decision,
                reservation=item.reservation,
                earlier_id=str(item.earlier_id or ""),
            )
            for item in items
        ),
        corrections=tuple(
            CorrectionLine(row.item.place if row.item else 0, row.text, row.why, row.corrected_on)
            for row in meeting.corrections.select_related("item").order_by("corrected_on", "pk")
        ),
    )


def latest_minutes(county: Region) -> list[MinutesLine]:
    """The latest published minutes of a county, newest first."""
    meetings = list(
        Meeting.objects.filter(
            arena__region=county.code, state=MeetingState.PUBLISHED, published_at__isnull=False
        )
        .select_related("arena")
        .prefetch_related("items")
        .order_by("-published_at")[:FEED_LENGTH]
    )
    corrected: dict[uuid.UUID, dt.date] = {}
    for row in Correction.objects.filter(meeting__in=meetings).order_by("corrected_on"):
        corrected[row.meeting_id] = row.corrected_on
    return [
        MinutesLine(
            id=str(meeting.pk),
            title=meeting.arena.name,
            starts_at=meeting.starts_at,
            published_at=meeting.published_at or meeting.state_since,
            changed_on=corrected.get(
                meeting.pk, (meeting.published_at or meeting.state_since).date()
            ),
            decisions=tuple(
                f"§ {item.place} {item.title}: {item.decision}"
                for item in meeting.items.all()
                if item.decision
            ),
        )
        for meeting in meetings
    ]
