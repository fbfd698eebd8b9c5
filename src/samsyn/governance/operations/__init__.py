"""What may happen here. Each operation is one transaction that leaves an event."""

from samsyn.governance.operations.agenda import add_item, list_matter, move_item, unlist_item
from samsyn.governance.operations.balance import add_entry, close_entry, hand_entry, update_entry
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

__all__ = [
    "add_document",
    "add_entry",
    "add_item",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "close_entry",
    "close_matter",
    "correct_minutes",
    "hand_entry",
    "hand_over",
    "hold_meeting",
    "list_matter",
    "move_item",
    "move_meeting",
    "plan_meeting",
    "plan_year",
    "prepare_matter",
    "publish_minutes",
    "record_matter",
    "reopen_matter",
    "reopen_minutes",
    "take_minutes",
    "unlist_item",
    "update_entry",
    "write_minutes",
]
