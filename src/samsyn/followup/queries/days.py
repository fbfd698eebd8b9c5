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
    if day is None or precision == "day":
        return long_day(day)
    with translation.override("sv"):
        return dates.dated(day, precision)
