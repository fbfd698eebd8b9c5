"""What is a figure of a year's deviations: counted, shown, hidden? Pure."""

from dataclasses import dataclass, fields
from decimal import Decimal

from samsyn.foundation.words import Word
from samsyn.indicators.rules import number_text, rounded

#: So many cases or calls a rate is told for.
RATE_BASE = 100


class Outcome(Word):
    """How far a deviation has come. One of five, so that each is counted once."""

    WAITING = "waiting", "Väntar på svar", "Waits for an answer"
    UNDER_WAY = "under_way", "Besvarad, inte avslutad", "Answered, not closed"
    DONE = "done", "Avslutad, åtgärden gjord", "Closed, the measure done"
    WITHOUT = "without", "Avslutad utan gjord åtgärd", "Closed without a measure done"
    WITHDRAWN = "withdrawn", "Tillbakatagen utan svar", "Withdrawn without an answer"


#: Those that have an agreed answer, and those that have none.
ANSWERED = (Outcome.UNDER_WAY, Outcome.DONE, Outcome.WITHOUT)
UNANSWERED = (Outcome.WAITING, Outcome.WITHDRAWN)
CLOSED = (Outcome.DONE, Outcome.WITHOUT, Outcome.WITHDRAWN)


@dataclass(frozen=True)
class Tally:
    """What was counted of one thing. Not safe to show. `days` is a median."""

    n: int = 0
    waiting: int = 0
    under_way: int = 0
    done: int = 0
    without: int = 0
    withdrawn: int = 0
    suggested: int = 0
    by_time: int = 0
    days: Decimal | float | None = None

    @property
    def answered(self) -> int:
        """Those with an agreed answer."""
        return sum(self.of(outcome) for outcome in ANSWERED)

    def of(self, outcome: Outcome) -> int:
        """Those that have come so far."""
        found: int = getattr(self, outcome.value)
        return found

    def plus(self, other: "Tally") -> "Tally":
        """Both together; medians cannot be added."""
        sums = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in fields(self)
            if field.name != "days"
        }
        return Tally(**sums)


@dataclass(frozen=True)
class Amount:
    """A figure as it may be shown: a whole number, hidden, or nothing to tell."""

    value: int | None = None
    is_hidden: bool = False

    def text(self, language: str | None = "sv") -> str:
        """The number as one writes it, or that it is hidden; a dash when there is none."""
        if self.is_hidden:
            return "hidden" if (language or "").startswith("en") else "dolt"
        return "–" if self.value is None else number_text(rounded(self.value), language)


HIDDEN = Amount(None, True)
NOTHING = Amount()


def total(amounts: list[Amount]) -> Amount:
    """Their sum; hidden when one of them is."""
    if any(amount.is_hidden for amount in amounts):
        return HIDDEN
    return Amount(sum(amount.value or 0 for amount in amounts))


def rate(part: Amount, whole: Amount) -> Amount:
    """How many for each hundred; nothing when there were none."""
    if part.is_hidden or whole.is_hidden:
        return HIDDEN
    if not whole.value:
        return NOTHING
    return Amount(int(rounded(RATE_BASE * (part.value or 0) / whole.value)))
