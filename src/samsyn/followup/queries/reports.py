"""Which follow-ups are there, what do they say, and what has changed since they were drafted?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from samsyn.access.rules import Actor, Permission
from samsyn.followup import rules
from samsyn.followup.models import ReportCorrection, ReportVersion, YearlyReport
from samsyn.followup.queries import days
from samsyn.followup.queries.facts import facts_of
from samsyn.followup.rules import Section
from samsyn.foundation import clock
from samsyn.governance.models import Arena


@dataclass(frozen=True)
class ReportRow:
    """A follow-up in the list."""

    id: uuid.UUID
    title: str
    arena: str
    period: str
    state: str
    state_words: str
    since: dt.datetime
    number: int


@dataclass(frozen=True)
class CorrectionRow:
    """A note of correction."""

    heading: str
    text: str
    why: str
    on: dt.date


@dataclass(frozen=True)
class ReportPage:
    """A follow-up to read."""

    row: ReportRow
    sections: tuple[Section, ...]
    corrections: tuple[CorrectionRow, ...]
    drafted_at: dt.datetime
    arena_id: uuid.UUID
    period_from: dt.date
    period_to: dt.date
    frozen_at: dt.datetime | None
    frozen_hash: str
    published_at: dt.datetime | None
    may_write: bool

    @property
    def hash_parts(self) -> tuple[str, ...]:
        """The fingerprint in groups."""
        return rules.in_groups(self.frozen_hash)


@dataclass(frozen=True)
class Change:
    """A section whose facts have changed: what is written, and what a draft would say now."""

    key: str
    heading: str
    written: Section
    fresh: Section
    is_edited: bool


def reports_for(actor: Actor) -> QuerySet[YearlyReport]:
    """Follow-ups of the actor's county."""
    if not actor.may(Permission.STEERING_READ):
        return YearlyReport.objects.none()
    return YearlyReport.objects.filter(region=actor.region).select_related("arena")


def report_list(actor: Actor) -> tuple[ReportRow, ...]:
    """All follow-ups, the latest period first."""
    rows = reports_for(actor).defer("facts").order_by("-period_to", "title", "id")
    return tuple(_row(report) for report in rows)


def report_page(actor: Actor, report_id: uuid.UUID) -> ReportPage | None:
    """A follow-up as it now stands, or None when it is not the county's."""
    text = ReportVersion.objects.filter(report=OuterRef("pk"), number=OuterRef("current"))
    rows = reports_for(actor).defer("facts").annotate(text=Subquery(text.values("sections")))
    report = rows.filter(pk=report_id).first()
    if report is None:
        return None
    sections = rules.from_data(report.text or [])
    is_draft = report.state == rules.ReportState.DRAFT.value
    corrections = ReportCorrection.objects.filter(report=report).order_by("corrected_on", "id")
    headings = {section.key: section.heading for section in sections}
    return ReportPage(
        row=_row(report),
        sections=sections,
        corrections=tuple(
            CorrectionRow(headings.get(c.section, ""), c.text, c.why, c.corrected_on)
            for c in (() if is_draft else corrections)
        ),
        drafted_at=report.drafted_at,
        arena_id=report.arena_id,
        period_from=report.period_from,
        period_to=report.period_to,
        frozen_at=report.frozen_at,
        frozen_hash=report.frozen_hash,
        published_at=report.published_at,
        may_write=actor.may(Permission.REPORT_WRITE),
    )


def _row(report: YearlyReport) -> ReportRow:
    return ReportRow(
        id=report.pk,
        title=report.title,
        arena=report.arena.name,
        period=days.period(report.period_from, report.period_to),
        state=report.state,
        state_words=rules.ReportState(report.state).label(get_language()),
        since=report.state_since,
        number=report.current,
    )


def version_sections(report_id: uuid.UUID, number: int) -> tuple[Section, ...]:
    """The sections as saved in a version; empty when there is no such version."""
    rows = ReportVersion.objects.filter(report=report_id, number=number)
    return rules.from_data(rows.values_list("sections", flat=True).first() or [])


def changes_of(actor: Actor, page: ReportPage) -> tuple[Change, ...]:
    """Sections of a draft whose facts have changed since they were drafted or taken in."""
    if page.row.state != rules.ReportState.DRAFT.value:
        return ()
    facts = facts_of(actor.region, page.arena_id, page.period_from, page.period_to)
    return changed_sections(page.sections, rules.draft(facts))


def changed_sections(
    written: tuple[Section, ...], fresh: tuple[Section, ...]
) -> tuple[Change, ...]:
    """Sections that a draft of today would word otherwise than the one they came from."""
    now = {section.key: section for section in fresh}
    return tuple(
        Change(
            key=section.key,
            heading=section.heading,
            written=section,
            fresh=now[section.key],
            is_edited=rules.fingerprint(Section(section.key, section.heading, section.paragraphs))
            != section.basis,
        )
        for section in written
        if section.key in now and section.basis != now[section.key].basis
    )


def title_of(arena: str, start: dt.date, end: dt.date) -> str:
    """What a follow-up is called."""
    return f"Uppföljning av {arena} {days.period(start, end)}"


def frozen_print(report: YearlyReport, sections: Sequence[Section]) -> str:
    """The fingerprint that proves that a frozen follow-up still says what it said."""
    return rules.fingerprint(
        {
            "title": report.title,
            "arena": report.arena.code,
            "from": report.period_from.isoformat(),
            "to": report.period_to.isoformat(),
            "sections": rules.as_data(sections),
            "facts": report.facts,
        }
    )


def draft_markdown(region: str, arena_code: str, start: dt.date, end: dt.date) -> str | None:
    """The first draft as Markdown, with sources as footnotes; None when there is no such arena."""
    rows = Arena.objects.filter(region=region, code=arena_code)
    arena = rows.order_by("-valid_from").first()
    if arena is None:
        return None
    sections = rules.draft(facts_of(region, arena.pk, start, end))
    return rules.as_markdown(title_of(arena.name, start, end), sections)


def arena_choices(actor: Actor) -> list[tuple[str, str]]:
    """Arenas to choose among; those that have ended say so."""
    today = clock.today()
    rows = Arena.objects.filter(region=actor.region).order_by("kind", "name")
    return [
        (
            str(a.pk),
            a.name if a.valid_to is None or a.valid_to > today else f"{a.name} (upphörd)",
        )
        for a in rows
    ]
