"""What has happened in an arena during a period, as frozen facts? Days are worded already. Pure."""

from dataclasses import dataclass

from samsyn.followup.rules.sections import Source


@dataclass(frozen=True)
class ArenaFact:
    """The arena itself."""

    name: str
    kind: str
    power: str
    since: str
    about: str = ""
    note: str = ""
    parent: str = ""
    prepared_by: tuple[str, ...] = ()
    prepares_for: tuple[str, ...] = ()
    meetings_per_year: int | None = None
    earlier_names: tuple[str, ...] = ()
    later_name: str = ""
    mandate: str = ""
    mandate_since: str = ""
    mandate_title: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class SeatFact:
    """Places in the arena by office or party, and how many alike; never by person."""

    title: str
    kind: str
    count: int = 1
    is_chair: bool = False
    vacant: int = 0


@dataclass(frozen=True)
class MeetingFact:
    """A meeting within the period."""

    on: str
    state: str
    items: int
    quorum_note: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class DecisionFact:
    """What the arena did with a matter at a meeting."""

    on: str
    paragraph: str
    outcome: str
    text: str
    is_approved: bool
    source: Source | None = None


@dataclass(frozen=True)
class MatterFact:
    """A matter that the arena worked on. `is_told`: a source has told it in the past tense."""

    title: str
    kind: str
    what: str
    outcome: str = ""
    agreement: str = ""
    prepared_by: str = ""
    is_open: bool = False
    is_told: bool = False
    decisions: tuple[DecisionFact, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class AgreementFact:
    """A version of an agreement to which something happened within the period."""

    agreement: str
    version: str
    is_first: bool
    recommended: str = ""
    entered: str = ""
    ended: str = ""
    adopted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    reviewed: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class BalanceFact:
    """Something that the arena has asked for."""

    what: str
    owner: str
    state: str
    due: str = ""
    is_late: bool = False
    is_new: bool = False
    outcome: str = ""
    origin: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class FigureFact:
    """A figure for the period."""

    label: str
    value: str
    definition: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class PlanFact:
    """A development plan of the arena, and how many of its rows stand where."""

    name: str
    rows: int
    states: tuple[tuple[str, int], ...] = ()
    source: Source | None = None


@dataclass(frozen=True)
class VoiceFact:
    """What a group said, and what became of it."""

    who: str
    on: str
    said: str
    became: tuple[str, ...] = ()
    is_told_back: bool = False
    source: Source | None = None


@dataclass(frozen=True)
class DeviationFact:
    """A calendar year's deviations in the county, as they may be told; "" for what is hidden.

    `is_hidden`: so few that not even their number is told. `kinds` and `others` (the
    parties that they were about) are those with a number to tell.
    """

    year: str
    is_running: bool = False
    is_hidden: bool = False
    reported: str = ""
    answered: str = ""
    days: str = ""
    waiting: str = ""
    done: str = ""
    without: str = ""
    lifted_by_time: str = ""
    kinds: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    seen: str = ""
    per_cases: str = ""
    has_hidden: bool = False
    source: Source | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that a follow-up is drafted from."""

    arena: ArenaFact
    period: str
    seats: tuple[SeatFact, ...] = ()
    meetings: tuple[MeetingFact, ...] = ()
    matters: tuple[MatterFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    balance: tuple[BalanceFact, ...] = ()
    figures: tuple[FigureFact, ...] = ()
    plans: tuple[PlanFact, ...] = ()
    voices: tuple[VoiceFact, ...] = ()
    deviations: tuple[DeviationFact, ...] = ()
