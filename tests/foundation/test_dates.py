"""Is a date said as exactly as it is known, and no more?"""

import datetime as dt

import pytest
from django.utils import translation

from samsyn.foundation.dates import dated


@pytest.mark.parametrize(
    ("value", "precision", "sv", "en"),
    [
        (dt.date(2012, 10, 1), "day", "1 okt 2012", "1 Oct 2012"),
        (dt.date(2018, 2, 1), "month", "februari 2018", "February 2018"),
        (dt.date(2021, 9, 1), "season", "hösten 2021", "autumn 2021"),
        (dt.date(2021, 12, 1), "season", "vintern 2021", "winter 2021"),
        (dt.date(2021, 3, 1), "season", "våren 2021", "spring 2021"),
        (dt.date(2017, 1, 1), "year", "2017", "2017"),
        (dt.date(2017, 1, 1), "at_latest", "senast 2017", "at the latest 2017"),
        (dt.date(2018, 2, 1), "at_latest", "senast februari 2018", "at the latest February 2018"),
        (dt.date(2018, 2, 2), "at_latest", "senast 2 feb 2018", "at the latest 2 Feb 2018"),
    ],
)
def test_dated(value, precision, sv, en):
    with translation.override("sv"):
        assert dated(value, precision).lower() == sv.lower()
    with translation.override("en"):
        assert dated(value, precision) == en
