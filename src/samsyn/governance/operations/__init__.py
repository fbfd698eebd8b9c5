"""What may happen here. Each operation is one transaction that leaves an event."""

from samsyn.governance.operations.arenas import change_arena, open_arena
from samsyn.governance.operations.mandates import adopt_mandate, draft_mandate, save_mandate
from samsyn.governance.operations.opening import open_arenas
from samsyn.governance.operations.seats import add_seat, end_seat, fill_seat, leave_seat
from samsyn.governance.operations.succession import close_arena, merge_arena, rename_arena

__all__ = [
    "add_seat",
    "adopt_mandate",
    "change_arena",
    "close_arena",
    "draft_mandate",
    "end_seat",
    "fill_seat",
    "leave_seat",
    "merge_arena",
    "open_arena",
    "open_arenas",
    "rename_arena",
    "save_mandate",
]
