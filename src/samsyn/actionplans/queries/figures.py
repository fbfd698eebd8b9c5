"""What do the figures behind a row's measures say? Asked of the indicators; sources stay."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.actionplans import rules
from samsyn.indicators.queries import measures_of, series


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
    missing: str = ""
    trend: tuple[FigurePoint, ...] = ()
    drawing: rules.Drawing | None = None


def figure_lines(region: str, measures: Iterable[rules.Measure]) -> tuple[FigureLine, ...]:
    """Each measure with its figure."""
    return tuple(_line(region, measure) for measure in measures)


def _line(region: str, measure: rules.Measure) -> FigureLine:
    if not measure.indicator:
        return FigureLine(measure.text, missing=_("Samsyn räknar inte det här måttet."))
    found = series(region, measure.indicator)
    figures = tuple(found.figures) if found is not None else ()
    if found is None or not figures:
        return FigureLine(measure.text, missing=_missing(measure.indicator))
    language = get_language()
    points = tuple(
        FigurePoint(
            figure.period.label(language),
            figure.value_text,
            float(figure.value) if figure.value is not None else None,
        )
        for figure in figures
    )
    latest = figures[-1]
    stopped = (
        _("Källan har slutat lämna siffror. %(why)s") % {"why": found.stopped_why}
        if found.stopped_on
        else ""
    )
    return FigureLine(
        text=measure.text,
        name=found.name,
        value_text=latest.value_text,
        period=points[-1].period,
        definition=found.definition,
        source=found.source,
        note=" ".join(filter(None, (latest.note, stopped.strip()))),
        trend=points,
        drawing=rules.draw([point.value for point in points]),
    )


def _missing(key: str) -> str:
    if key == "deviations":
        return _("Räknas när avvikelser finns i Samsyn.")
    return _("Ingen har lämnat siffror för måttet än.")


def measure_choices(region: str) -> list[tuple[str, str]]:
    """Indicators that a measure can point at: key and name."""
    return list(measures_of(region).order_by("name").values_list("key", "name"))
