"""What may happen to a county's measures and their figures."""

from samsyn.indicators.operations.counting import count_live
from samsyn.indicators.operations.measures import (
    NewMeasure,
    add_measure,
    open_measures,
    set_threshold,
    stop_measure,
)
from samsyn.indicators.operations.values import record_value, store_rows

__all__ = [
    "NewMeasure",
    "add_measure",
    "count_live",
    "open_measures",
    "record_value",
    "set_threshold",
    "stop_measure",
    "store_rows",
]
