"""What does a file hold, and what would be stored of it? Looked at before anything is."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.foundation import clock
from samsyn.foundation.refusals import Refused
from samsyn.indicators.queries.kolada import fetch_values, look_up
from samsyn.indicators.queries.pages import MeasurePage, areas_of
from samsyn.indicators.rules import Kind, number_text
from samsyn.indicators.rules.incoming import as_would_be
from samsyn.indicators.rules.kolada import read_kolada
from samsyn.indicators.rules.reading import Fault, Problem, Row, read_csv, template_csv
from samsyn.regions import region

#: So many rows are shown before they are stored.
MOST_SHOWN = 50


@dataclass(frozen=True)
class PreviewRow:
    """One row as it would be stored."""

    area: str
    period: str
    value: str
    is_hidden: bool
    note: str


@dataclass(frozen=True)
class Preview:
    """All that came out of a file, with what is wrong in words."""

    rows: tuple[Row, ...]
    shown: tuple[PreviewRow, ...]
    left_out: int
    problems: tuple[str, ...]
    kpi_title: str


def preview_of(page: MeasurePage, text: str) -> Preview:
    """Read a file for a measure: CSV, or Kolada's JSON for a measure from there."""
    areas = areas_of(page.region)
    if page.row.kind is Kind.KOLADA and text.lstrip().startswith(("{", "[")):
        read = read_kolada(text, page.kpi, _kolada_areas(page.region))
    else:
        read = read_csv(text, areas, clock.today())
    seen: tuple[Row, ...] = read.rows
    if page.row.kind is not Kind.KOLADA:
        seen = tuple(as_would_be(read.rows, page.unit, page.threshold, page.is_sensitive))
    return Preview(
        rows=read.rows,
        shown=tuple(_shown(row, areas) for row in seen[:MOST_SHOWN]),
        left_out=max(0, len(seen) - MOST_SHOWN),
        problems=tuple(_worded(problem) for problem in read.problems),
        kpi_title=page.kpi_title,
    )


def template_for(page: MeasurePage) -> str:
    """An empty form for the year, with the county and every party."""
    return template_csv(areas_of(page.region), clock.today().year)


def fetch_for(page: MeasurePage, years: tuple[int, ...]) -> str:
    """Kolada's values for the measure's KPI, once its title there is the one we have; or NoAnswer.

    Refused when the title is another, or belongs to another KPI.
    """
    found = look_up(page.kpi_title) if page.kpi else None
    if found is None or found.id != page.kpi:
        raise Refused(
            _("Kolada har inget nyckeltal %(kpi)s med rubriken ”%(title)s”.")
            % {"kpi": page.kpi, "title": page.kpi_title},
            _("Kontrollera rubriken i Kolada och lägg upp måttet igen."),
        )
    return fetch_values(found.id, sorted(_kolada_areas(page.region)), years)


def _kolada_areas(code: str) -> dict[str, str]:
    """Our party by Kolada's code: municipalities have Statistics Sweden's."""
    parties = region(code).on(clock.today()).parties
    return {p.municipality_code: p.code for p in parties if p.municipality_code}


def _shown(row: Row, areas: dict[str, str]) -> PreviewRow:
    language = get_language()
    return PreviewRow(
        area=areas.get(row.area, _("Hela länet")),
        period=row.period.label(language),
        value="" if row.value is None else number_text(row.value, language),
        is_hidden=row.is_hidden,
        note=row.note,
    )


def _worded(problem: Problem) -> str:
    text = problem.text
    said = {
        Fault.COLUMNS: _("Filen saknar kolumnen %(text)s. Utgå från mallen."),
        Fault.EMPTY: _("Filen har inga rader."),
        Fault.TOO_LONG: _("Filen har fler än %(text)s rader. Dela upp den."),
        Fault.PART: _("”%(text)s” är ingen part i länet. Skriv partens namn, eller länet."),
        Fault.PERIOD: _("”%(text)s” är ingen period. Skriv till exempel 2025 eller 2025 T1."),
        Fault.VALUE: _("”%(text)s” är inget tal."),
        Fault.BASE: _("”%(text)s” i kolumnen antal är inget helt tal."),
        Fault.TWICE: _("%(text)s står två gånger."),
        Fault.HIDDEN_WITH_VALUE: _("Raden är dold men har värdet ”%(text)s”. Ta bort det ena."),
        Fault.JSON: _("Det här ser inte ut som ett svar från Kolada."),
        Fault.OTHER_KPI: _("Filen gäller ett annat nyckeltal, %(text)s."),
    }[problem.fault] % {"text": text[:80]}
    if not problem.line:
        return said
    return _("Rad %(line)s: %(said)s") % {"line": problem.line, "said": said}
