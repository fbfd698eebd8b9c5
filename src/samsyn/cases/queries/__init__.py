"""What may an actor see of cases?"""

from samsyn.cases.queries.pages import (
    CasePage,
    case_for,
    case_pages,
    cases_for,
    meeting_for,
    summons_for,
)
from samsyn.cases.queries.responsibility import county_today
from samsyn.cases.queries.turns import TurnLine, due_on, next_text, turn_of

__all__ = [
    "CasePage",
    "TurnLine",
    "case_for",
    "case_pages",
    "cases_for",
    "county_today",
    "due_on",
    "meeting_for",
    "next_text",
    "summons_for",
    "turn_of",
]
