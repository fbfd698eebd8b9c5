"""Who does what for a child, who instead, and what would a change do? Pure; knows no Django."""

from samsyn.regions.schema import Age, AgeInterval, BadAge
from samsyn.responsibilities.engine.answer import Answer, Charged
from samsyn.responsibilities.engine.refusal import (
    AgeRefusal,
    Instead,
    age_refusal,
    who_to_ask_instead,
)
from samsyn.responsibilities.engine.trial import (
    AddDuty,
    Change,
    ChangeAges,
    ChangeDeadline,
    ChangeDuty,
    ChangeRung,
    Difference,
    RemoveDuty,
    WorkChange,
    try_change,
    with_changes,
)
from samsyn.responsibilities.engine.who import region_as_dict, where_next, who
from samsyn.responsibilities.engine.written import change_as_dict, read_change

__all__ = [
    "AddDuty",
    "Age",
    "AgeInterval",
    "AgeRefusal",
    "Answer",
    "BadAge",
    "Change",
    "ChangeAges",
    "ChangeDeadline",
    "ChangeDuty",
    "ChangeRung",
    "Charged",
    "Difference",
    "Instead",
    "RemoveDuty",
    "WorkChange",
    "age_refusal",
    "change_as_dict",
    "read_change",
    "region_as_dict",
    "try_change",
    "where_next",
    "who",
    "who_to_ask_instead",
    "with_changes",
]
