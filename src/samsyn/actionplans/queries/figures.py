"""What do the figures behind a row's measures say? Asked of the indicators; sources stay."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.actionplans import rules
from samsyn.foundation import dates
from samsyn.indicators.queries.figures import (
    latest_observations,
    measures_of,
    series_from,
    wording,
)
from samsyn.indicators.rules import Kind, Series, definitions


@dataclass(frozen=True)
class FigurePoint:
    """A figure for one period, as it may be shown."""

    period: str
    value_text: str
    value: float | None


@dataclass(frozen=True)
class FigureLine:
    """A measure of a row, with its figure, or why there is none."""

    text: str
    name: str = ""
    value_text: str = ""
    period: str = ""
    definition: str = ""
    source: str = ""
    note: str = ""
    url: str = ""
    missing: str = ""
    trend: tuple[FigurePoint, ...] = ()
    drawing: rules.Drawing | None = None


def figure_lines(region: str, measures: Iterable[rules.Measure]) -> tuple[FigureLine, ...]:
    """Each measure with its figure, in two statements however many there are."""
    wanted = tuple(measures)
    keys = {measure.indicator for measure in wanted if measure.indicator}
    known = list(measures_of(region).filter(key__in=keys)) if keys else []
    rows: dict[Any, list[Any]] = {measure.pk: [] for measure in known}
    for row in latest_observations(rows).filter(area="") if rows else ():
        rows[row.measure_id].append(row)
    found = {measure.key: (measure, rows[measure.pk]) for measure in known}
    return tuple(_line(measure, found.get(measure.indicator)) for measure in wanted)


def _line(measure: rules.Measure, found: tuple[Any, list[Any]] | None) -> FigureLine:
    if not measure.indicator:
        return FigureLine(measure.text, missing=_("Samsyn räknar inte det här måttet."))
    if found is None:
        own = definitions().get(measure.indicator)
        return FigureLine(
            measure.text, missing=_none(is_counted=own is not None and own.kind is Kind.LIVE)
        )
    stored, rows = found
    name, definition, needs = wording(stored)
    line = FigureLine(
        measure.text, name=name, definition=definition, source=stored.source,
        url=reverse("indicators:measure", args=[stored.pk]),
    )  # fmt: skip
    yearly = series_from(stored, rows, "year")
    series = yearly if yearly.figures else series_from(stored, rows, "tertial")
    if not series.figures:
        return replace(line, missing=needs or _none(is_counted=stored.kind == Kind.LIVE.value))
    language = get_language()
    points = tuple(
        FigurePoint(
            figure.period.label(language),
            figure.value_text,
            float(figure.value) if figure.value is not None else None,
        )
        for figure in series.figures
    )
    return replace(
        line,
        value_text=points[-1].value_text,
        period=points[-1].period,
        note=" ".join(filter(None, (series.figures[-1].note, _stopped(series)))),
        trend=points,
        drawing=rules.draw([point.value for point in points]),
    )


def _none(*, is_counted: bool) -> str:
    if is_counted:
        return _("Samsyn räknar måttet. Det är inte räknat än.")
    return _("Ingen har lämnat siffror för måttet än.")


def _stopped(series: Series) -> str:
    if series.stopped_on is None:
        return ""
    told = _("Källan slutade lämna siffror %(day)s.") % {"day": dates.day(series.stopped_on)}
    return " ".join(filter(None, (told, series.stopped_why)))


def measure_choices(region: str) -> list[tuple[str, str]]:
    """Indicators that a measure can point at: key and name."""
    return [(measure.key, wording(measure)[0]) for measure in measures_of(region)]
