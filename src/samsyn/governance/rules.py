"""What is an arena, a mandate, a matter and a meeting, and whose turn is it? Pure."""

import datetime as dt
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class ArenaKind(Word):
    """Who meets."""

    POLITICAL = "political", "Politisk arena", "Political arena"
    OFFICIAL = "official", "Tjänstepersoners arena", "Officials' arena"


class Power(Word):
    """What an arena may do."""

    DECIDE = "decide", "Beslutar", "Decides"
    RECOMMEND = "recommend", "Rekommenderar", "Recommends"
    PREPARE = "prepare", "Bereder", "Prepares"
    COORDINATE = "coordinate", "Samordnar", "Coordinates"
    UNKNOWN = "unknown", "Ingen uppgift", "No record"


class Succession(Word):
    """How one arena became another."""

    RENAMED = "renamed", "Bytte namn till", "Was renamed"
    MERGED = "merged", "Gick upp i", "Was merged into"
    CLOSED = "closed", "Upphörde", "Was closed"


class SeatKind(Word):
    """Why somebody sits in an arena."""

    PRESIDIUM = "presidium", "Presidium", "Presidium"
    OFFICE = "office", "Ledamot genom uppdrag", "Member by office"
    PARTY = "party", "Ledamot för en part", "Member for a party"
    OFFICIAL = "official", "Tjänstepersonsstöd", "Supporting official"


class MandateState(Word):
    """What can be said of an arena's mandate on a day."""

    VALID = "valid", "Gällande", "Valid"
    OUTDATED = "outdated", "Inaktuell", "Outdated"
    MISSING = "missing", "Saknas", "Missing"


class TextState(Word):
    """Where a task description stands."""

    DRAFT = "draft", "Utkast", "Draft"
    ADOPTED = "adopted", "Fastställd", "Adopted"


#: What a task description (uppdragsbeskrivning) says, in order (facts §6.4).
MANDATE_PARTS = (
    ("purpose", "Syfte", "Purpose"),
    ("target_group", "Målgrupp", "Target group"),
    ("mandate", "Mandat", "Mandate"),
    ("composition", "Sammansättning", "Composition"),
    ("chair", "Ordförande", "Chair"),
    ("support", "Tjänstepersonsstöd", "Supporting officials"),
    ("frequency", "Hur ofta arenan möts", "How often it meets"),
    ("preparation", "Beredning", "Preparation"),
    ("reporting", "Rapportvägar", "Reporting"),
    ("follow_up", "Uppföljning", "Follow-up"),
)

#: Without these a text says too little to be adopted.
MANDATE_NEEDS = ("purpose", "mandate")

REVIEW_SOON_DAYS = 90
"""Days before its review day when a mandate begins to wait on the secretary. Our own judgement."""


