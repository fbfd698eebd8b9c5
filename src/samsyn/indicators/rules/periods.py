"""Which period is a figure about, and how is it written? Years and tertials first. Pure."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum

#: Tertials begin in January, May and September.
TERTIAL_MONTHS = 4


class Span(str, Enum):
    """How long a period is."""

    YEAR = "year"
    TERTIAL = "tertial"
    OTHER = "other"


@dataclass(frozen=True, order=True)
class Period:
    """From the first to the last day, both included."""

    start: dt.date
    end: dt.date

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def tertial(cls, year: int, number: int) -> "Period":
        """A third of a year, 1 to 3."""
        last = number * TERTIAL_MONTHS
        return cls(
            dt.date(year, last - TERTIAL_MONTHS + 1, 1),
            dt.date(year, last, calendar.monthrange(year, last)[1]),
        )

    @classmethod
    def parse(cls, text: str) -> "Period":
        """2025, 2025 T1, or 2025-01-01/2025-03-31; ValueError for anything else."""
        text = text.strip()
        if found := re.fullmatch(r"(\d{4})(?:[ -]?[Tt]([123]))?", text):
            year = int(found[1])
            if not 1900 <= year <= 2199:
                raise ValueError(text)
            return cls.tertial(year, int(found[2])) if found[2] else cls.year(year)
        first, slash, last = text.partition("/")
        if not slash:
            raise ValueError(text)
        period = cls(dt.date.fromisoformat(first.strip()), dt.date.fromisoformat(last.strip()))
        if period.end < period.start:
            raise ValueError(text)
        return period

    @property
    def tertial_number(self) -> int:
        """1 to 3 for a tertial, else 0."""
        number = (self.start.month - 1) // TERTIAL_MONTHS + 1
        return number if self == Period.tertial(self.start.year, number) else 0

    @property
    def span(self) -> Span:
        """How long it is."""
        if self == Period.year(self.start.year):
            return Span.YEAR
        return Span.TERTIAL if self.tertial_number else Span.OTHER

    @property
    def code(self) -> str:
        """As a file writes it; `parse` reads it back."""
        if self.span is Span.YEAR:
            return str(self.start.year)
        if self.span is Span.TERTIAL:
            return f"{self.start.year} T{self.tertial_number}"
        return f"{self.start.isoformat()}/{self.end.isoformat()}"

    def label(self, language: str | None = "sv") -> str:
        """As a page writes it."""
        if self.span is Span.TERTIAL:
            return f"{'tertial' if not (language or '').startswith('en') else 'third'} " + (
                f"{self.tertial_number} {self.start.year}"
            )
        return self.code if self.span is Span.YEAR else f"{self.start} – {self.end}"


def tertials_touched(start: dt.date, end: dt.date, today: dt.date) -> list[Period]:
    """The tertials that have begun and that hold any day from `start` to `end`, both included."""
    found = []
    for year in range(start.year, end.year + 1):
        for number in (1, 2, 3):
            period = Period.tertial(year, number)
            if period.start <= min(end, today) and period.end >= start:
                found.append(period)
    return found
