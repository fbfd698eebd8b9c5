"""How dates and moments are worded: "4 dec 2026", "4 dec 2026 kl. 14.32", "på fredag".

Swedish and English differ in grammar and not only in words (a preposition, the article in
"den 4 december", the point in the clock), so the two stand side by side here instead of in the
translation files. Names of months and days come from Django. Moments are shown in the current
time zone. Source: Myndigheternas skrivregler 2014, sections 11.5 and 11.6.
"""

import datetime as dt

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language

Day = dt.date | dt.datetime

NEAR_DAYS = 6
"""A weekday alone is clear up to this many days away; on the seventh it is ambiguous."""

_PATTERNS = {
    "sv": {
        "day": "j N Y",
        "moment": r"j N Y \k\l. H.i",
        "long": r"\d\e\n j F Y",
        "due": "l j F",
    },
    "en": {
        "day": "j M Y",
        "moment": r"j M Y \a\t H:i",
        "long": "j F Y",
        "due": "l j F",
    },
}
_NEAR = {
    "sv": {-1: "i går", 0: "i dag", 1: "i morgon"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}

_SEASONS = {
    "sv": ("vintern", "våren", "sommaren", "hösten"),
    "en": ("winter", "spring", "summer", "autumn"),
}
_AT_LATEST = {"sv": "senast", "en": "at the latest"}


def day(value: Day) -> str:
    """Short date, as in tables: "4 dec 2026"."""
    return date_format(_local(value), _PATTERNS[_language()]["day"])


def moment(value: dt.datetime) -> str:
    """Date and clock: "4 dec 2026 kl. 14.32". A date without a clock gives the date."""
    if not isinstance(value, dt.datetime):
        return day(value)
    return date_format(_local(value), _PATTERNS[_language()]["moment"])


def in_text(value: Day, today: dt.date | None = None) -> str:
    """Date inside a sentence: "i dag", "på fredag", "i fredags", "den 4 december 2026"."""
    asked = _as_date(value)
    away = (asked - (today or timezone.localdate())).days
    near = _NEAR[_language()].get(away)
    if near:
        return near
    if abs(away) <= NEAR_DAYS:
        return _weekday_phrase(asked, past=away < 0)
    return date_format(asked, _PATTERNS[_language()]["long"])


def due(value: Day, today: dt.date | None = None) -> str:
    """Last day to answer: "fredag 4 december", with the year when it is not this year."""
    asked = _as_date(value)
    text = date_format(asked, _PATTERNS[_language()]["due"])
    same_year = asked.year == (today or timezone.localdate()).year
    return text if same_year else f"{text} {asked.year}"


def dated(value: dt.date, precision: str) -> str:
    """A date as exactly as its source gives it: "1 okt 2012", "februari 2018", "hösten 2021".

    `precision` is day, month, season, year or at_latest; the last gives "senast 2017" for the
    first day of a year, "senast februari 2018" for that of a month, else "senast 2 feb 2018".
    """
    language = _language()
    if precision == "month":
        return date_format(value, "F Y")
    if precision == "year":
        return str(value.year)
    if precision == "season":
        # A winter is named by the year in which it begins, as county packages write it.
        return f"{_SEASONS[language][value.month % 12 // 3]} {value.year}"
    if precision == "at_latest":
        is_year, is_month = (value.month, value.day) == (1, 1), value.day == 1
        known = dated(value, "year" if is_year else "month" if is_month else "day")
        return f"{_AT_LATEST[language]} {known}"
    return day(value)


def _weekday_phrase(asked: dt.date, *, past: bool) -> str:
    name = date_format(asked, "l")
    if _language() == "en":
        return f"last {name}" if past else f"on {name}"
    return f"i {name}s" if past else f"på {name}"


def _language() -> str:
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def _local(value: Day) -> Day:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def _as_date(value: Day) -> dt.date:
    local = _local(value)
    return local.date() if isinstance(local, dt.datetime) else local
