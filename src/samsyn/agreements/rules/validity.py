"""When is a version in force, and when is it to be reviewed?"""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """The time of a version that has been decided: from, until the day before `to`."""

    number: int
    label: str
    start: dt.date
    to: dt.date | None

    def holds_on(self, day: dt.date) -> bool:
        """Whether the version is in force on the day."""
        return self.start <= day and (self.to is None or day < self.to)


@dataclass(frozen=True)
class Entrance:
    """What entering does: which earlier version it follows, or which stands in its way."""

    follows: Span | None = None
    blocked_by: Span | None = None


def entrance(number: int, day: dt.date, spans: Iterable[Span]) -> Entrance:
    """Whether version `number` may enter on `day` for good; only an earlier version gives way."""
    others = sorted((s for s in spans if s.to is None or s.to > day), key=lambda s: s.start)
    follows = None
    for span in others:
        if span.start < day and span.number < number:
            follows = span
        else:
            return Entrance(blocked_by=span)
    return Entrance(follows=follows)


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_review(
    months: int | None, in_force_from: dt.date | None, reviewed_on: dt.date | None
) -> dt.date | None:
    """When the version in force is to be reviewed next; None when nobody has decided how often."""
    start = max((day for day in (in_force_from, reviewed_on) if day), default=None)
    if not months or in_force_from is None or start is None:
        return None
    return months_after(start, months)
