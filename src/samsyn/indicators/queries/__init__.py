"""What may a county's people, and everybody, read of its figures?"""

from samsyn.indicators.queries.figures import (
    figure_for,
    latest_observations,
    live,
    measure_for,
    measures_of,
    series,
)
from samsyn.indicators.queries.pages import (
    areas_of,
    export_csv,
    measure_list,
    measure_page,
    measure_table,
    open_measure,
    open_measures_list,
)

__all__ = [
    "areas_of",
    "export_csv",
    "figure_for",
    "latest_observations",
    "live",
    "measure_for",
    "measure_list",
    "measure_page",
    "measure_table",
    "measures_of",
    "open_measure",
    "open_measures_list",
    "series",
]
