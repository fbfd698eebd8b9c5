"""Which input is well formed along a child's way from need to meeting?"""

from samsyn.cases.forms.family import FamilyAnswerForm, ShareForm, WithdrawForm
from samsyn.cases.forms.fields import UnitsField, day, text
from samsyn.cases.forms.meetings import CallForm, ChildAnswerForm, MeetingForm, ReplyForm, WhyForm
from samsyn.cases.forms.needs import ChildForm, GuardianForm, NeedForm

__all__ = [
    "CallForm",
    "ChildAnswerForm",
    "ChildForm",
    "FamilyAnswerForm",
    "GuardianForm",
    "MeetingForm",
    "NeedForm",
    "ReplyForm",
    "ShareForm",
    "UnitsField",
    "WhyForm",
    "WithdrawForm",
    "day",
    "text",
]
