"""What was counted of a year's deviations? Raw counts are read here and go to `tell` alone."""

import datetime as dt
from functools import lru_cache

from django.db import connection

from samsyn.deviations.queries import step_stamp
from samsyn.foundation import clock
from samsyn.indicators import rules as figures
from samsyn.indicators.models import Measure
from samsyn.indicators.queries.counting import Counted, counted_year
from samsyn.indicators.rules import Period
from samsyn.patterns.rules.statistics_amounts import HIDDEN, Amount, Tally
from samsyn.patterns.rules.statistics_frame import Counts, Told

REMEMBERED = 32
REPORTED, ANSWERED = "deviations", "deviations.answered_share"
CASES, CALLS = "sip.needs", "sip.calls"


def counts_of(region: str, year: int) -> Counts:
    """Everything that is counted of a year, not hidden yet.

    Remembered until somebody takes a step or the day is over: what is late changes with the day.
    """
    return _counts(region, year, clock.today(), step_stamp())


@lru_cache(maxsize=REMEMBERED)
def _counts(region: str, year: int, _today: dt.date, _stamp: str) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM deviation_counts(%s, %s, %s)",
            [region, dt.date(year, 1, 1), dt.date(year + 1, 1, 1)],
        )
        return {(row[0], row[1]): Tally(*row[2:]) for row in cursor.fetchall()}


def told_of(region: str, year: int) -> tuple[Told, int]:
    """What the county's measures tell of the year, and from which number."""
    measures = _measures(region)
    counted = counted_year(region, measures.values(), year)
    whole = Period.year(year)
    of_year = {key: {r.area: r for r in rows if r.period == whole} for key, rows in counted.items()}
    reported = of_year[REPORTED]
    told = Told(
        is_whole_told=not reported[""].is_hidden,
        is_answered_told=not of_year[ANSWERED][""].is_hidden,
        parties_hidden=frozenset(a for a, row in reported.items() if a and row.is_hidden),
        cases={area: _amount(row) for area, row in of_year[CASES].items()},
        calls={area: _amount(row) for area, row in of_year[CALLS].items()},
    )
    return told, measures[REPORTED].threshold


def _amount(row: Counted) -> Amount:
    return HIDDEN if row.is_hidden else Amount(int(row.value or 0))


def _measures(region: str) -> dict[str, Measure]:
    """The county's measures; as the product defines them while the county has not opened them."""
    keys = (REPORTED, ANSWERED, CASES, CALLS)
    found = {row.key: row for row in Measure.objects.filter(region=region, key__in=keys)}
    for key in keys:
        own = figures.definitions()[key]
        new = Measure(region=region, key=key, unit=own.unit.value, threshold=own.threshold)
        found.setdefault(key, new)
    return found
