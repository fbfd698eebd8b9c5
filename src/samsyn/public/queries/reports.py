"""Which follow-ups are published, and what do they say? Frozen text, corrections beside it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from samsyn.followup.models import ReportVersion, YearlyReport
from samsyn.followup.rules import Section, from_data
from samsyn.regions.schema import Region

FEED_LENGTH = 30
PUBLISHED = "published"
INTERNAL = ("/styrning/", "/min-tur/")


@dataclass(frozen=True)
class SourceLine:
    """Where a paragraph comes from; no address where only those logged in may go."""

    label: str
    url: str


@dataclass(frozen=True)
class ParagraphLine:
    """A paragraph; `number` is above 0 in a numbered list."""

    text: str
    number: int
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class SectionLine:
    """A part of the follow-up."""

    key: str
    heading: str
    paragraphs: tuple[ParagraphLine, ...]


@dataclass(frozen=True)
class CorrectionLine:
    """What was found wrong after the text was frozen."""

    section: str
    text: str
    why: str
    corrected_on: dt.date


@dataclass(frozen=True)
class ReportLine:
    """A published follow-up in a list."""

    id: str
    region: str
    title: str
    arena: str
    arena_code: str
    period_from: dt.date
    period_to: dt.date
    published_at: dt.datetime


@dataclass(frozen=True)
class ReportPage:
    """A published follow-up. `fingerprint` shows that the text is the one that was frozen."""

    line: ReportLine
    sections: tuple[SectionLine, ...]
    corrections: tuple[CorrectionLine, ...]
    fingerprint: str


def report_lines(county: Region) -> tuple[ReportLine, ...]:
    """Published follow-ups of a county, latest period first."""
    found = YearlyReport.objects.filter(region=county.code, state=PUBLISHED).defer("facts")
    rows = found.select_related("arena").order_by("-period_to", "-published_at")
    return tuple(_line(row) for row in rows)


def latest_reports(county: Region) -> list[ReportLine]:
    """For the feed: the last published first."""
    lines = sorted(report_lines(county), key=lambda line: line.published_at, reverse=True)
    return lines[:FEED_LENGTH]


def report_page(report_id: uuid.UUID) -> ReportPage | None:
    """One follow-up; None unless it is published."""
    found = YearlyReport.objects.filter(pk=report_id, state=PUBLISHED).defer("facts")
    row = found.select_related("arena").first()
    if row is None:
        return None
    version = ReportVersion.objects.filter(report=row, number=row.current).first()
    sections = tuple(
        _section(section) for section in from_data(version.sections if version else [])
    )
    headings = {section.key: section.heading for section in sections}
    return ReportPage(
        line=_line(row),
        sections=sections,
        corrections=tuple(
            CorrectionLine(headings.get(c.section, ""), c.text, c.why, c.corrected_on)
            for c in row.corrections.order_by("corrected_on", "pk")
        ),
        fingerprint=row.frozen_hash,
    )


def _line(row: YearlyReport) -> ReportLine:
    return ReportLine(
        id=str(row.pk),
        region=row.region,
        title=row.title,
        arena=row.arena.name,
        arena_code=row.arena.code,
        period_from=row.period_from,
        period_to=row.period_to,
        published_at=row.published_at or row.state_since,
    )


def _section(section: Section) -> SectionLine:
    return SectionLine(
        key=section.key,
        heading=section.heading,
        paragraphs=tuple(
            ParagraphLine(
                text=paragraph.text,
                number=paragraph.number,
                sources=tuple(
                    SourceLine(source.label, _open_address(source.url))
                    for source in paragraph.sources
                ),
            )
            for paragraph in section.paragraphs
        ),
    )


def _open_address(url: str) -> str:
    """An address that anybody may follow: https, or on this site outside the log-in."""
    is_own = url.startswith("/") and not url.startswith(("//", *INTERNAL))
    return url if is_own or url.startswith("https://") else ""
