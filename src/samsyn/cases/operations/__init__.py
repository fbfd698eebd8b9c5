"""What may happen to a case: each step an operation."""

from samsyn.cases.operations.calls import answer_call, remind_unit, send_call
from samsyn.cases.operations.closing import close_case, reopen_case
from samsyn.cases.operations.family import take_family_answer, withdraw_family_consent
from samsyn.cases.operations.meetings import record_answer_to_child, record_meeting
from samsyn.cases.operations.needs import record_need
from samsyn.cases.operations.sharing import share_case

__all__ = [
    "answer_call",
    "close_case",
    "record_answer_to_child",
    "record_meeting",
    "record_need",
    "remind_unit",
    "reopen_case",
    "send_call",
    "share_case",
    "take_family_answer",
    "withdraw_family_consent",
]
