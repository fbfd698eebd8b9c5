"""What is a recurring fault, how does it move, and what is said of it? Pure."""

from samsyn.patterns.rules.finding import LEAST, MONTHS, Found, again, find, period_of
from samsyn.patterns.rules.shape import NO_PAIR, Ground, Shape, Tally, pair_of
from samsyn.patterns.rules.wording import (
    KINDS,
    THRESHOLD,
    basis_of,
    between_of,
    reasons_of,
    shown,
    stored_number,
    title_of,
    title_of_one,
)
from samsyn.patterns.rules.words import LIFECYCLE, OPEN, State

__all__ = [
    "KINDS",
    "LEAST",
    "LIFECYCLE",
    "MONTHS",
    "NO_PAIR",
    "OPEN",
    "THRESHOLD",
    "Found",
    "Ground",
    "Shape",
    "State",
    "Tally",
    "again",
    "basis_of",
    "between_of",
    "find",
    "pair_of",
    "period_of",
    "reasons_of",
    "shown",
    "stored_number",
    "title_of",
    "title_of_one",
]
