"""What does Samsyn count by itself? Raw counts are read here and leave only as may be shown."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from samsyn.deviations.queries import step_stamp
from samsyn.foundation import clock
from samsyn.indicators import rules
from samsyn.indicators.models import Measure
from samsyn.indicators.rules import MeasureUnit, Period
from samsyn.indicators.rules.flows import Cell
from samsyn.organisations.models import Party


@dataclass(frozen=True)
class Counted:
    """A figure that may be shown, or that it may not."""

    area: str
    period: Period
    value: Decimal | None
    base: int | None
    is_hidden: bool


@dataclass(frozen=True)
class _Raw:
    n: int = 0
    hits: int = 0
    median: Decimal | None = None


_Rows = Mapping[tuple[str, str, dt.date | None], _Raw]
NOTHING = _Raw()
REMEMBERED = 64
#: The party of what is counted for the county alone: children whose data are protected.
UNPLACED = "-"


def counted_year(region: str, measures: Iterable[Measure], year: int) -> dict[str, list[Counted]]:
    """Every area and tertial of a year with totals, by the measure's key; begun tertials only."""
    areas = _areas(region)
    raw = _raw(region, Period.year(year))
    periods = _begun(year)
    return {
        measure.key: _shown(measure, raw, areas, periods, year)
        if measure.key not in rules.RESTS_ON
        else _shown_of_county(measure, raw, areas, periods, year)
        for measure in measures
        if periods
    }


def counted_span(
    region: str, measure: Measure, tertials: list[Period]
) -> tuple[Period, Counted] | None:
    """The county's figure for whole tertials in a row, hidden when a part of it is hidden.

    A whole year is one part: it can be shown although its tertials are not.
    """
    if not tertials:
        return None
    whole = Period(tertials[0].start, tertials[-1].end)
    hidden = False
    for year in range(whole.start.year, whole.end.year + 1):
        shown = {
            row.period: row for row in counted_year(region, [measure], year)[measure.key]
            if not row.area
        }  # fmt: skip
        mine = [period for period in tertials if period.start.year == year]
        parts = [Period.year(year)] if mine == _begun(year) else mine
        hidden |= any(shown[period].is_hidden for period in parts)
    total = _raw(region, whole).get((measure.key, "", None), NOTHING)
    hidden |= rules.is_small(total.n, measure.threshold)
    return whole, _figure(measure, "", whole, total, hidden)


def _areas(region: str) -> list[str]:
    return list(Party.objects.filter(region=region).order_by("code").values_list("code", flat=True))


def _begun(year: int) -> list[Period]:
    return rules.tertials_touched(dt.date(year, 1, 1), dt.date(year, 12, 31), clock.today())


def _raw(region: str, period: Period) -> _Rows:
    """Counted in the database; remembered until a step is taken or the day is over."""
    return _counted_raw(region, period, clock.today(), step_stamp())


@lru_cache(maxsize=REMEMBERED)
def _counted_raw(region: str, period: Period, _today: dt.date, _stamp: str) -> _Rows:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT measure, party, part, n, hits, median FROM sip_counts(%s, %s, %s)",
            [region, period.start, period.end + dt.timedelta(days=1)],
        )
        return {
            (key, party, part): _Raw(n, hits, median)
            for key, party, part, n, hits, median in cursor.fetchall()
        }


def _shown(
    measure: Measure, raw: _Rows, areas: list[str], periods: list[Period], year: int
) -> list[Counted]:
    columns = {str(period.tertial_number): period for period in periods}
    cells = [(area, column) for area in (*areas, UNPLACED) for column in columns]
    found = {
        (area, column): raw.get((measure.key, area, columns[column].start), NOTHING)
        for area, column in cells
    }
    hidden = _hidden(measure, found)
    everything = {**columns, "": Period.year(year)}
    return [
        _figure(
            measure, area, period,
            raw.get((measure.key, area, period.start if column else None), NOTHING),
            (area, column) in hidden,
        )
        for area in ("", *areas)
        for column, period in everything.items()
    ]  # fmt: skip


