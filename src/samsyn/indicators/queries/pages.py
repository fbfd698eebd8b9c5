"""What do the pages of measures show? Everything from the stored figures, as files and reports."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.indicators.models import ImportBatch, Measure, Observation
from samsyn.indicators.queries.chart import Chart, chart_of
from samsyn.indicators.queries.figures import (
    figure_of,
    latest_observations,
    measure_for,
    measures_of,
    series_from,
    wording,
)
from samsyn.indicators.rules import Direction, Figure, Kind, MeasureUnit, Period, Series, Span
from samsyn.indicators.rules.reading import Row, write_csv
from samsyn.organisations.models import Party

#: So many imports are listed on a measure's page.
MOST_BATCHES = 10


@dataclass(frozen=True)
class MeasureRow:
    """A measure in the list. `latest` is the county's last figure, shown or hidden."""

    id: uuid.UUID
    key: str
    name: str
    definition: str
    kind: Kind
    kind_label: str
    unit_label: str
    source: str
    latest: Figure | None
    needs: str
    stopped_on: dt.date | None
    stopped_why: str


@dataclass(frozen=True)
class TableRow:
    """One area with its figures in the order of the table's periods; None where there is none."""

    area: str
    name: str
    figures: tuple[Figure | None, ...]
    labels: tuple[str, ...]

    @property
    def cells(self) -> list[tuple[str, Figure | None]]:
        """Each figure with its period in words."""
        return list(zip(self.labels, self.figures, strict=True))


@dataclass(frozen=True)
class MeasureTable:
    """Areas by periods, the county first."""

    periods: tuple[Period, ...]
    rows: tuple[TableRow, ...]
    has_hidden: bool
    labels: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """One time that figures came in."""

    at: dt.datetime
    kind_label: str
    file_name: str
    rows: int


@dataclass(frozen=True)
class MeasurePage:
    """A measure with its definition, its figures over time and where they came from."""

    row: MeasureRow
    region: str
    direction_label: str
    unit: MeasureUnit
    is_sensitive: bool
    threshold: int
    threshold_note: str
    kpi: str
    kpi_title: str
    by_year: Series
    charts: tuple[Chart, ...]
    table: MeasureTable
    batches: tuple[Batch, ...]
    counted_at: dt.datetime | None

    @property
    def is_live(self) -> bool:
        """Whether Samsyn counts it."""
        return self.row.kind is Kind.LIVE

    @property
    def takes_values(self) -> bool:
        """Whether values may be typed or read in."""
        return self.row.kind is not Kind.LIVE and self.row.stopped_on is None


def areas_of(region: str) -> dict[str, str]:
    """Name by code of the county's parties, by name."""
    rows = Party.objects.filter(region=region).order_by("name")
    return dict(rows.values_list("code", "name"))


def measure_list(actor: Actor) -> list[MeasureRow]:
    """The county's measures with their last figure: in use first, then waiting, then stopped."""
    return _list(actor.region)


def open_measures_list(region: str) -> list[MeasureRow]:
    """The same for the open site; call it as the open site's role."""
    return _list(region)


def _list(region: str) -> list[MeasureRow]:
    measures = list(measures_of(region))
    found: dict[uuid.UUID, list[Observation]] = {}
    for row in latest_observations([m.pk for m in measures]).filter(area=""):
        found.setdefault(row.measure_id, []).append(row)
    rows = [_row(measure, found.get(measure.pk, ())) for measure in measures]
    return sorted(rows, key=lambda r: (r.stopped_on is not None, r.kind is Kind.EXTERNAL))


def _row(measure: Measure, observations: Iterable[Observation]) -> MeasureRow:
    name, definition, needs = wording(measure)
    figures = series_from(measure, observations).figures
    years = tuple(figure for figure in figures if figure.period.span is Span.YEAR)
    language = get_language()
    return MeasureRow(
        id=measure.pk,
        key=measure.key,
        name=name,
        definition=definition,
        kind=Kind(measure.kind),
        kind_label=Kind(measure.kind).label(language),
        unit_label=MeasureUnit(measure.unit).label(language),
        source=measure.source,
        latest=(years or figures)[-1] if figures else None,
        needs=needs,
        stopped_on=measure.stopped_on,
        stopped_why=measure.stopped_why,
    )


