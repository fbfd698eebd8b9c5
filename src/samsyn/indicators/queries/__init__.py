"""What may a county's people, and everybody, read of its figures?"""

from samsyn.indicators.queries.figures import (
    figure_for,
    figures_for,
    latest_observations,
    live,
    measure_for,
    measures_of,
    series,
)
from samsyn.indicators.queries.incoming import Preview, fetch_for, preview_of, template_for
from samsyn.indicators.queries.kolada import NoAnswer
from samsyn.indicators.queries.pages import (
    MeasurePage,
    areas_of,
    export_csv,
    measure_list,
    measure_page,
    measure_table,
    open_measure,
    open_measures_list,
    this_year,
)

__all__ = [
    "MeasurePage",
    "NoAnswer",
    "Preview",
    "areas_of",
    "export_csv",
    "fetch_for",
    "figure_for",
    "figures_for",
    "latest_observations",
    "live",
    "measure_for",
    "measure_list",
    "measure_page",
    "measure_table",
    "measures_of",
    "open_measure",
    "open_measures_list",
    "preview_of",
    "series",
    "template_for",
    "this_year",
]
