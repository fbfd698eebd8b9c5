"""For which stretch of time is a status given? A tertial (T1 to T3) or a whole year."""

import datetime as dt
import re
from dataclasses import dataclass

_TERM = re.compile(r"(\d{4})(?: T([123]))?")
_MONTHS = 4


@dataclass(frozen=True, order=True)
class Term:
    """A tertial of a year; a whole year when `number` is 0. Written "2017 T1" or "2017"."""

    year: int
    number: int = 0

    def __str__(self) -> str:
        return f"{self.year} T{self.number}" if self.number else str(self.year)

    @classmethod
    def parse(cls, text: str) -> "Term":
        """From "2017 T1" or "2017"; ValueError for anything else."""
        found = _TERM.fullmatch(text.strip())
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2] or 0))

    @classmethod
    def of(cls, day: dt.date) -> "Term":
        """The tertial that a day is in."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    @property
    def starts(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, (self.number - 1) * _MONTHS + 1 if self.number else 1, 1)

    @property
    def ends(self) -> dt.date:
        """The first day after it."""
        after_year = self.number in (0, 3)
        month = 1 if after_year else self.number * _MONTHS + 1
        return dt.date(self.year + 1 if after_year else self.year, month, 1)

    @property
    def order(self) -> tuple[dt.date, int]:
        """Oldest first; a year comes after its tertials."""
        return (self.ends, -self.number)


def terms_between(start: dt.date, end: dt.date | None, on: dt.date) -> tuple[Term, ...]:
    """Tertials that a period touches and that have begun on a day, oldest first."""
    last = on if end is None else min(on, end - dt.timedelta(days=1))
    found, day = [], start
    while day <= last:
        term = Term.of(day)
        found.append(term)
        day = term.ends
    return tuple(found)


def asked_term(start: dt.date, end: dt.date | None, on: dt.date) -> Term | None:
    """The latest tertial that has ended, if the plan's period touches it; else nothing is asked.

    A plan whose period ended long ago is not asked about for ever.
    """
    last = Term.of(Term.of(on).starts - dt.timedelta(days=1))
    touched = last.ends > start and (end is None or last.starts < end)
    return last if touched else None
