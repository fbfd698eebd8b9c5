"""Which day does a package mean by ``2018-02`` or ``2021-autumn``, and how exactly is it known?"""

import re
from datetime import date

from samsyn.regions.schema import Precision

SEASON_STARTS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}
ADVICE = "Skriv 2018-02-02, 2018-02, 2018 eller 2021-autumn."

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_SEASON = re.compile(r"(\d{4})-(winter|spring|summer|autumn)")


def read_date(value: object) -> tuple[date, Precision]:
    """The first day that the words can mean, and their precision. Raises ``ValueError``."""
    if type(value) is date:
        return value, Precision.DAY
    if not isinstance(value, str):
        raise ValueError(f"{value!r} är inget datum.")
    if match := _SEASON.fullmatch(value):
        return date(int(match[1]), SEASON_STARTS[match[2]], 1), Precision.SEASON
    try:
        if match := _MONTH.fullmatch(value):
            return date(int(match[1]), int(match[2]), 1), Precision.MONTH
        if _YEAR.fullmatch(value):
            return date(int(value), 1, 1), Precision.YEAR
        return date.fromisoformat(value), Precision.DAY
    except ValueError as error:
        raise ValueError(f"”{value}” är inget datum som finns.") from error
