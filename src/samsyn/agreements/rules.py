"""What is an agreement's way from draft to force, and what holds for each party? Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class State(Word):
    """Where a version stands."""

    DRAFT = "draft", "Utkast", "Draft"
    REFERRAL = "referral", "På remiss", "Out for comments"
    RECOMMENDED = "recommended", "Rekommenderad", "Recommended"
    SIGNED = "signed", "Underskriven", "Signed"
    IN_FORCE = "in_force", "Beslutad att gälla", "Decided to be in force"
    ENDED = "ended", "Har upphört", "Has ended"
    WITHDRAWN = "withdrawn", "Återtagen", "Withdrawn"


LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="agreement version",
    first=State.DRAFT,
    moves={
        (State.DRAFT, "refer"): State.REFERRAL,
        (State.REFERRAL, "rework"): State.DRAFT,
        (State.DRAFT, "recommend"): State.RECOMMENDED,
        (State.REFERRAL, "recommend"): State.RECOMMENDED,
        (State.RECOMMENDED, "treat"): State.RECOMMENDED,
        (State.RECOMMENDED, "rework"): State.DRAFT,
        (State.RECOMMENDED, "sign"): State.SIGNED,
        (State.SIGNED, "treat"): State.SIGNED,
        (State.RECOMMENDED, "enter"): State.IN_FORCE,
        (State.SIGNED, "enter"): State.IN_FORCE,
        (State.IN_FORCE, "treat"): State.IN_FORCE,
        (State.IN_FORCE, "review"): State.IN_FORCE,
        (State.IN_FORCE, "end"): State.ENDED,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.REFERRAL, "withdraw"): State.WITHDRAWN,
        (State.RECOMMENDED, "withdraw"): State.WITHDRAWN,
        (State.SIGNED, "withdraw"): State.WITHDRAWN,
    },
    owners={
        State.DRAFT: "secretary",
        State.REFERRAL: "parties",
        State.RECOMMENDED: "parties",
        State.SIGNED: "secretary",
        State.IN_FORCE: "arena",
        State.ENDED: "nobody",
        State.WITHDRAWN: "nobody",
    },
)


class Outcome(Word):
    """What a party's board decided."""

    ADOPTED = "adopted", "Antagen", "Adopted"
    ADOPTED_WITH_CHANGE = "adopted_with_change", "Antagen med ändring", "Adopted with a change"
    REJECTED = "rejected", "Avslagen", "Rejected"


class Adoption(Word):
    """What is known of a party and the version that is asked about, on a day."""

    ADOPTED = "adopted", "Antagen", "Adopted"
    ADOPTED_WITH_CHANGE = "adopted_with_change", "Antagen med ändring", "Adopted with a change"
    REJECTED = "rejected", "Avslagen", "Rejected"
    OLDER = "adopted_older", "Följer en äldre version", "Follows an older version"
    WAITING = "waiting", "Inte behandlad än", "Not treated yet"
    UNKNOWN = "unknown", "Ingen uppgift", "No record"


class PassageOutcome(Word):
    """What an arena said when a version passed it."""

    APPROVED = "approved", "Tillstyrkt", "Approved"
    RETURNED = "returned", "Återremitterad", "Sent back"
    REJECTED = "rejected", "Avstyrkt", "Rejected"


class ReviewOutcome(Word):
    """What a yearly review leads to."""

    UNCHANGED = "unchanged", "Fortsätter oförändrad", "Goes on unchanged"
    REVISE = "revise", "Ska revideras", "Is to be revised"
    END = "end", "Upphör", "Ends"


@dataclass(frozen=True)
class VersionFact:
    """A version as the adoption rule needs it. ``number`` orders versions of one agreement."""

    number: int
    label: str
    recommended_on: dt.date | None
    valid_from: dt.date | None
    adoption_is_known: bool


@dataclass(frozen=True)
class TreatmentFact:
    """A party's decision on a version; of two on the same version the later recorded holds."""

    party: str
    number: int
    outcome: Outcome
    board: str
    decided_on: dt.date
    paragraph: str = ""
    change: str = ""


@dataclass(frozen=True)
class PartyAdoption:
    """Where a party stands. ``version`` is the one that it follows, '' when none is known."""

    party: str
    state: Adoption
    board: str
    decided_on: dt.date | None
    paragraph: str
    version: str
    change: str
    asked: str


def asked_version(versions: Iterable[VersionFact], on: dt.date) -> VersionFact | None:
    """The newest version that the parties had been asked about, or that was in force, on a day."""
    known = [v for v in versions if _asked_on(v) is not None and (_asked_on(v) or on) <= on]
    return max(known, key=lambda v: v.number, default=None)


def _asked_on(version: VersionFact) -> dt.date | None:
    days = [day for day in (version.recommended_on, version.valid_from) if day]
    return min(days, default=None)


def adoption_of(
    party: str,
    versions: Sequence[VersionFact],
    treatments: Iterable[TreatmentFact],
    on: dt.date,
) -> PartyAdoption | None:
    """Where `party` stands on a day; None when no version had been sent to the parties."""
    asked = asked_version(versions, on)
    if asked is None:
        return None
    labels = {v.number: v.label for v in versions}
    own = [t for t in treatments if t.party == party and t.decided_on <= on]
    adopted = [t for t in own if t.outcome is not Outcome.REJECTED and t.number <= asked.number]
    followed = max(adopted, key=lambda t: t.number, default=None)
    on_asked = [t for t in own if t.number == asked.number]
    last = on_asked[-1] if on_asked else None
    if last is not None:
        state = Adoption(last.outcome.value)
    elif followed is not None:
        state, last = Adoption.OLDER, followed
    else:
        state = Adoption.WAITING if asked.adoption_is_known else Adoption.UNKNOWN
    return PartyAdoption(
        party=party,
        state=state,
        board=last.board if last else "",
        decided_on=last.decided_on if last else None,
        paragraph=last.paragraph if last else "",
        version=labels.get(followed.number, "") if followed else "",
        change=last.change if last else "",
        asked=asked.label,
    )
