"""Decide, propose, approve, stop, carry out: everything that may happen on the way to a proof."""

from samsyn.retention.operations.deciding import record_decision
from samsyn.retention.operations.holding import lift_hold, place_hold
from samsyn.retention.operations.proposing import approve_run, propose_run, refuse_run
from samsyn.retention.operations.weeding import finish_run, weed_item, weed_some

__all__ = [
    "approve_run",
    "finish_run",
    "lift_hold",
    "place_hold",
    "propose_run",
    "record_decision",
    "refuse_run",
    "weed_item",
    "weed_some",
]
