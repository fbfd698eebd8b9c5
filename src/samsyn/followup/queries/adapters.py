"""What do the packages beside this one say? A small function for each."""

import datetime as dt
import uuid

from django.urls import NoReverseMatch, reverse

from samsyn.actionplans.queries import plan_list
from samsyn.followup.rules import FigureFact, PlanFact, Source
from samsyn.indicators.models import Observation
from samsyn.indicators.queries.figures import figure_of
from samsyn.indicators.rules import Figure


def address(name: str, *args: object) -> str:
    """The address of a page by name; '' when it is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def figures(region: str, start: dt.date, end: dt.date) -> tuple[FigureFact, ...]:
    """The county's stored figures within the period: the same that the open site shows.

    For each measure those of the longest periods that lie within it.
    """
    cell = ("measure__name", "measure_id", "period_start", "period_end")
    rows = Observation.objects.filter(
        measure__region=region, area="", period_start__gte=start, period_end__lte=end
    ).select_related("measure")
    found: dict[uuid.UUID, list[Figure]] = {}
    for row in rows.order_by(*cell, "-recorded_at", "-pk").distinct(*cell):
        found.setdefault(row.measure_id, []).append(figure_of(row.measure, row))
    return tuple(
        FigureFact(
            f"{figure.name}, {figure.period.label()}",
            figure.value_text,
            figure.definition,
            Source(figure.source, address("indicators:measure", measure)),
        )
        for measure, figures_of in found.items()
        for figure in _longest(figures_of)
    )


def _longest(figures: list[Figure]) -> list[Figure]:
    longest = max(figure.period.end - figure.period.start for figure in figures)
    # A leap year and a tertial of 123 days are as long as the others of their kind.
    near = longest - dt.timedelta(days=4)
    return [f for f in figures if f.period.end - f.period.start >= near]


def plans(region: str, arena: str, start: dt.date, end: dt.date) -> tuple[PlanFact, ...]:
    """The arena's development plans whose period meets this one."""
    found = []
    for line in plan_list(region):
        begins, ends = line.period_from, line.last_day
        if line.arena_code != arena or begins > end or (ends is not None and ends < start):
            continue
        states = tuple((text, count) for _status, text, count in line.counts if count)
        url = address("actionplans:show", line.id)
        found.append(PlanFact(line.name, line.rows, states, Source(line.name, url)))
    return tuple(found)
