"""What did auditors find, what was answered, what is done, and what proves it today?"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission
from samsyn.agreements.models import Agreement
from samsyn.followup import rules
from samsyn.followup.models import Finding, FindingAnswer, FindingMeasure, MeasureStep
from samsyn.followup.queries import adapters, days
from samsyn.followup.queries.adoption import adoption_counts
from samsyn.followup.queries.arenas import CountyArenas, county_arenas
from samsyn.foundation import clock
from samsyn.governance.rules import MandateState


@dataclass(frozen=True)
class LiveProof:
    """What the product itself can show today."""

    text: str
    is_good: bool
    url: str


@dataclass(frozen=True)
class StepRow:
    """What was reported of a measure."""

    at: dt.datetime
    state_words: str
    text: str


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its proof."""

    id: uuid.UUID
    text: str
    arena: str
    state: str
    state_words: str
    due_on: dt.date | None
    done: str
    is_late: bool
    proof: str
    proof_link: str
    live: tuple[LiveProof, ...]
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class AnswerRow:
    """An answer, by office."""

    text: str
    answered_by: str
    on: dt.date | None


@dataclass(frozen=True)
class FindingRow:
    """A finding in the list."""

    id: uuid.UUID
    title: str
    text: str
    found_by: str
    found: str
    source: str
    state: str
    state_words: str
    answers: tuple[AnswerRow, ...]
    measures: tuple[MeasureRow, ...]

    @property
    def done(self) -> int:
        """How many measures are done."""
        return sum(measure.state == rules.MeasureState.DONE for measure in self.measures)


@dataclass(frozen=True)
class FindingPage:
    """A finding with all that followed."""

    row: FindingRow
    may_answer: bool


def findings_for(actor: Actor) -> QuerySet[Finding]:
    """Findings of the actor's county."""
    if not actor.may(Permission.STEERING_READ):
        return Finding.objects.none()
    steps = MeasureStep.objects.order_by("at", "id")
    measures = FindingMeasure.objects.select_related("arena", "agreement")
    measures = measures.prefetch_related(Prefetch("steps", queryset=steps))
    answers = FindingAnswer.objects.order_by("recorded_at", "id")
    return Finding.objects.filter(region=actor.region).prefetch_related(
        Prefetch("answers", queryset=answers), Prefetch("measures", queryset=measures)
    )


def finding_list(actor: Actor) -> tuple[FindingRow, ...]:
    """All findings with answers, measures and live proof, the latest first."""
    shown = _Live(actor.region)
    rows = findings_for(actor).order_by("-found_on", "title", "id")
    return tuple(_row(finding, shown) for finding in rows)


def finding_page(actor: Actor, finding_id: uuid.UUID) -> FindingPage | None:
    """One finding, or None when it is not the county's."""
    finding = findings_for(actor).filter(pk=finding_id).first()
    if finding is None:
        return None
    return FindingPage(_row(finding, _Live(actor.region)), actor.may(Permission.FINDING_ANSWER))


def measure_page(actor: Actor, measure_id: uuid.UUID) -> tuple[FindingRow, MeasureRow] | None:
    """One measure with its finding."""
    finding = findings_for(actor).filter(measures=measure_id).first()
    if finding is None:
        return None
    row = _row(finding, _Live(actor.region))
    return row, next(measure for measure in row.measures if measure.id == measure_id)


class _Live:
    """Arenas and adoptions of today, fetched once and only when asked for."""

    def __init__(self, region: str) -> None:
        self.region = region
        self._arenas: CountyArenas | None = None
        self._counts: dict[Any, tuple[int, int, str]] | None = None

    def of_arena(self, arena_id: uuid.UUID) -> LiveProof | None:
        if self._arenas is None:
            self._arenas = county_arenas(self.region)
        arena, today = self._arenas.by_id[arena_id], clock.today()
        url = adapters.address("governance:arena", arena_id)
        if arena.valid_to is not None and arena.valid_to <= today:
            return LiveProof(f"{arena.name} finns inte längre.", True, url)
        verdict, row = self._arenas.verdict(arena, today)
        since = self._arenas.since(arena, verdict, row)
        since = since if since.startswith("senast") else f"sedan {since}"
        after = f"{since} ({row['title']})" if row else since
        texts = {
            MandateState.VALID: f"I dag: {arena.name} har ett gällande uppdrag {after}.",
            MandateState.OUTDATED: f"I dag: {arena.name} har ett inaktuellt uppdrag {after}.",
            MandateState.MISSING: f"I dag: {arena.name} saknar uppdrag.",
        }
        return LiveProof(texts[verdict.state], verdict.state is MandateState.VALID, url)

    def of_agreement(self, agreement: Agreement) -> LiveProof | None:
        if self._counts is None:
            self._counts = adoption_counts(self.region, clock.today())
        url = adapters.address("agreements:show", agreement.pk)
        counts = self._counts.get(agreement.pk)
        if counts is None:
            return LiveProof(f"I dag: ingen version av {agreement.name} är sänd.", False, url)
        adopted, parties, version = counts
        text = f"I dag: {adopted} av {parties} parter har antagit {agreement.name}, {version}."
        return LiveProof(text, adopted == parties, url)


def _row(finding: Finding, live: _Live) -> FindingRow:
    measures = tuple(_measure(measure, live) for measure in finding.measures.all())
    answers = tuple(AnswerRow(a.text, a.answered_by, a.answered_on) for a in finding.answers.all())
    state = rules.finding_state(len(answers), [measure.state for measure in measures])
    return FindingRow(
        id=finding.pk,
        title=finding.title,
        text=finding.text,
        found_by=finding.found_by,
        found=days.known(finding.found_on, finding.precision),
        source=finding.source,
        state=state.value,
        state_words=state.label(get_language()),
        answers=answers,
        measures=measures,
    )


def _measure(measure: FindingMeasure, live: _Live) -> MeasureRow:
    language = get_language()
    is_done = measure.state == rules.MeasureState.DONE.value
    proofs = [
        live.of_arena(measure.arena_id) if measure.arena_id else None,
        live.of_agreement(measure.agreement) if measure.agreement else None,
    ]
    return MeasureRow(
        id=measure.pk,
        text=measure.text,
        arena=measure.arena.name if measure.arena else "",
        state=measure.state,
        state_words=rules.MeasureState(measure.state).label(language),
        due_on=measure.due_on,
        done=days.known(measure.done_on, measure.precision),
        is_late=not is_done and measure.due_on is not None and measure.due_on < clock.today(),
        proof=measure.proof,
        proof_link=measure.proof_link,
        live=tuple(proof for proof in proofs if proof is not None),
        steps=tuple(
            StepRow(step.at, rules.MeasureState(step.to_state).label(language), step.text)
            for step in measure.steps.all()
        ),
    )


def agreement_choices(actor: Actor) -> list[tuple[str, str]]:
    """Agreements to choose among."""
    rows = Agreement.objects.filter(region=actor.region).order_by("name")
    return [(str(row.pk), row.name) for row in rows]
