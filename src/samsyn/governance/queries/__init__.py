"""What may be seen of it, and by whom?"""

from samsyn.governance.queries.balance import balance_lists, balance_page, entry_page
from samsyn.governance.queries.calendar import arena_year, meetings_for, year_page
from samsyn.governance.queries.facts import ArenaFacts, arena_facts
from samsyn.governance.queries.matters import matter_list, matter_page, matters_for
from samsyn.governance.queries.meetings import meeting_page
from samsyn.governance.queries.turns import steering_turns_meetings

__all__ = [
    "ArenaFacts",
    "arena_facts",
    "arena_year",
    "balance_lists",
    "balance_page",
    "entry_page",
    "matter_list",
    "matter_page",
    "matters_for",
    "meeting_page",
    "meetings_for",
    "steering_turns_meetings",
    "year_page",
]
