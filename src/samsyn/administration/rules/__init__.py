"""What can be left behind, which roles fit where, and how does a file of people look? Pure."""

from samsyn.administration.rules.roles import OF_THE_COUNTY, OF_THE_PARTY, fits
from samsyn.administration.rules.work import (
    NEEDS,
    SOON,
    Kind,
    Work,
    Worker,
    has_owner,
    label_of,
    left_by,
    takers,
)

__all__ = [
    "NEEDS",
    "OF_THE_COUNTY",
    "OF_THE_PARTY",
    "SOON",
    "Kind",
    "Work",
    "Worker",
    "fits",
    "has_owner",
    "label_of",
    "left_by",
    "takers",
]
