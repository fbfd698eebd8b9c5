"""Which figures does a county have? One place, so that page, file, report and open site agree."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.indicators import rules
from samsyn.indicators.models import Measure, Observation
from samsyn.indicators.queries.counting import counted_span
from samsyn.indicators.rules import (
    Direction,
    Figure,
    Kind,
    MeasureUnit,
    Period,
    Series,
    Span,
    State,
    trend_of,
)  # fmt: skip


def measures_of(region: str) -> QuerySet[Measure]:
    """A county's measures: those in use first, in the order of their names."""
    return Measure.objects.filter(region=region).order_by("-is_active", "name")


def measure_for(actor: Actor, measure_id: uuid.UUID) -> Measure | None:
    """A measure of the actor's county, or None."""
    return measures_of(actor.region).filter(pk=measure_id).first()


def latest_observations(measure_ids: Iterable[uuid.UUID]) -> QuerySet[Observation]:
    """The observation that holds for each cell, by measure, area and time."""
    cell = ("measure_id", "area", "period_start", "period_end")
    rows = Observation.objects.filter(measure_id__in=list(measure_ids))
    return rows.order_by(*cell, "-recorded_at", "-pk").distinct(*cell)


def wording(measure: Measure) -> tuple[str, str, str]:
    """Name, definition and what is missing, in the language of the moment.

    English where the county has kept the words that the product came with.
    """
    own = rules.definitions().get(measure.key)
    if own and (get_language() or "sv").startswith("en"):
        return (
            own.name_en if own.name == measure.name else measure.name,
            own.definition_en if own.definition == measure.definition else measure.definition,
            own.needs_en if own.needs == measure.needs else measure.needs,
        )
    return measure.name, measure.definition, measure.needs


def figure_of(measure: Measure, row: Observation) -> Figure:
    """A stored observation as a figure."""
    shown = State.HIDDEN if row.is_suppressed else State.SHOWN
    return _figure(
        measure, row.area, Period(row.period_start, row.period_end),
        state=State.MISSING if row.value is None and not row.is_suppressed else shown,
        value=row.value, base=row.base, source=row.source, counted_at=row.recorded_at,
        note=row.note,
    )  # fmt: skip


def series(region: str, key: str, by: str = "year", area: str = "") -> Series | None:
    """A measure over time for an area, per "year" or "tertial"; None when there is no such measure.

    `by` = "all" gives periods of every length.
    """
    measure = measures_of(region).filter(key=key).first()
    if measure is None:
        return None
    return series_from(measure, latest_observations([measure.pk]).filter(area=area), by)


def series_from(measure: Measure, rows: Iterable[Observation], by: str = "all") -> Series:
    """A series of given rows of one area."""
    every = sorted((figure_of(measure, row) for row in rows), key=lambda f: f.period)
    figures = [f for f in every if by == "all" or f.period.span == Span(by)]
    name, definition, _needs = wording(measure)
    return Series(
        key=measure.key,
        name=name,
        unit=MeasureUnit(measure.unit),
        source=measure.source,
        definition=definition,
        figures=tuple(
            with_trends([f for f in figures if by == "all" or f.period.span == Span(by)])
        ),
        stopped_on=measure.stopped_on,
        stopped_why=measure.stopped_why,
    )


def with_trends(figures: list[Figure]) -> list[Figure]:
    """Each figure with how it stands against the one before of the same length."""
    found: list[Figure] = []
    for figure in figures:
        before = [f for f in found if f.period.span is figure.period.span]
        values = [before[-1].value, figure.value] if before else [figure.value]
        is_whole = figure.period.end < clock.today() or figure.unit is not MeasureUnit.COUNT
        found.append(replace(figure, trend=trend_of(values) if is_whole else None))
    return found


def figure_for(region: str, key: str, period_from: dt.date, period_to: dt.date) -> Figure | None:
    """The county's figure for a period, both days included; None when there is no such measure.

    What is stored for exactly that period; else, for what Samsyn counts, counted now for the
    tertials that it touches; else the latest stored figure within it; else one that is
    missing. The figure says its own period.
    """
    return figures_for(region, [key], period_from, period_to).get(key)


def figures_for(
    region: str, keys: Sequence[str], period_from: dt.date, period_to: dt.date
) -> dict[str, Figure]:
    """The same for several measures at once, by key; those that do not exist are left out."""
    measures = list(measures_of(region).filter(key__in=keys))
    stored: dict[object, list[Observation]] = {measure.pk: [] for measure in measures}
    for row in latest_observations([measure.pk for measure in measures]).filter(area=""):
        stored[row.measure_id].append(row)
    return {
        measure.key: _figure_of_period(measure, stored[measure.pk], period_from, period_to)
        for measure in measures
    }


def _figure_of_period(
    measure: Measure, rows: Iterable[Observation], period_from: dt.date, period_to: dt.date
) -> Figure:
    asked = Period(period_from, period_to)
    figures = {Period(row.period_start, row.period_end): figure_of(measure, row) for row in rows}
    if asked in figures:
        return figures[asked]
    if measure.kind == Kind.LIVE and measure.is_active:
        return _live(measure, period_from, period_to)
    within = [p for p in figures if period_from <= p.start and p.end <= period_to]
    if within:
        return figures[max(within, key=lambda p: (p.end, p.end - p.start))]
    return _missing(measure, asked)


def live(region: str, key: str, start: dt.date, end: dt.date) -> Figure | None:
    """The county's figure counted now, for the tertials that `start` to `end` (included) touches.

    None when Samsyn counts no such measure. Only whole tertials and only the whole county: figures
    of any days one likes could be set against each other until one child is left.
    """
    measure = measures_of(region).filter(key=key, kind=Kind.LIVE.value).first()
    return _live(measure, start, end) if measure else None


def _live(measure: Measure, start: dt.date, end: dt.date) -> Figure:
    last = min(end, measure.stopped_on) if measure.stopped_on else end
    tertials = rules.tertials_touched(start, last, clock.today()) if start <= last else []
    found = counted_span(measure.region, measure, tertials)
    if found is None:
        return _missing(measure, Period(start, end))
    period, counted = found
    shown = State.SHOWN if counted.value is not None else State.MISSING
    return _figure(
        measure, "", period, state=State.HIDDEN if counted.is_hidden else shown,
        value=counted.value, base=counted.base, source=measure.source, counted_at=clock.now(),
    )  # fmt: skip


def _missing(measure: Measure, period: Period) -> Figure:
    return _figure(
        measure, "", period, state=State.MISSING, value=None, source=measure.source,
        counted_at=None, note=measure.stopped_why or wording(measure)[2],
    )  # fmt: skip


def _figure(
    measure: Measure, area: str, period: Period, *, state: State, value: object, source: str,
    counted_at: dt.datetime | None, base: int | None = None, note: str = "",
) -> Figure:  # fmt: skip
    name, definition, _needs = wording(measure)
    return Figure(
        key=measure.key, name=name, definition=definition, unit=MeasureUnit(measure.unit),
        direction=Direction(measure.direction), area=area, period=period, state=state,
        value=value, threshold=measure.threshold, source=source, counted_at=counted_at, base=base,  # type: ignore[arg-type]
        note=note, language=(get_language() or "sv")[:2],
    )  # fmt: skip
