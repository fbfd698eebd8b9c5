"""Auditors find, the collaboration answers, measures are taken and proved."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements.models import Agreement
from samsyn.audit.trail import record
from samsyn.followup import rules
from samsyn.followup.access import check_may_answer, check_may_find
from samsyn.followup.models import Finding, FindingAnswer, FindingMeasure, MeasureStep
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance.models import Arena
from samsyn.regions.schema import Region


@dataclass(frozen=True)
class Found:
    """What auditors found."""

    title: str
    text: str
    found_by: str
    found_on: dt.date
    source: str = ""


@dataclass(frozen=True)
class Step:
    """What is reported of a measure."""

    action: str
    text: str
    link: str = ""
    done_on: dt.date | None = None


@operation
def open_findings(county: Region, *, actor: Actor) -> int:
    """Store the findings of a county package that are not there yet; how many it stored."""
    check_may_answer(actor)
    known = set(Finding.objects.filter(region=county.code).values_list("key", flat=True))
    arenas = {a.code: a for a in Arena.objects.filter(region=county.code)}
    titles = {document.code: document.title for document in county.documents}
    moment, count = clock.now(), 0
    for row in county.findings:
        if row.key in known:
            continue
        finding = Finding.objects.create(
            region=county.code,
            key=row.key,
            title=row.title,
            text=row.text,
            found_by=row.found_by,
            found_on=row.valid_from,
            precision=row.precision.value,
            source=f"{titles.get(row.source, row.source)}, {row.clause}".rstrip(", "),
            recorded_at=moment,
            by=actor.assignment_id,
        )
        if row.answer:
            FindingAnswer.objects.create(
                finding=finding, text=row.answer, answered_by=row.answered_by, recorded_at=moment
            )
        for place, measure in enumerate(row.measures):
            FindingMeasure.objects.create(
                finding=finding,
                place=place,
                text=measure.text,
                arena=arenas.get(measure.arena or ""),
                state=measure.state.value,
                done_on=measure.done_on,
                precision=measure.precision.value,
                added_at=moment,
            )
        count += 1
    record("findings.opened", "finding", actor=actor)
    return count


@operation
def record_finding(found: Found, *, actor: Actor) -> Finding:
    """An auditor writes down what was found."""
    check_may_find(actor)
    if found.found_on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="found_on")
    finding = Finding.objects.create(
        region=actor.region,
        title=found.title.strip(),
        text=found.text.strip(),
        found_by=found.found_by.strip(),
        found_on=found.found_on,
        source=found.source.strip(),
        recorded_at=clock.now(),
        by=actor.assignment_id,
    )
    record("finding.recorded", finding, actor=actor)
    return finding


@operation
def answer_finding(
    finding_id: uuid.UUID, *, text: str, answered_by: str, on: dt.date, actor: Actor
) -> FindingAnswer:
    """Answer auditors, by office. A later answer stands after the earlier ones."""
    check_may_answer(actor)
    finding = _finding(finding_id, actor)
    if on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="on")
    if on < finding.found_on:
        raise Refused(_("Svaret kan inte vara äldre än iakttagelsen."), field="on")
    answer = FindingAnswer.objects.create(
        finding=finding,
        text=text.strip(),
        answered_by=answered_by.strip(),
        answered_on=on,
        recorded_at=clock.now(),
        by=actor.assignment_id,
    )
    record("finding.answered", answer, actor=actor)
    return answer


@operation
def add_measure(
    finding_id: uuid.UUID,
    *,
    text: str,
    due_on: dt.date | None = None,
    arena_id: uuid.UUID | None = None,
    agreement_id: uuid.UUID | None = None,
    actor: Actor,
) -> FindingMeasure:
    """Say what will be done about a finding, by whom, and what will prove it."""
    check_may_answer(actor)
    finding = _finding(finding_id, actor)
    if arena_id and not Arena.objects.filter(pk=arena_id, region=actor.region).exists():
        raise Refused(_("Arenan finns inte."), field="arena")
    if agreement_id and not Agreement.objects.filter(pk=agreement_id, region=actor.region).exists():
        raise Refused(_("Överenskommelsen finns inte."), field="agreement")
    measure = FindingMeasure.objects.create(
        finding=finding,
        place=FindingMeasure.objects.filter(finding=finding).count(),
        text=text.strip(),
        arena_id=arena_id,
        agreement_id=agreement_id,
        state=rules.MEASURE.first.value,
        due_on=due_on,
        added_at=clock.now(),
    )
    record("measure.added", measure, actor=actor)
    return measure


@operation
def advance_measure(measure_id: uuid.UUID, step: Step, *, actor: Actor) -> FindingMeasure:
    """Report of a measure: it has begun, it goes on, or it is done, with proof."""
    check_may_answer(actor)
    rows = FindingMeasure.objects.filter(pk=measure_id, finding__region=actor.region)
    measure = rows.select_for_update(of=("self",)).first()
    if measure is None:
        raise NotPossible(_("Åtgärden finns inte i ert län."))
    after = rules.MEASURE.advance(
        rules.MeasureState(measure.state),
        step.action,
        refusal=_("Åtgärden är redan i ett annat läge."),
        advice=_("Läs om sidan och se var den står."),
    )
    if after is rules.MeasureState.DONE:
        _finish(measure, step)
    if step.link:
        measure.proof_link = step.link
    measure.state = after.value
    measure.save(update_fields=["state", "done_on", "precision", "proof", "proof_link"])
    MeasureStep.objects.create(
        measure=measure,
        at=clock.now(),
        to_state=after.value,
        text=step.text.strip(),
        by=actor.assignment_id,
    )
    record("measure.advanced", measure, actor=actor)
    return measure


def _finish(measure: FindingMeasure, step: Step) -> None:
    if step.done_on is None:
        raise Refused(_("Skriv vilken dag åtgärden blev klar."), field="done_on")
    if step.done_on > clock.today():
        raise Refused(_("Dagen ligger i framtiden."), field="done_on")
    if not step.text.strip():
        raise Refused(_("Skriv vad som visar att åtgärden är genomförd."), field="text")
    measure.done_on, measure.precision = step.done_on, "day"
    measure.proof = step.text.strip()


def _finding(finding_id: uuid.UUID, actor: Actor) -> Finding:
    finding = Finding.objects.filter(pk=finding_id, region=actor.region).first()
    if finding is None:
        raise NotPossible(_("Iakttagelsen finns inte i ert län."))
    return finding
