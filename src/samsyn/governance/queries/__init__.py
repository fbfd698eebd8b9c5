"""What may be seen of it, and by whom?"""

from samsyn.governance.queries.arena_pages import ArenaPage, arena_page
from samsyn.governance.queries.arenas import (
    ArenaRow,
    anchor_choices,
    arena_choices,
    arenas_for,
    arenas_page,
    party_choices,
)
from samsyn.governance.queries.balance import balance_lists, balance_page, entry_page
from samsyn.governance.queries.calendar import arena_year, meetings_for, year_page
from samsyn.governance.queries.facts import ArenaFacts, arena_facts
from samsyn.governance.queries.mandate_texts import draft_of, mandate_change, mandate_page
from samsyn.governance.queries.mandates import ArenaMandate, county_name, mandates_on, mandates_page
from samsyn.governance.queries.matters import matter_list, matter_page, matters_for
from samsyn.governance.queries.meetings import meeting_page
from samsyn.governance.queries.seats import seat_for, seats_of
from samsyn.governance.queries.start import start_page, steering_turns_arenas
from samsyn.governance.queries.turns import steering_turns_meetings

__all__ = [
    "ArenaFacts",
    "ArenaMandate",
    "ArenaPage",
    "ArenaRow",
    "anchor_choices",
    "arena_choices",
    "arena_facts",
    "arena_page",
    "arena_year",
    "arenas_for",
    "arenas_page",
    "balance_lists",
    "balance_page",
    "county_name",
    "draft_of",
    "entry_page",
    "mandate_change",
    "mandate_page",
    "mandates_on",
    "mandates_page",
    "matter_list",
    "matter_page",
    "matters_for",
    "meeting_page",
    "meetings_for",
    "party_choices",
    "seat_for",
    "seats_of",
    "start_page",
    "steering_turns_arenas",
    "steering_turns_meetings",
    "year_page",
]
