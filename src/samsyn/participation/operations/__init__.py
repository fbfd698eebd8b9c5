"""What may happen here. Each operation is one transaction that leaves an event."""

from samsyn.participation.operations.methods import Way, add_method
from samsyn.participation.operations.voices import (
    Heard,
    link_voice,
    record_voice,
    say_what_became,
    tell_back,
)

__all__ = [
    "Heard",
    "Way",
    "add_method",
    "link_voice",
    "record_voice",
    "say_what_became",
    "tell_back",
]
