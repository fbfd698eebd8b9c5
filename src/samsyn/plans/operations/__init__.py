"""What may happen to a plan."""

from samsyn.plans.operations.agreeing import answer_plan
from samsyn.plans.operations.following_up import follow_up_plan
from samsyn.plans.operations.writing import Saved, save_plan, start_plan

__all__ = ["Saved", "answer_plan", "follow_up_plan", "save_plan", "start_plan"]
