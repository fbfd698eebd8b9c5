"""Which questions belong to an agreement's short training?"""

import datetime as dt

from samsyn.agreements.models import Agreement
from samsyn.regions import region
from samsyn.regions.schema import TrainingQuestion


def questions_of(agreement: Agreement, on: dt.date) -> tuple[TrainingQuestion, ...]:
    """The county package's questions about the agreement on a day; none when it has no training."""
    rows = region(agreement.region).on(on).trainings
    return next((row.questions for row in rows if row.agreement == agreement.code), ())
