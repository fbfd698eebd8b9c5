"""What is an action plan, how does it move, how are edits joined and what is a term? Pure."""

from samsyn.actionplans.rules.content import (
    MOST_MEASURES,
    Content,
    Measure,
    Row,
    Signatory,
    new_id,
)
from samsyn.actionplans.rules.differences import Change, Kind, compare
from samsyn.actionplans.rules.joining import Clash, Merge, merge
from samsyn.actionplans.rules.lifecycle import LIFECYCLE, State, Status
from samsyn.actionplans.rules.signing import may_sign_for
from samsyn.actionplans.rules.terms import Term, asked_term, terms_between
from samsyn.actionplans.rules.trend import Drawing, Mark, draw

__all__ = [
    "LIFECYCLE",
    "MOST_MEASURES",
    "Change",
    "Clash",
    "Content",
    "Drawing",
    "Kind",
    "Mark",
    "Measure",
    "Merge",
    "Row",
    "Signatory",
    "State",
    "Status",
    "Term",
    "asked_term",
    "compare",
    "draw",
    "may_sign_for",
    "merge",
    "new_id",
    "terms_between",
]
