"""What have the others said about the version that a matter concerns?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from samsyn.agreements.models import Comment, Passage, Treatment
from samsyn.agreements.rules import Outcome, PassageOutcome
from samsyn.governance.queries.lineage import Arenas


@dataclass(frozen=True)
class CommentLine:
    """A party's answer when the version was out for comments."""

    party: str
    text: str
    on: dt.date


@dataclass(frozen=True)
class WordLine:
    """An arena's word on the version."""

    arena: str
    outcome: PassageOutcome
    on: dt.date
    paragraph: str


@dataclass(frozen=True)
class TreatmentLine:
    """A party's decision on the version."""

    party: str
    outcome: Outcome
    board: str
    on: dt.date
    paragraph: str
    change: str


@dataclass(frozen=True)
class Said:
    """Everything that others have said, in order of time."""

    comments: tuple[CommentLine, ...] = ()
    words: tuple[WordLine, ...] = ()
    treatments: tuple[TreatmentLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.comments or self.words or self.treatments)


def what_others_said(version_id: uuid.UUID | None, arenas: Arenas) -> Said:
    """Comments, arenas' words and parties' decisions on a version. Three statements, or none."""
    if version_id is None:
        return Said()
    comments = Comment.objects.filter(version=version_id).select_related("party")
    words = Passage.objects.filter(version=version_id).order_by("decided_on", "id")
    treatments = Treatment.objects.filter(version=version_id).select_related("party")
    latest = {row.party_id: row for row in treatments.order_by("recorded_at", "id")}
    return Said(
        tuple(
            CommentLine(row.party.name, row.text, row.given_on)
            for row in comments.order_by("given_on", "id")
        ),
        tuple(_word(row, arenas) for row in words),
        tuple(_treatment(row) for row in sorted(latest.values(), key=lambda r: r.party.name)),
    )


def _word(row: Passage, arenas: Arenas) -> WordLine:
    arena = arenas.by_code(row.arena)
    name = arena.name if arena else row.arena
    return WordLine(name, PassageOutcome(row.outcome), row.decided_on, row.paragraph)


def _treatment(row: Treatment) -> TreatmentLine:
    return TreatmentLine(
        row.party.name, Outcome(row.outcome), row.board, row.decided_on, row.paragraph, row.change
    )
