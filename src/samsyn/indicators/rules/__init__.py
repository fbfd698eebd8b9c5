"""What is a figure, when may it be shown, and how is it read from a file? Pure."""

from samsyn.indicators.rules.definitions import RESTS_ON, Definition, definitions
from samsyn.indicators.rules.figures import Figure, Series, State, Trend, number_text, trend_of
from samsyn.indicators.rules.periods import Period, Span, tertials_touched
from samsyn.indicators.rules.suppression import (
    DEFAULT_THRESHOLD,
    LEAST_THRESHOLD,
    SMALL_GROUP_THRESHOLD,
    hidden_of_shares,
    is_small,
    protect,
    rounded,
    with_totals,
)
from samsyn.indicators.rules.words import Direction, Kind, MeasureUnit

__all__ = [
    "DEFAULT_THRESHOLD",
    "LEAST_THRESHOLD",
    "RESTS_ON",
    "SMALL_GROUP_THRESHOLD",
    "Definition",
    "Direction",
    "Figure",
    "Kind",
    "MeasureUnit",
    "Period",
    "Series",
    "Span",
    "State",
    "Trend",
    "definitions",
    "hidden_of_shares",
    "is_small",
    "number_text",
    "protect",
    "rounded",
    "tertials_touched",
    "trend_of",
    "with_totals",
]