def measure_page(actor: Actor, measure_id: uuid.UUID) -> MeasurePage | None:
    """A measure of the actor's county, or None."""
    measure = measure_for(actor, measure_id)
    if measure is None:
        return None
    batches = ImportBatch.objects.filter(measure=measure).order_by("-at")[:MOST_BATCHES]
    return _page(measure, [_batch(row) for row in batches])


def open_measure(region: str, key: str) -> MeasurePage | None:
    """The same for the open site, without who read in what; call it as the open site's role."""
    measure = measures_of(region).filter(key=key).first()
    return _page(measure, []) if measure else None


def _page(measure: Measure, batches: list[Batch]) -> MeasurePage:
    rows = list(latest_observations([measure.pk]))
    county = [row for row in rows if not row.area]
    everything = series_from(measure, county)
    by_year = replace(
        everything, figures=tuple(f for f in everything.figures if f.period.span is Span.YEAR)
    )
    others = tuple(f for f in everything.figures if f.period.span is not Span.YEAR)
    language = get_language()
    return MeasurePage(
        row=_row(measure, county),
        region=measure.region,
        direction_label=Direction(measure.direction).label(language),
        unit=everything.unit,
        is_sensitive=measure.is_sensitive,
        threshold=measure.threshold,
        threshold_note=measure.threshold_note,
        kpi=measure.kpi,
        kpi_title=measure.kpi_title,
        by_year=by_year,
        charts=tuple(
            chart_of(figures, everything.unit)
            for figures in (by_year.figures, others)
            if len(figures) > 1
        ),
        table=_table(measure, rows, areas_of(measure.region)),
        batches=tuple(batches),
        counted_at=max((row.recorded_at for row in rows), default=None),
    )


def measure_table(actor: Actor, key: str) -> MeasureTable | None:
    """Party by period with the county first, as stored; None when there is no such measure."""
    measure = measures_of(actor.region).filter(key=key).first()
    if measure is None:
        return None
    return _table(measure, latest_observations([measure.pk]), areas_of(actor.region))


def _table(measure: Measure, rows: Iterable[Observation], areas: Mapping[str, str]) -> MeasureTable:
    figures = [figure_of(measure, row) for row in rows]
    periods = tuple(sorted({figure.period for figure in figures}))
    at = {(figure.area, figure.period): figure for figure in figures}
    present = {figure.area for figure in figures}
    words = {figure.period: figure.period_label for figure in figures}
    labels = tuple(words[period] for period in periods)
    names = {"": "", **{code: areas.get(code, code) for code in (*areas, *sorted(present))}}
    return MeasureTable(
        periods=periods,
        rows=tuple(
            TableRow(area, name, tuple(at.get((area, period)) for period in periods), labels)
            for area, name in names.items()
            if area in present
        ),
        has_hidden=any(figure.is_hidden for figure in figures),
        labels=labels,
        notes=tuple(
            f"{areas.get(f.area, '')} {f.period_label}: {f.note}".strip()
            for f in sorted(figures, key=lambda f: (f.period, f.area))
            if f.note
        ),
    )


def _batch(row: ImportBatch) -> Batch:
    return Batch(row.at, Kind(row.kind).label(get_language()), row.file_name, row.rows)


def export_csv(measure: Measure | MeasurePage) -> str:
    """All that is stored of a measure, as the file that can be read in."""
    pk = measure.pk if isinstance(measure, Measure) else measure.row.id
    rows = [
        Row(
            row.area, Period(row.period_start, row.period_end), row.value,
            row.is_suppressed, row.base, row.note,
        )
        for row in latest_observations([pk])
    ]  # fmt: skip
    rows.sort(key=lambda row: (row.period, row.area))
    return write_csv(rows, areas_of(measure.region))


def this_year() -> int:
    """The year that one counts and reads in for when nothing else is said."""
    return clock.today().year
