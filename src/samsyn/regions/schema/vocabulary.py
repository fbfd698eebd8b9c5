"""Which words may a county package use? The codes only; labels stand where they are shown."""

from enum import StrEnum


class Level(StrEnum):
    """The three levels of the agreement, lowest first."""

    GENERAL = "general"
    FIRST_LINE = "first_line"
    SPECIALIST = "specialist"


class Need(StrEnum):
    """Areas in which a child may need support."""

    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"
    PSYCHIATRIC = "psychiatric"
    SOCIAL = "social"
    PEDAGOGICAL = "pedagogical"
    ADDICTION = "addiction"
    DISABILITY = "disability"


class Extent(StrEnum):
    """How much support is needed."""

    MILD = "mild"
    MODERATE = "moderate"
    EXTENSIVE = "extensive"


class Setting(StrEnum):
    """Where the child is, or what its situation is; ``NONE`` is nothing of the others."""

    HOME = "home"
    PRESCHOOL = "preschool"
    SCHOOL = "school"
    UPPER_SECONDARY = "upper_secondary"
    PLACED = "placed"
    NEWLY_ARRIVED = "newly_arrived"
    NONE = "none"


class Basis(StrEnum):
    """Whether the agreement names the area of need, or we read it so."""

    STATED = "stated"
    INTERPRETED = "interpreted"


class Part(StrEnum):
    """The part that an operation plays in a duty."""

    RESPONSIBLE = "responsible"
    SUPPORTING = "supporting"


class PartyKind(StrEnum):
    """Who may be a party to an agreement, or run an operation (huvudman)."""

    REGION = "region"
    MUNICIPALITY = "municipality"
    ASSOCIATION = "association"
    INDEPENDENT = "independent"


class ArenaKind(StrEnum):
    """Who meets in an arena."""

    POLITICAL = "political"
    OFFICIAL = "official"


class Mandate(StrEnum):
    """What an arena may do."""

    DECIDE = "decide"
    RECOMMEND = "recommend"
    PREPARE = "prepare"
    COORDINATE = "coordinate"
    UNKNOWN = "unknown"


class LadderKind(StrEnum):
    """What a branch of the ladder is for."""

    RESPONSIBILITY = "responsibility"
    SHORTCOMING = "shortcoming"


class RungOwner(StrEnum):
    """Whose turn it is on a rung."""

    OPERATIONS = "operations"
    CLOSEST_MANAGER = "closest_manager"
    NEXT_MANAGER = "next_manager"
    MANAGERS_TOGETHER = "managers_together"
    PARTY_LEADERSHIP = "party_leadership"
    ARENA = "arena"


class DeadlineKey(StrEnum):
    """The waits that the product measures; how long they may be is the county's to decide."""

    CALL_REPLY = "call_reply_days"
    NEED_TO_CALL = "need_to_call_days"
    NEED_TO_MEETING = "need_to_meeting_days"
    PLAN_AGREEMENT = "plan_agreement_days"
    FOLLOW_UP = "follow_up_days"
    CONSENT_ANSWER = "consent_answer_days"


class Precision(StrEnum):
    """How exactly the source gives a date."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    AT_LATEST = "at_latest"


class SeatKind(StrEnum):
    """Why somebody sits in an arena; an ``OFFICIAL`` supports and does not decide."""

    PRESIDIUM = "presidium"
    OFFICE = "office"
    PARTY = "party"
    OFFICIAL = "official"


class MatterKind(StrEnum):
    """What an arena is asked to do with a matter."""

    DECISION = "decision"
    INFORMATION = "information"
    DIALOGUE = "dialogue"
    REVISION = "revision"
    PRESENTATION = "presentation"
    FOLLOW_UP = "follow_up"


class TreatmentOutcome(StrEnum):
    """What a party's board decided on a version."""

    ADOPTED = "adopted"
    ADOPTED_WITH_CHANGE = "adopted_with_change"
    REJECTED = "rejected"


class AdoptionRecord(StrEnum):
    """Whether the sources tell when each party adopted a version."""

    KNOWN = "known"
    UNKNOWN = "unknown"


class PassageReason(StrEnum):
    """What in a new version makes it pass further arenas."""

    COST = "cost"
    RESPONSIBILITY = "responsibility"


class FindingState(StrEnum):
    """Where a measure after an audit stands."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
