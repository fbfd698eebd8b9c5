"""What does somebody read who is to know the agreement, and what have they answered before?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.agreements.models import Reading
from samsyn.agreements.queries.rows import agreements_for, version_in_force
from samsyn.agreements.queries.training import questions_of
from samsyn.agreements.queries.versions import ClauseLine, anchor, clause_lines
from samsyn.foundation import clock
from samsyn.regions.schema import TrainingQuestion


@dataclass(frozen=True)
class RightAnswer:
    """A question with its right answer and the clause that gives it, where the text has it."""

    question: str
    answer: str
    clause: str
    anchor: str


@dataclass(frozen=True)
class ReadingPage:
    """The version in force to be read, with questions. `right` is shown when one has answered."""

    agreement_id: uuid.UUID
    agreement: str
    version_id: uuid.UUID
    version: str
    clauses: tuple[ClauseLine, ...]
    questions: tuple[TrainingQuestion, ...]
    read_on: dt.date | None
    right_answers: int | None
    right: tuple[RightAnswer, ...]


def reading_page(actor: Actor, agreement_id: uuid.UUID) -> ReadingPage | None:
    """For anybody in the county; None when no version is in force."""
    agreement = agreements_for(actor).filter(pk=agreement_id).first()
    version = version_in_force(agreement, clock.today()) if agreement else None
    if agreement is None or version is None:
        return None
    last = Reading.objects.filter(version=version, user=actor.user_id).order_by("-id").first()
    questions = questions_of(agreement, clock.today())
    clauses = clause_lines(list(version.clauses.order_by("place")))
    known = {row.number for row in clauses}
    return ReadingPage(
        agreement_id=agreement.pk,
        agreement=agreement.name,
        version_id=version.pk,
        version=version.label,
        clauses=clauses,
        questions=questions,
        read_on=timezone.localdate(last.read_at) if last else None,
        right_answers=last.right_answers if last else None,
        right=tuple(_right(row, known) for row in questions) if last else (),
    )


def _right(row: TrainingQuestion, known: set[str]) -> RightAnswer:
    number = row.clause.split(" ", 1)[0]
    return RightAnswer(
        row.question, row.answers[row.right - 1], row.clause,
        anchor(number) if number in known else "",
    )  # fmt: skip
