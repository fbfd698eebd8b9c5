"""What may happen here. Each operation is one transaction that leaves an event."""

from samsyn.governance.operations.agenda import add_item, list_matter, move_item, unlist_item
from samsyn.governance.operations.arenas import change_arena, open_arena
from samsyn.governance.operations.balance import add_entry, close_entry, hand_entry, update_entry
from samsyn.governance.operations.mandates import adopt_mandate, draft_mandate, save_mandate
from samsyn.governance.operations.matters import (
    add_document,
    close_matter,
    hand_over,
    prepare_matter,
    record_matter,
    reopen_matter,
)
from samsyn.governance.operations.meetings import (
    call_meeting,
    cancel_meeting,
    hold_meeting,
    move_meeting,
    plan_meeting,
    plan_year,
)
from samsyn.governance.operations.minutes import (
    approve_minutes,
    correct_minutes,
    publish_minutes,
    reopen_minutes,
    take_minutes,
    write_minutes,
)
from samsyn.governance.operations.opening import open_arenas
from samsyn.governance.operations.seats import add_seat, end_seat, fill_seat, leave_seat
from samsyn.governance.operations.succession import close_arena, merge_arena, rename_arena

__all__ = [
    "add_document",
    "add_entry",
    "add_item",
    "add_seat",
    "adopt_mandate",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "change_arena",
    "close_arena",
    "close_entry",
    "close_matter",
    "correct_minutes",
    "draft_mandate",
    "end_seat",
    "fill_seat",
    "hand_entry",
    "hand_over",
    "hold_meeting",
    "leave_seat",
    "list_matter",
    "merge_arena",
    "move_item",
    "move_meeting",
    "open_arena",
    "open_arenas",
    "plan_meeting",
    "plan_year",
    "prepare_matter",
    "publish_minutes",
    "record_matter",
    "rename_arena",
    "reopen_matter",
    "reopen_minutes",
    "save_mandate",
    "take_minutes",
    "unlist_item",
    "update_entry",
    "write_minutes",
]
