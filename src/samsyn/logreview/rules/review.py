"""What is drawn from a month, how is it judged, and when is it late?"""

import calendar
import datetime as dt
import hashlib
import math
from collections.abc import Iterable

from samsyn.foundation.words import Word

#: The sample: a share of the month's events, at least and at most so many.
SHARE, LEAST, MOST = 0.02, 5, 25


class Judgement(Word):
    """What the reviewer says of an event."""

    IN_ORDER = ("in_order", "I sin ordning", "In order")
    UNCLEAR = ("unclear", "Oklart, fråga", "Unclear, ask")
    WRONG = ("wrong", "Inte i sin ordning", "Not in order")


def sample_size(events: int) -> int:
    """How many events of a month are drawn."""
    return min(events, max(LEAST, min(MOST, math.ceil(events * SHARE))))


def draw(seed: str, events: Iterable[int]) -> tuple[int, ...]:
    """The sample: the events whose SHA-256 with the seed is lowest.

    With the same seed and the same events anybody draws the same, in any programming language.
    """
    numbers = list(events)
    ranked = sorted(numbers, key=lambda n: hashlib.sha256(f"{seed}:{n}".encode()).hexdigest())
    return tuple(sorted(ranked[: sample_size(len(numbers))]))


def month_of(day: dt.date) -> dt.date:
    """The first day of the month."""
    return day.replace(day=1)


def month_after(month: dt.date, count: int = 1) -> dt.date:
    """The first day of the month that is `count` months later, or earlier when negative."""
    index = month.year * 12 + month.month - 1 + count
    return dt.date(index // 12, index % 12 + 1, 1)


def last_day(month: dt.date) -> dt.date:
    """When a month's review is due: the last day of the month after."""
    after = month_after(month)
    return after.replace(day=calendar.monthrange(after.year, after.month)[1])


def may_open(month: dt.date, today: dt.date) -> bool:
    """Only a month that is over can be reviewed: then nothing more comes to it."""
    return month_after(month) <= today


def initials(given: str, family: str) -> str:
    """A child before it is shown."""
    return "".join(f"{name[:1]}." for name in (given, family) if name)
