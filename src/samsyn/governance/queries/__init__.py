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
from samsyn.governance.queries.mandate_texts import draft_of, mandate_change, mandate_page
from samsyn.governance.queries.mandates import (
    ArenaMandate,
    county_name,
    mandates_on,
    mandates_page,
)
from samsyn.governance.queries.seats import seat_for, seats_of
from samsyn.governance.queries.start import start_page, steering_turns_arenas

__all__ = [
    "ArenaMandate",
    "ArenaPage",
    "ArenaRow",
    "anchor_choices",
    "arena_choices",
    "arena_page",
    "arenas_for",
    "arenas_page",
    "county_name",
    "draft_of",
    "mandate_change",
    "mandate_page",
    "mandates_on",
    "mandates_page",
    "party_choices",
    "seat_for",
    "seats_of",
    "start_page",
    "steering_turns_arenas",
]