@dataclass(frozen=True)
class Piece:
    """A run of words that two texts share, or that was added or removed."""

    change: str
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """What differs, word by word: pieces that are "same", "removed" or "added", in order."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    pieces: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece("removed", "".join(old[a:b])))
        if d > c:
            pieces.append(Piece("added", "".join(new[c:d])))
    return tuple(pieces)


class MatterKind(Word):
    """What an arena is asked to do with a matter."""

    DECISION = "decision", "Beslut", "Decision"
    INFORMATION = "information", "Information", "Information"
    DIALOGUE = "dialogue", "Dialog", "Dialogue"
    REVISION = "revision", "Revidering", "Revision"
    PRESENTATION = "presentation", "Presentation", "Presentation"
    FOLLOW_UP = "follow_up", "Uppföljning", "Follow-up"


class MatterState(Word):
    """Where a matter stands."""

    PREPARING = "preparing", "Bereds", "Being prepared"
    READY = "ready", "Klart för möte", "Ready for a meeting"
    LISTED = "listed", "På dagordningen", "On the agenda"
    ANSWERED = "answered", "Besvarat", "Answered"
    CLOSED = "closed", "Avslutat", "Closed"


MATTER: Lifecycle[MatterState] = Lifecycle(
    name="matter",
    first=MatterState.PREPARING,
    moves={
        (MatterState.PREPARING, "prepare"): MatterState.PREPARING,
        (MatterState.PREPARING, "hand_over"): MatterState.READY,
        (MatterState.READY, "prepare"): MatterState.PREPARING,
        (MatterState.READY, "hand_over"): MatterState.READY,
        (MatterState.PREPARING, "list"): MatterState.LISTED,
        (MatterState.READY, "list"): MatterState.LISTED,
        (MatterState.LISTED, "unlist"): MatterState.READY,
        (MatterState.LISTED, "postpone"): MatterState.READY,
        (MatterState.LISTED, "send_back"): MatterState.PREPARING,
        (MatterState.LISTED, "answer"): MatterState.ANSWERED,
        (MatterState.ANSWERED, "hand_over"): MatterState.READY,
        (MatterState.ANSWERED, "list"): MatterState.LISTED,
        (MatterState.ANSWERED, "close"): MatterState.CLOSED,
        (MatterState.PREPARING, "close"): MatterState.CLOSED,
        (MatterState.READY, "close"): MatterState.CLOSED,
        (MatterState.CLOSED, "reopen"): MatterState.PREPARING,
    },
    owners={
        MatterState.PREPARING: "preparer",
        MatterState.READY: "arena",
        MatterState.LISTED: "arena",
        MatterState.ANSWERED: "origin",
        MatterState.CLOSED: "nobody",
    },
)


class MeetingState(Word):
    """Where a meeting stands."""

    PLANNED = "planned", "Planerat", "Planned"
    CALLED = "called", "Kallelsen är skickad", "The call is sent"
    HELD = "held", "Hållet, protokollet skrivs", "Held, minutes being written"
    WRITTEN = "written", "Protokollet väntar på justering", "Minutes wait for approval"
    APPROVED = "approved", "Protokollet är justerat", "Minutes approved"
    PUBLISHED = "published", "Protokollet är publicerat", "Minutes published"
    CANCELLED = "cancelled", "Inställt", "Cancelled"


MEETING: Lifecycle[MeetingState] = Lifecycle(
    name="meeting",
    first=MeetingState.PLANNED,
    moves={
        (MeetingState.PLANNED, "move"): MeetingState.PLANNED,
        (MeetingState.PLANNED, "call"): MeetingState.CALLED,
        (MeetingState.CALLED, "call"): MeetingState.CALLED,
        (MeetingState.CALLED, "hold"): MeetingState.HELD,
        (MeetingState.PLANNED, "hold"): MeetingState.HELD,
        (MeetingState.HELD, "minute"): MeetingState.HELD,
        (MeetingState.HELD, "write"): MeetingState.WRITTEN,
        (MeetingState.WRITTEN, "minute"): MeetingState.HELD,
        (MeetingState.WRITTEN, "approve"): MeetingState.APPROVED,
        (MeetingState.APPROVED, "publish"): MeetingState.PUBLISHED,
        (MeetingState.APPROVED, "correct"): MeetingState.APPROVED,
        (MeetingState.PUBLISHED, "correct"): MeetingState.PUBLISHED,
        (MeetingState.PLANNED, "cancel"): MeetingState.CANCELLED,
        (MeetingState.CALLED, "cancel"): MeetingState.CANCELLED,
    },
    owners={
        MeetingState.PLANNED: "secretary",
        MeetingState.CALLED: "secretary",
        MeetingState.HELD: "secretary",
        MeetingState.WRITTEN: "adjusters",
        MeetingState.APPROVED: "secretary",
        MeetingState.PUBLISHED: "nobody",
        MeetingState.CANCELLED: "nobody",
    },
)


class Outcome(Word):
    """What an arena did with an item of its agenda."""

    DECIDED = "decided", "Beslutat", "Decided"
    RECOMMENDED = "recommended", "Rekommenderat", "Recommended"
    NOTED = "noted", "Noterat", "Noted"
    POSTPONED = "postponed", "Bordlagt", "Postponed"
    SENT_BACK = "sent_back", "Återremitterat", "Sent back"
    REJECTED = "rejected", "Avslaget", "Rejected"


#: What an outcome does to the matter behind the item.
MOVE_OF: dict[Outcome, str] = {
    Outcome.DECIDED: "answer",
    Outcome.RECOMMENDED: "answer",
    Outcome.NOTED: "answer",
    Outcome.REJECTED: "answer",
    Outcome.POSTPONED: "postpone",
    Outcome.SENT_BACK: "send_back",
}


def outcomes_open_to(power: Power) -> tuple[Outcome, ...]:
    """What an arena with this power may do: only one that decides decides."""
    open_to_all = (Outcome.NOTED, Outcome.POSTPONED, Outcome.SENT_BACK, Outcome.REJECTED)
    if power is Power.DECIDE:
        return (Outcome.DECIDED, Outcome.RECOMMENDED, *open_to_all)
    if power in (Power.RECOMMEND, Power.PREPARE, Power.COORDINATE):
        return (Outcome.RECOMMENDED, *open_to_all)
    return (Outcome.NOTED, Outcome.POSTPONED, Outcome.SENT_BACK)


class BalanceState(Word):
    """Where an entry of the balance list stands."""

    OPEN = "open", "Pågår", "Under way"
    DONE = "done", "Klar", "Done"
    DROPPED = "dropped", "Avförd", "Dropped"


class Presence(Word):
    """Whether a seat was filled at a meeting."""

    PRESENT = "present", "Närvarande", "Present"
    SUBSTITUTE = "substitute", "Ersättare", "Substitute"
    ABSENT = "absent", "Frånvarande", "Absent"


@dataclass(frozen=True)
class MandateFact:
    """A task description as the rule needs it; days half-open."""

    adopted: bool
    valid_from: dt.date
    valid_to: dt.date | None = None
    review_by: dt.date | None = None
    outdated_from: dt.date | None = None
    anchored: bool = True


@dataclass(frozen=True)
class MandateVerdict:
    """What holds of an arena's mandate on a day, since when, and whether it was anchored."""

    state: MandateState
    since: dt.date
    fact: MandateFact | None = None
    anchored: bool = True


