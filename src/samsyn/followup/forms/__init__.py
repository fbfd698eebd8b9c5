"""Which input is well formed about follow-ups, findings and proof?"""

from samsyn.followup.forms.findings import (
    AnswerForm,
    FindingForm,
    MeasureForm,
    ProofForm,
    StepForm,
)
from samsyn.followup.forms.reports import (
    CorrectionForm,
    FreezeForm,
    PublishForm,
    RefreshForm,
    ReportForm,
    StartForm,
)

__all__ = [
    "AnswerForm",
    "CorrectionForm",
    "FindingForm",
    "FreezeForm",
    "MeasureForm",
    "ProofForm",
    "PublishForm",
    "RefreshForm",
    "ReportForm",
    "StartForm",
    "StepForm",
]
