"""What may happen to parties, units, people and assignments."""

from samsyn.organisations.operations.assignments import (
    change_end,
    end_assignment,
    give_assignment,
    note_taken_over,
)
from samsyn.organisations.operations.ending import close_unit, reopen_unit, wind_up_unit
from samsyn.organisations.operations.leaves import cut_leave, take_leave
from samsyn.organisations.operations.people import (
    deactivate_person,
    forget_outside_name,
    give_outside_name,
    register_person,
    rename_person,
)
from samsyn.organisations.operations.units import (
    describe_unit,
    join_party,
    open_unit,
    place_unit,
    rename_unit,
)

__all__ = [
    "change_end",
    "close_unit",
    "cut_leave",
    "deactivate_person",
    "describe_unit",
    "end_assignment",
    "forget_outside_name",
    "give_assignment",
    "give_outside_name",
    "join_party",
    "note_taken_over",
    "open_unit",
    "place_unit",
    "register_person",
    "rename_person",
    "rename_unit",
    "reopen_unit",
    "take_leave",
    "wind_up_unit",
]
