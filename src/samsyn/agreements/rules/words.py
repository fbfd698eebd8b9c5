"""Which words are used about an agreement, and what is its way from draft to force?"""

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
        # A party may adopt an older version, or its decision be written in afterwards.
        (State.ENDED, "treat"): State.ENDED,
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


#: States in which the text may still be written.
WRITABLE = (State.DRAFT, State.REFERRAL)
#: States that a version has left the writing table for: parties and the public meet it.
SENT = (State.RECOMMENDED, State.SIGNED, State.IN_FORCE, State.ENDED)
#: States in which a version has, or has had, a time when it is in force.
DECIDED = (State.IN_FORCE, State.ENDED)


class EventKind(Word):
    """What happened to an agreement, for a report over a period."""

    BEGUN = "begun", "Arbetet började", "Work began"
    MADE = "made", "Ny överenskommelse", "New agreement"
    REVISED = "revised", "Ny version", "New version"
    RECOMMENDED = "recommended", "Rekommenderad", "Recommended"
    ADOPTED = "adopted", "Antagen", "Adopted"
    ADOPTED_WITH_CHANGE = "adopted_with_change", "Antagen med ändring", "Adopted with a change"
    REJECTED = "rejected", "Avslagen", "Rejected"
    REVIEWED = "reviewed", "Uppföljd", "Reviewed"
    ENDED = "ended", "Upphörde", "Ended"
