"""Where does each figure stand in a chart? Whole numbers in the chart's own units, for SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

from samsyn.indicators.rules import Figure, MeasureUnit, number_text

HEIGHT, TOP, BOTTOM, LEFT = 260, 24, 44, 60
STEP, BAR = 72, 44
FULL_SHARE = Decimal(100)


@dataclass(frozen=True)
class Bar:
    """One period. `height` is 0 for what is hidden or missing, which is marked instead."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    text: str
    is_hidden: bool
    is_missing: bool


@dataclass(frozen=True)
class Line:
    """A line across at a round value."""

    y: int
    text: str


@dataclass(frozen=True)
class Chart:
    """Bars over time from nothing and up. What it shows also stands in the table beside."""

    width: int
    height: int
    left: int
    base: int
    label_y: int
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]


def chart_of(figures: Sequence[Figure], unit: MeasureUnit) -> Chart:
    """A chart of one area's figures, oldest first."""
    values = [figure.value for figure in figures if figure.value is not None]
    top = FULL_SHARE if unit is MeasureUnit.PERCENT else _round_above(max([*values, Decimal(1)]))
    base = HEIGHT - BOTTOM
    room = base - TOP

    def y(value: Decimal) -> int:
        return base - int(room * max(Decimal(0), value) / top)

    bars = []
    for place, figure in enumerate(figures):
        x = LEFT + STEP * place + (STEP - BAR) // 2
        above = y(figure.value) if figure.value is not None else base
        bars.append(
            Bar(
                x=x, y=above, width=BAR, height=base - above, middle=x + BAR // 2,
                label=_short(figure), text=figure.value_text, is_hidden=figure.is_hidden,
                is_missing=figure.value is None and not figure.is_hidden,
            )
        )  # fmt: skip
    lines = tuple(
        Line(y(top * part / 2), number_text(top * part / 2, get_language())) for part in (0, 1, 2)
    )
    return Chart(LEFT + STEP * len(figures), HEIGHT, LEFT, base, base + 26, tuple(bars), lines)


def _short(figure: Figure) -> str:
    period = figure.period
    if period.tertial_number:
        return f"T{period.tertial_number} {period.start:%y}"
    return period.code if len(period.code) <= 7 else f"{period.start:%y-%m}"


def _round_above(value: Decimal) -> Decimal:
    """The next round number: 1, 2, 4, 5 or 10 with as many noughts as it takes."""
    size = Decimal(10) ** value.adjusted()
    return next(size * step for step in (1, 2, 4, 5, 10) if size * step >= value)
