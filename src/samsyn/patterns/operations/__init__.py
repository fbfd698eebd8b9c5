"""What may happen to a pattern. Each operation is one transaction that leaves an event."""

from samsyn.patterns.operations.following import PlanMeasure, add_measure, tell_reporters_of
from samsyn.patterns.operations.keeping import (
    close_pattern,
    dismiss_pattern,
    keep_pattern,
    take_up_pattern,
)
from samsyn.patterns.operations.raising import Raising, raise_deviation, raise_matter

__all__ = [
    "PlanMeasure",
    "Raising",
    "add_measure",
    "close_pattern",
    "dismiss_pattern",
    "keep_pattern",
    "raise_deviation",
    "raise_matter",
    "take_up_pattern",
    "tell_reporters_of",
]
