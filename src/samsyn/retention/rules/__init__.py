"""What may go, when, and what may never? Words, lifecycle and the judgement. Pure."""

from samsyn.retention.rules.judging import Facts, Plan, Verdict, judged, least_years
from samsyn.retention.rules.terms import (
    Exception_,
    Term,
    all_exceptions,
    all_terms,
    exceptions_on,
    terms_on,
)
from samsyn.retention.rules.words import LIFECYCLE, MOST, Sphere, State, What

__all__ = [
    "LIFECYCLE",
    "MOST",
    "Exception_",
    "Facts",
    "Plan",
    "Sphere",
    "State",
    "Term",
    "Verdict",
    "What",
    "all_exceptions",
    "all_terms",
    "exceptions_on",
    "judged",
    "least_years",
    "terms_on",
]
