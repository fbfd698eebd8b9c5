"""What may an administrator do, so that no open work is ever without an owner?"""

from samsyn.administration.operations.importing import import_people
from samsyn.administration.operations.leaving import (
    end_and_hand_over,
    hand_over_left,
    look_through,
    shut_out_person,
)
from samsyn.administration.operations.people import (
    admit_person,
    appoint,
    prolong,
    set_leave,
)
from samsyn.administration.operations.units import (
    merge_unit,
    reopen_to_finish,
    shut_unit,
    start_unit,
)

__all__ = [
    "admit_person",
    "appoint",
    "end_and_hand_over",
    "hand_over_left",
    "import_people",
    "look_through",
    "merge_unit",
    "prolong",
    "reopen_to_finish",
    "set_leave",
    "shut_out_person",
    "shut_unit",
    "start_unit",
]
