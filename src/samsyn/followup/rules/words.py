"""Where does a report, a finding or a measure stand, and whose turn is it? Pure."""

from collections.abc import Collection

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class ReportState(Word):
    """Where a yearly follow-up stands."""

    DRAFT = "draft", "Skrivs", "Being written"
    FROZEN = "frozen", "Låst", "Frozen"
    PUBLISHED = "published", "Publicerad", "Published"


REPORT: Lifecycle[ReportState] = Lifecycle(
    name="yearly report",
    first=ReportState.DRAFT,
    moves={
        (ReportState.DRAFT, "save"): ReportState.DRAFT,
        (ReportState.DRAFT, "freeze"): ReportState.FROZEN,
        (ReportState.FROZEN, "correct"): ReportState.FROZEN,
        (ReportState.FROZEN, "publish"): ReportState.PUBLISHED,
    },
    owners={
        ReportState.DRAFT: "secretary",
        ReportState.FROZEN: "secretary",
        ReportState.PUBLISHED: "nobody",
    },
)
#: In these states a note of correction may be added; what was written is never changed.
CORRECTABLE = (ReportState.FROZEN, ReportState.PUBLISHED)


class MeasureState(Word):
    """Where a measure after an audit stands."""

    PLANNED = "planned", "Planerad", "Planned"
    UNDER_WAY = "under_way", "Pågår", "Under way"
    DONE = "done", "Genomförd", "Done"


MEASURE: Lifecycle[MeasureState] = Lifecycle(
    name="measure after an audit",
    first=MeasureState.PLANNED,
    moves={
        (MeasureState.PLANNED, "begin"): MeasureState.UNDER_WAY,
        (MeasureState.PLANNED, "finish"): MeasureState.DONE,
        (MeasureState.UNDER_WAY, "report"): MeasureState.UNDER_WAY,
        (MeasureState.UNDER_WAY, "finish"): MeasureState.DONE,
    },
    owners={
        MeasureState.PLANNED: "arena",
        MeasureState.UNDER_WAY: "arena",
        MeasureState.DONE: "nobody",
    },
)


class FindingState(Word):
    """Where a finding stands: derived from its answers and measures."""

    OPEN = "open", "Väntar på svar", "Waiting for an answer"
    ANSWERED = "answered", "Besvarad, åtgärder kvar", "Answered, measures remain"
    CLOSED = "closed", "Besvarad och åtgärdad", "Answered and mended"


def finding_state(answers: int, measures: Collection[str]) -> FindingState:
    """From the number of answers and the states of the measures."""
    if answers == 0:
        return FindingState.OPEN
    if not measures or any(state != MeasureState.DONE for state in measures):
        return FindingState.ANSWERED
    return FindingState.CLOSED