def mandate_on(facts: Iterable[MandateFact], on: dt.date, arena_from: dt.date) -> MandateVerdict:
    """Valid, outdated or missing on a day, and since when.

    Outdated: its time is out, its review day has passed, or a source calls it outdated.
    Missing since the arena began, when there never was one.
    """
    begun = [f for f in facts if f.adopted and f.valid_from <= on]
    latest = max(begun, key=lambda f: f.valid_from, default=None)
    if latest is None:
        return MandateVerdict(MandateState.MISSING, min(arena_from, on))
    ends = [d for d in (latest.valid_to, latest.outdated_from) if d is not None]
    if latest.review_by is not None:
        ends.append(latest.review_by + dt.timedelta(days=1))
    end = min(ends, default=None)
    if end is not None and end <= on:
        since = max(end, latest.valid_from)
        return MandateVerdict(MandateState.OUTDATED, since, latest, latest.anchored)
    return MandateVerdict(MandateState.VALID, latest.valid_from, latest, latest.anchored)


CALL_DAYS = 21
"""Days before a meeting when the agenda begins to wait on the secretary. Our own judgement."""

#: Outcomes by which an arena has said yes to what was proposed.
APPROVING = (Outcome.DECIDED, Outcome.RECOMMENDED)
#: Outcomes that need a quorum, where the county has said how many that is.
NEEDS_QUORUM = (Outcome.DECIDED, Outcome.RECOMMENDED, Outcome.REJECTED)
#: Meetings that took place.
TOOK_PLACE = (
    MeetingState.HELD,
    MeetingState.WRITTEN,
    MeetingState.APPROVED,
    MeetingState.PUBLISHED,
)
#: Meetings whose minutes have not been approved yet.
UNAPPROVED = (MeetingState.HELD, MeetingState.WRITTEN)
#: Meetings whose minutes hold.
HOLDS = (MeetingState.APPROVED, MeetingState.PUBLISHED)


def lacks_quorum(quorum: int | None, present: int) -> bool:
    """Whether too few voting seats were filled; never when the county has not said how many."""
    return quorum is not None and present < quorum


def suggested_outcome(kind: MatterKind | None, power: Power) -> Outcome:
    """What "as proposed" means: a decision where the arena can, else a recommendation or a note."""
    if kind in (MatterKind.DECISION, MatterKind.REVISION):
        return outcomes_open_to(power)[0]
    return Outcome.NOTED


def proposed_days(count: int, year: int) -> tuple[dt.date, ...]:
    """Wednesdays spread evenly over the weeks when people meet: 3-24 and 34-50.

    A Wednesday that is 1 May or 6 June becomes the day before.
    """
    weeks = [*range(3, 25), *range(34, 51)]
    days = []
    for nth in range(count):
        week = weeks[min(int((nth + 0.5) / count * len(weeks)), len(weeks) - 1)]
        day = dt.date.fromisocalendar(year, week, 3)
        if (day.month, day.day) in ((5, 1), (6, 6)):
            day -= dt.timedelta(days=1)
        days.append(day)
    return tuple(days)


def demanded_arenas(
    passages: Iterable[tuple[frozenset[str], tuple[str, ...]]],
    *,
    has_cost: bool,
    changes_responsibility: bool,
) -> tuple[str, ...]:
    """Codes of the arenas that a matter must also pass, in the county's order.

    `passages` are (reasons, arenas) with the reasons "cost" and "responsibility".
    """
    reasons = {"cost"} if has_cost else set()
    reasons |= {"responsibility"} if changes_responsibility else set()
    found = [code for why, arenas in passages if why & reasons for code in arenas]
    return tuple(dict.fromkeys(found))
