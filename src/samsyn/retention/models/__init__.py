"""What has a party decided, what is stopped, what was proposed and approved, and what went?"""

from samsyn.retention.models.decision import Decision, Hold
from samsyn.retention.models.placed import Placed
from samsyn.retention.models.run import Item, Outcome, Run

__all__ = ["Decision", "Hold", "Item", "Outcome", "Placed", "Run"]
