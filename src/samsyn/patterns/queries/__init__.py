"""What may be seen of patterns and statistics, and by whom?"""

from samsyn.patterns.queries.choices import (
    RaiseChoices,
    may_be_raised,
    pattern_of,
    plan_rows,
    raise_choices,
    raise_page,
    single_page,
)
from samsyn.patterns.queries.facts import PatternFact, patterns_in
from samsyn.patterns.queries.finding import found_page
from samsyn.patterns.queries.pages import PatternPage, pattern_list, pattern_page
from samsyn.patterns.queries.rows import PatternRow
from samsyn.patterns.queries.turns import pattern_turns

__all__ = [
    "PatternFact",
    "PatternPage",
    "PatternRow",
    "RaiseChoices",
    "found_page",
    "may_be_raised",
    "pattern_list",
    "pattern_of",
    "pattern_page",
    "pattern_turns",
    "patterns_in",
    "plan_rows",
    "raise_choices",
    "raise_page",
    "single_page",
]
