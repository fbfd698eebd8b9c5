"""What do the measures show? Only stored figures, where small ones are hidden already."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from samsyn.indicators.queries import (
    latest_observations,
    measures_of,
    open_measures_list,
)
from samsyn.indicators.queries.pages import MeasureRow
from samsyn.regions.schema import Region


def measure_rows(county: Region) -> list[MeasureRow]:
    """A county's measures with the latest figure of the whole county, those in use first."""
    return open_measures_list(county.code)


def latest_by_key(county: Region) -> dict[str, MeasureRow]:
    """The same by the key that an action plan points at."""
    return {row.key: row for row in measure_rows(county)}


def figure_rows(county: Region, _on: dt.date) -> Iterator[dict[str, Any]]:
    """Every figure that holds, as data: of two for the same cell the later recorded one."""
    measures = {measure.pk: measure for measure in measures_of(county.code)}
    for row in latest_observations(measures):
        measure = measures[row.measure_id]
        yield {
            "measure": measure.key,
            "name": measure.name,
            "definition": measure.definition,
            "unit": measure.unit,
            "area": row.area or None,
            "period_start": row.period_start.isoformat(),
            "period_end": row.period_end.isoformat(),
            "value": None if row.is_suppressed or row.value is None else float(row.value),
            "is_suppressed": row.is_suppressed,
            "note": row.note,
            "source": row.source,
        }