def _shown_of_county(
    measure: Measure, raw: _Rows, areas: list[str], periods: list[Period], year: int
) -> list[Counted]:
    """How the things of another measure went: the county alone, hidden as all that rest on it."""
    base = rules.RESTS_ON[measure.key]
    kin = Measure.objects.filter(
        region=measure.region, key__in=[base, *(k for k, b in rules.RESTS_ON.items() if b == base)]
    )
    limits = {row.key: row.threshold for row in kin}
    least = max(limits.values(), default=rules.DEFAULT_THRESHOLD)
    columns = {str(period.tertial_number): period.start for period in periods}
    counts = rules.with_totals(
        {(a, c): raw.get((base, a, columns[c]), NOTHING).n for a in areas for c in columns}
    )
    told = _hidden_counts(counts, limits.get(base, rules.DEFAULT_THRESHOLD))
    share = next(k for k, b in rules.RESTS_ON.items() if b == base)
    found = {column: raw.get((share, "", start), NOTHING) for column, start in columns.items()}
    hidden = _hidden_halves(found, {column for (area, column) in told if not area}, least)
    return [
        _figure(
            measure, "", period,
            raw.get((measure.key, "", period.start if column else None), NOTHING),
            column in hidden,
        )
        for column, period in
        {**{str(p.tertial_number): p for p in periods}, "": Period.year(year)}.items()
    ]  # fmt: skip


def _hidden_counts(
    counts: Mapping[Cell, int], threshold: int, also: Collection[Cell] = ()
) -> frozenset[Cell]:
    """The county's year stays when it is enough by itself, for other figures rest on it."""
    whole = ("", "")
    keep = [whole] if counts[whole] >= threshold else []
    return rules.protect(counts, threshold, also, keep=keep)


def _hidden_halves(
    found: Mapping[str, _Raw], untold: Collection[str], threshold: int
) -> frozenset[str]:
    """The columns whose two halves are hidden, where the wholes not in `untold` are known."""
    if "" in untold:
        return frozenset({*found, ""})
    halves = {(c, "yes"): raw.hits for c, raw in found.items()}
    halves |= {(c, "no"): raw.n - raw.hits for c, raw in found.items()}
    table = rules.with_totals(halves)
    also = [(column, half) for column in untold for half in ("", "yes", "no")]
    keep = [(column, "") for column in ("", *found) if column not in untold]
    hidden = rules.protect(table, threshold, also, keep=keep)
    return frozenset(column for column in ("", *found) if (column, "yes") in hidden)


def _hidden(measure: Measure, found: Mapping[Cell, _Raw]) -> frozenset[Cell]:
    """The cells to hide. The county less its parties must not tell of the unplaced either."""
    whole = rules.with_totals({cell: raw.n for cell, raw in found.items()})
    also = [cell for cell, count in whole.items() if cell[0] == UNPLACED and count]
    if measure.unit != MeasureUnit.PERCENT and (also or measure.key in rules.RESTS_ON.values()):
        return _hidden_counts(whole, measure.threshold, also)
    if measure.unit != MeasureUnit.PERCENT:
        return rules.protect(whole, measure.threshold)
    part = rules.with_totals({cell: raw.hits for cell, raw in found.items()})
    return rules.hidden_of_shares(
        whole, part, measure.threshold, sensitive=measure.is_sensitive, also=also
    )


def _figure(measure: Measure, area: str, period: Period, raw: _Raw, hidden: bool) -> Counted:
    if hidden:
        return Counted(area, period, None, None, True)
    if measure.unit == MeasureUnit.COUNT:
        return Counted(area, period, Decimal(raw.n), None, False)
    if not raw.n:
        return Counted(area, period, None, None, False)
    if measure.unit == MeasureUnit.PERCENT:
        return Counted(area, period, rules.rounded(Decimal(100 * raw.hits) / raw.n), raw.n, False)
    value = rules.rounded(raw.median) if raw.median is not None else None
    return Counted(area, period, value, raw.n, False)
