"""What may happen here. Each operation is one transaction that leaves an event."""

from samsyn.actionplans.operations.deciding import (
    close_plan,
    decide_plan,
    propose_plan,
    revise_plan,
    send_back_plan,
    sign_plan,
)
from samsyn.actionplans.operations.following import Report, report_status
from samsyn.actionplans.operations.opening import open_plans
from samsyn.actionplans.operations.writing import (
    Saved,
    lift_row,
    new_plan,
    save_plan,
    take_back_row,
)

__all__ = [
    "Report",
    "Saved",
    "close_plan",
    "decide_plan",
    "lift_row",
    "new_plan",
    "open_plans",
    "propose_plan",
    "report_status",
    "revise_plan",
    "save_plan",
    "send_back_plan",
    "sign_plan",
    "take_back_row",
]
