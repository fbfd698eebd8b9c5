"""Measures: the list, a measure, and the ways that figures come in."""

from samsyn.indicators.views.incoming import fetch, read_in, store, template
from samsyn.indicators.views.measures import (
    add,
    count,
    download,
    measure,
    measures,
    stop,
    threshold,
    value,
)

__all__ = [
    "add",
    "count",
    "download",
    "fetch",
    "measure",
    "measures",
    "read_in",
    "stop",
    "store",
    "template",
    "threshold",
    "value",
]
