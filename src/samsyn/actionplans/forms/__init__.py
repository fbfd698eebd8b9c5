"""Which input is well formed in an action plan?"""

from samsyn.actionplans.forms.matrix import MatrixForm
from samsyn.actionplans.forms.status import StatusForm
from samsyn.actionplans.forms.steps import (
    DecideForm,
    LiftForm,
    NewPlanForm,
    ReadVersionForm,
    SignForm,
    WhyForm,
)

__all__ = [
    "DecideForm",
    "LiftForm",
    "MatrixForm",
    "NewPlanForm",
    "ReadVersionForm",
    "SignForm",
    "StatusForm",
    "WhyForm",
]
