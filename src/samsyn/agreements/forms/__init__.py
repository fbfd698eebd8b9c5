"""Which input is well formed about agreements?"""

from samsyn.agreements.forms.changes import ChangesForm
from samsyn.agreements.forms.deciding import (
    ArenaForm,
    EndForm,
    EnterForm,
    ReviewForm,
    SignForm,
    TreatForm,
)
from samsyn.agreements.forms.training import ReadingForm
from samsyn.agreements.forms.writing import (
    AgreementForm,
    CommentForm,
    NewVersionForm,
    ReferForm,
    VersionForm,
    WhyForm,
)

__all__ = [
    "AgreementForm",
    "ArenaForm",
    "ChangesForm",
    "CommentForm",
    "EndForm",
    "EnterForm",
    "NewVersionForm",
    "ReadingForm",
    "ReferForm",
    "ReviewForm",
    "SignForm",
    "TreatForm",
    "VersionForm",
    "WhyForm",
]
