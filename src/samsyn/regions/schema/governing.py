"""How does the collaboration govern itself? Seats, mandates, plans, what has happened; frozen."""

from dataclasses import dataclass
from datetime import date

from samsyn.regions.schema.items import Dated
from samsyn.regions.schema.vocabulary import (
    FindingState,
    MatterKind,
    PassageReason,
    Precision,
    SeatKind,
    TreatmentOutcome,
)


@dataclass(frozen=True, kw_only=True)
class Seat(Dated):
    """A place in an arena, by office and never by person. ``count``: so many alike."""

    arena: str
    title: str
    kind: SeatKind
    party: str | None = None
    count: int = 1
    is_chair: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MandateText(Dated):
    """An arena's task description (uppdragsbeskrivning). What the source does not say is empty.

    ``outdated_from``: from then on a source calls it outdated. ``anchored_in``: arenas that have
    agreed to it. ``review_by``: the day by which it must be looked over again.
    """

    arena: str
    title: str
    anchored_in: tuple[str, ...] = ()
    adopted_by: str = ""
    review_by: date | None = None
    outdated_from: date | None = None
    outdated_precision: Precision = Precision.DAY
    purpose: str = ""
    target_group: str = ""
    mandate: str = ""
    composition: str = ""
    chair: str = ""
    support: str = ""
    frequency: str = ""
    preparation: str = ""
    reporting: str = ""
    follow_up: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Treatment(Dated):
    """A party's decision on a version of an agreement: board, day and section are the source's."""

    agreement: str
    version: str
    party: str
    outcome: TreatmentOutcome
    board: str
    decided_on: date
    paragraph: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Passage(Dated):
    """What must pass which arenas, in order, before the parties treat it."""

    reasons: tuple[PassageReason, ...]
    arenas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StrategyGoal:
    """One goal of a strategy."""

    key: str
    text: str
    text_en: str


@dataclass(frozen=True, kw_only=True)
class Strategy(Dated):
    """A strategy that the action plan's areas serve, such as that for equal health."""

    code: str
    name: str
    name_en: str
    goals: tuple[StrategyGoal, ...]


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """A row of the matrix: area, operations, goal, measure, activity, done (källans ordning).

    ``indicator`` is the key of a figure that the product counts by itself, where there is one.
    """

    key: str
    area: str
    operations: tuple[str, ...]
    goal: str
    measure: str
    indicator: str
    activity: str
    done: str
    responsible: str
    background: str
    agreements: tuple[str, ...]
    strategy_goals: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LiftedRow:
    """An area that has left the matrix and is still followed up."""

    key: str
    area: str
    lifted_on: date
    precision: Precision
    why: str
    from_plan: str


@dataclass(frozen=True, kw_only=True)
class PlanSignature:
    """An office that signs; never a person."""

    office: str
    organisation: str


@dataclass(frozen=True, kw_only=True)
class ActionPlan(Dated):
    """A development plan (handlingsplan) as it was decided; ``valid_to`` ends its period."""

    code: str
    name: str
    name_en: str
    arena: str
    decided_by: tuple[str, ...]
    revised_on: date | None
    target_group: str
    introduction: str
    rows: tuple[PlanRow, ...]
    lifted: tuple[LiftedRow, ...]
    signatures: tuple[PlanSignature, ...]


@dataclass(frozen=True, kw_only=True)
class PastMatter(Dated):
    """Something that an arena has dealt with, as a source tells it. The period is dated."""

    key: str
    arena: str
    kind: MatterKind
    title: str
    text: str
    outcome: str
    agreement: str | None = None
    prepared_by: str | None = None
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class FindingMeasure:
    """What was done, or is to be done, about a finding."""

    text: str
    state: FindingState
    arena: str | None
    done_on: date | None
    precision: Precision


@dataclass(frozen=True, kw_only=True)
class Finding(Dated):
    """What auditors found, what was answered and what followed."""

    key: str
    title: str
    text: str
    found_by: str
    answer: str
    answered_by: str
    measures: tuple[FindingMeasure, ...]


@dataclass(frozen=True, kw_only=True)
class TrainingQuestion:
    """A question of a short training; ``right`` is the number of the right answer, from 1."""

    question: str
    answers: tuple[str, ...]
    right: int
    clause: str


@dataclass(frozen=True, kw_only=True)
class Training(Dated):
    """A short training on an agreement, for the staff of every operation."""

    agreement: str
    questions: tuple[TrainingQuestion, ...]
