"""Which personal identity numbers are possible, and how old is the child? Pure."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum

from samsyn.regions.schema import Age

_TWELVE = re.compile(r"^(\d{8})[-+ ]?(\d{4})$")
_TEN = re.compile(r"^\d{6}[-+ ]?\d{4}$")


class NumberProblem(Enum):
    """Why a number cannot be used."""

    FORM = "form"
    CENTURY = "century"
    CHECK = "check"
    DATE = "date"
    FUTURE = "future"


@dataclass(frozen=True)
class IdentityNumber:
    """A personnummer or samordningsnummer in twelve digits (folkbokföringslagen 18 §)."""

    digits: str
    is_coordination: bool

    @property
    def born_on(self) -> dt.date | None:
        """Birth date, or None when a samordningsnummer leaves month or day unknown."""
        year, month, day = (
            int(self.digits[:4]),
            int(self.digits[4:6]),
            int(self.digits[6:8]),
        )
        try:
            return dt.date(year, month, day - 60 if self.is_coordination else day)
        except ValueError:
            return None

    @property
    def pretty(self) -> str:
        """Digits with a hyphen before the last four."""
        return f"{self.digits[:8]}-{self.digits[8:]}"


def luhn_holds(ten: str) -> bool:
    """The check digit over the last ten digits."""
    total = 0
    for position, character in enumerate(ten):
        product = int(character) * (2 - position % 2)
        total += product - 9 if product > 9 else product
    return total % 10 == 0


def read_number(raw: str, today: dt.date) -> IdentityNumber | NumberProblem:
    """Read twelve digits; ten are refused since the century would be a guess."""
    text = raw.strip()
    if not text.isascii() or not (match := _TWELVE.match(text)):
        return NumberProblem.CENTURY if _TEN.match(text) else NumberProblem.FORM
    digits = match[1] + match[2]
    if not luhn_holds(digits[2:]):
        return NumberProblem.CHECK
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    if 60 <= day <= 91 and month <= 12:
        return NumberProblem.FUTURE if year > today.year else IdentityNumber(digits, True)
    try:
        born_on = dt.date(year, month, day)
    except ValueError:
        return NumberProblem.DATE
    return NumberProblem.FUTURE if born_on > today else IdentityNumber(digits, False)


def years_old(born_on: dt.date, on: dt.date) -> int:
    """Whole years on a day, counted as the county's ages are."""
    return Age.from_birth(born_on, on).whole_years
