"""What may an actor see of cases?"""

from samsyn.cases.queries.lines import CasePage
from samsyn.cases.queries.pages import (
    case_for,
    case_pages,
    cases_for,
    meeting_for,
    summons_for,
)
from samsyn.cases.queries.responsibility import county_today
from samsyn.cases.queries.turns import TurnLine, due_on, next_text, turn_of
from samsyn.cases.queries.units import UnitWords, operation_word

__all__ = [
    "CasePage",
    "TurnLine",
    "UnitWords",
    "case_for",
    "case_pages",
    "cases_for",
    "county_today",
    "due_on",
    "meeting_for",
    "next_text",
    "operation_word",
    "summons_for",
    "turn_of",
]
