"""What is a figure: a value, hidden, or missing; in words that a page and a report share. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from samsyn.foundation.words import Word
from samsyn.indicators.rules.periods import Period
from samsyn.indicators.rules.words import Direction, MeasureUnit

HARD_SPACE = "\N{NO-BREAK SPACE}"


class State(Word):
    """Whether a figure can be shown."""

    SHOWN = "shown", "visas", "shown"
    HIDDEN = "hidden", "dolt", "hidden"
    MISSING = "missing", "saknas", "missing"


class Trend(Word):
    """How a figure stands against the period before."""

    UP = "up", "högre än perioden före", "higher than the period before"
    DOWN = "down", "lägre än perioden före", "lower than the period before"
    SAME = "same", "samma som perioden före", "the same as the period before"


class Verdict(str, Enum):
    """Whether a trend is for the better."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


def number_text(value: Decimal, language: str | None = "sv") -> str:
    """1 234,5 in Swedish, 1,234.5 in English; no decimals that say nothing."""
    text = f"{value.normalize() + 0:,f}"
    if (language or "").startswith("en"):
        return text.replace("-", "\N{MINUS SIGN}")
    swap = {",": HARD_SPACE, ".": ",", "-": "\N{MINUS SIGN}"}
    return "".join(swap.get(sign, sign) for sign in text)


@dataclass(frozen=True)
class Figure:
    """One measure, one area, one period. `area` is a party's code, '' for the county.

    `value` is None unless it may be shown. `base` is how many it rests on, when that may be shown.
    """

    key: str
    name: str
    definition: str
    unit: MeasureUnit
    direction: Direction
    area: str
    period: Period
    state: State
    value: Decimal | None
    threshold: int
    source: str
    counted_at: dt.datetime | None
    base: int | None = None
    note: str = ""
    trend: Trend | None = None
    language: str = "sv"

    @property
    def is_hidden(self) -> bool:
        """Whether it is hidden so that nobody is given away."""
        return self.state is State.HIDDEN

    @property
    def value_text(self) -> str:
        """The value as one writes it, with its unit; or that it is hidden or missing."""
        if self.value is None:
            return self.state.label(self.language)
        text = number_text(self.value, self.language)
        if self.unit is MeasureUnit.PERCENT:
            return f"{text}{'' if self.language.startswith('en') else HARD_SPACE}%"
        if self.unit is MeasureUnit.COUNT or self.unit is MeasureUnit.INDEX:
            return text
        unit = self.unit.label(self.language)
        if self.unit is MeasureUnit.DAYS and self.value == 1:
            unit = "day" if self.language.startswith("en") else "dag"
        return f"{text}{HARD_SPACE}{unit}"

    @property
    def period_label(self) -> str:
        """The period in words, and that it is not over when the figure came."""
        label = self.period.label(self.language)
        if self.counted_at is None or self.counted_at.date() > self.period.end:
            return label
        return f"{label} {'so far' if self.language.startswith('en') else 'hittills'}"

    @property
    def trend_text(self) -> str:
        """How it stands against the period before, in words."""
        return self.trend.label(self.language) if self.trend else ""

    @property
    def verdict(self) -> Verdict:
        """Whether the trend is for the better."""
        if self.trend in (None, Trend.SAME) or self.direction is Direction.NONE:
            return Verdict.NEITHER
        is_better = (self.trend is Trend.UP) == (self.direction is Direction.UP)
        return Verdict.BETTER if is_better else Verdict.WORSE


@dataclass(frozen=True)
class Series:
    """A measure's figures for one area over time, oldest first; and whether it has stopped."""

    key: str
    name: str
    unit: MeasureUnit
    source: str
    definition: str
    figures: tuple[Figure, ...]
    stopped_on: dt.date | None = None
    stopped_why: str = ""

    @property
    def latest(self) -> Figure | None:
        """The last figure, shown or not."""
        return self.figures[-1] if self.figures else None


def trend_of(values: Sequence[Decimal | None]) -> Trend | None:
    """How the last value stands against the one before; None when either cannot be shown."""
    if len(values) < 2 or values[-1] is None or values[-2] is None:
        return None
    if values[-1] == values[-2]:
        return Trend.SAME
    return Trend.UP if values[-1] > values[-2] else Trend.DOWN
