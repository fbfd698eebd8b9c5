"""What does an actor see of deviations?"""

from samsyn.deviations.queries.base import deviations_for, step_stamp, steps_today

__all__ = ["deviations_for", "step_stamp", "steps_today"]
