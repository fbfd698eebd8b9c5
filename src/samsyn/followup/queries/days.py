"""How is a day worded in a Swedish document, whatever language its reader uses?"""

import datetime as dt

from django.utils import timezone, translation
from django.utils.dateformat import format as date_format

from samsyn.foundation import dates


def long_day(day: dt.date | None) -> str:
    """1 oktober 2016."""
    if day is None:
        return ""
    with translation.override("sv"):
        return date_format(day, "j F Y")


def of_moment(moment: dt.datetime) -> str:
    """The day of a moment where the users are: 1 oktober 2016."""
    return long_day(timezone.localdate(moment))


def period(start: dt.date, end: dt.date) -> str:
    """1 oktober 2016–31 oktober 2017."""
    return f"{long_day(start)}–{long_day(end)}"


def known(day: dt.date | None, precision: str) -> str:
    """A day as exactly as the source gives it: hösten 2021, senast 2017, februari 2018."""
    if day is None:
        return ""
    with translation.override("sv"):
        dated = getattr(dates, "dated", _dated)
        return str(dated(day, precision))


SEASONS = {12: "vintern", 3: "våren", 6: "sommaren", 9: "hösten"}


def _dated(day: dt.date, precision: str) -> str:
    """Until `foundation.dates.dated` stands in main."""
    if precision == "month":
        return date_format(day, "F Y")
    if precision == "season":
        return f"{SEASONS.get(day.month, '')} {day.year}".strip()
    if precision == "year":
        return str(day.year)
    if precision == "at_latest":
        exact = (day.month, day.day) != (1, 1)
        return f"senast {date_format(day, 'j F Y') if exact else day.year}"
    return date_format(day, "j F Y")
