"""What do the packages beside this one say? A small function for each."""

import datetime as dt
import uuid

from django.urls import NoReverseMatch, reverse

from samsyn.actionplans.queries import plan_list
from samsyn.followup.rules import DeviationFact, FigureFact, PlanFact, Source
from samsyn.foundation import clock
from samsyn.indicators.models import Observation
from samsyn.indicators.queries.figures import figure_of
from samsyn.indicators.rules import Figure
from samsyn.patterns.queries.statistics import FIRST_YEAR, statistics
from samsyn.patterns.rules.statistics import Statistics
from samsyn.patterns.rules.statistics_amounts import Amount


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


def deviations(region: str, start: dt.date, end: dt.date) -> tuple[DeviationFact, ...]:
    """The county's deviations of each calendar year that ends within the period.

    Whole years only, the same that the page of statistics tells: what is hidden there is hidden
    here.
    """
    first = start.year
    last = end.year if end >= dt.date(end.year, 12, 31) else end.year - 1
    years = range(max(first, FIRST_YEAR), min(last, clock.today().year) + 1)
    return tuple(_deviations(statistics(region, year)) for year in years)


def _deviations(stats: Statistics) -> DeviationFact:
    source = Source(
        f"Statistik om avvikelser {stats.year}", f"{address('patterns:statistics')}?ar={stats.year}"
    )
    whole, county = stats.expected[0], stats.county
    so_far = county.by_outcome
    return DeviationFact(
        year=str(stats.year),
        is_running=stats.is_running,
        is_hidden=stats.is_hidden,
        reported=_told(county.n),
        answered=_told(county.answered),
        days=_told(county.days),
        waiting=_told(so_far["waiting"]),
        done=_told(county.done),
        without=_told(so_far["without"]),
        lifted_by_time=_told(stats.by_time),
        kinds=tuple((row.name, _told(row.n)) for row in stats.kinds if row.n.value),
        others=tuple((row.name, _told(row.n)) for row in stats.others if row.n.value),
        seen=_told(whole.seen),
        per_cases=_told(whole.per_cases),
        has_hidden=stats.has_hidden,
        source=source,
    )


def _told(amount: Amount) -> str:
    return "" if amount.value is None else amount.text()
