"""How old is a child, exactly, and is it inside an age limit?

Ages are fractions of years, never floats: 17.99 is 1799/100, and a child is exactly 18 on its
birthday. Before birth an age is negative, counted from a term of 40 weeks.
"""

import math
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import total_ordering

TERM_WEEKS = 40
DAYS_IN_YEAR = Fraction(1461, 4)
HIGHEST = 130

_GESTATION = re.compile(r"([0-9]{1,2})\s*(?:w|v|gv)(?:\s*\+\s*([0-6]))?", re.IGNORECASE)
_MONTHS = re.compile(r"([0-9]{1,3})\s*(?:m|mån|mon)", re.IGNORECASE)
_YEARS = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]{1,6})?")


class BadAge(ValueError):
    """The text is not an age: decimal years (``17.99``), months (``8m``) or weeks (``28w``)."""


@total_ordering
@dataclass(frozen=True)
class Age:
    """An exact age in years. Equal ages are equal however they were written."""

    years: Fraction

    @classmethod
    def parse(cls, text: str) -> "Age":
        """Read ``17.99``, ``17,99``, ``8m`` (months) or ``28w`` / ``28w+3`` (gestational weeks).

        A gestational week past term counts as the last day before birth, so that an unborn
        child is always younger than 0. Raises ``BadAge``.
        """
        text = text.strip()
        if match := _GESTATION.fullmatch(text):
            return cls._before_birth(int(match[1]), int(match[2] or 0))
        if match := _MONTHS.fullmatch(text):
            return cls._within_reason(Fraction(int(match[1]), 12), text)
        if _YEARS.fullmatch(text):
            return cls._within_reason(Fraction(text.replace(",", ".")), text)
        raise BadAge(f"{text!r} is not an age; write years (17.99), months (8m) or weeks (28w)")

    @classmethod
    def from_birth(cls, birth_on: date, on: date) -> "Age":
        """The age on a day: whole years and the share of the current year that has passed.

        Someone born on 29 February turns a year older on 28 February in a common year
        (1 § lagen 1930:173). Raises ``BadAge`` when the child is not born on the day.
        """
        if on < birth_on:
            raise BadAge("the child is not born on that day; give gestational weeks instead")
        whole = on.year - birth_on.year
        if on < _birthday(birth_on, whole):
            whole -= 1
        last, following = _birthday(birth_on, whole), _birthday(birth_on, whole + 1)
        return cls(whole + Fraction((on - last).days, (following - last).days))

    @classmethod
    def from_due_date(cls, due_on: date, on: date) -> "Age":
        """The age before birth, counted from the day the birth is expected."""
        return cls(Fraction(-max((due_on - on).days, 1)) / DAYS_IN_YEAR)

    @classmethod
    def _before_birth(cls, weeks: int, days: int) -> "Age":
        left = (TERM_WEEKS - weeks) * 7 - days
        return cls(Fraction(-max(left, 1)) / DAYS_IN_YEAR)

    @classmethod
    def _within_reason(cls, years: Fraction, text: str) -> "Age":
        if not -1 < years <= HIGHEST:
            raise BadAge(f"{text!r} is not the age of a person; write 0 to {HIGHEST} years")
        return cls(years)

    def __lt__(self, other: "Age") -> bool:
        return self.years < other.years

    @property
    def is_unborn(self) -> bool:
        return self.years < 0

    @property
    def whole_years(self) -> int:
        """Years completed; 0 before birth."""
        return max(int(self.years), 0)

    @property
    def weeks(self) -> int:
        """Gestational weeks completed; only meaningful before birth."""
        return int(TERM_WEEKS + self.years * DAYS_IN_YEAR / 7)

    @property
    def number(self) -> int | float:
        """For JSON and drawings: whole numbers stay whole; others cut to a thousandth.

        Cut and not rounded, so that the last day before 18 is never shown as 18.
        """
        if self.years.denominator == 1:
            return int(self.years)
        return float(self._cut(1_000))

    def __str__(self) -> str:
        """Shortest text that ``parse`` reads, for addresses: ``16.5``, ``28w``, ``28w+3``."""
        if self.is_unborn:
            days = TERM_WEEKS * 7 + int(self.years * DAYS_IN_YEAR)
            return f"{days // 7}w" + (f"+{days % 7}" if days % 7 else "")
        cut = self._cut(1_000_000)
        return f"{float(cut):.6f}".rstrip("0").rstrip(".")

    def _cut(self, parts: int) -> Fraction:
        return Fraction(math.floor(self.years * parts), parts)


@dataclass(frozen=True)
class AgeInterval:
    """From ``start`` (included) to ``end`` (not included); None is no limit."""

    start: Age | None
    end: Age | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise BadAge(f"the interval ends ({self.end}) before it begins ({self.start})")

    def __contains__(self, age: Age) -> bool:
        after_start = self.start is None or self.start <= age
        return after_start and (self.end is None or age < self.end)

    def overlap(self, other: "AgeInterval") -> "AgeInterval | None":
        """The ages in both, or None."""
        starts = [start for start in (self.start, other.start) if start is not None]
        ends = [end for end in (self.end, other.end) if end is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and end <= start:
            return None
        return AgeInterval(start, end)

    def minus(self, other: "AgeInterval") -> "tuple[AgeInterval, ...]":
        """The ages in this interval that are not in the other, lowest first."""
        shared = self.overlap(other)
        if shared is None:
            return (self,)
        rest = []
        if shared.start is not None and shared.start != self.start:
            rest.append(AgeInterval(self.start, shared.start))
        if shared.end is not None and shared.end != self.end:
            rest.append(AgeInterval(shared.end, self.end))
        return tuple(rest)

    def as_list(self) -> list[int | float | None]:
        """For JSON: ``[from, to]`` in years; null is no limit."""
        return [bound.number if bound is not None else None for bound in (self.start, self.end)]


def _birthday(birth_on: date, years: int) -> date:
    try:
        return birth_on.replace(year=birth_on.year + years)
    except ValueError:
        return date(birth_on.year + years, 2, 28)
