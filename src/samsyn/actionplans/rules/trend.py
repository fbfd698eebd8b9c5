"""How does a figure over time become a small drawing? Points on a canvas; gaps stay gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 320, 96, 8


@dataclass(frozen=True)
class Mark:
    """A point to draw."""

    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """Lines between neighbours that both have a value, and every value's point."""

    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT


def draw(values: Sequence[float | None]) -> Drawing | None:
    """A drawing of the values in order; None when fewer than two can be shown.

    The scale begins at nought when nothing is below it, so that a small change looks small.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min(0.0, *known), max(known)
    reach = (high - low) or 1.0
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    marks = [
        None
        if value is None
        else Mark(
            round(EDGE + step * place, 1),
            round(HEIGHT - EDGE - (value - low) / reach * (HEIGHT - 2 * EDGE), 1),
        )
        for place, value in enumerate(values)
    ]
    lines, run = [], list[Mark]()
    for mark in [*marks, None]:
        if mark is not None:
            run.append(mark)
            continue
        if len(run) > 1:
            lines.append(" ".join(f"{m.x},{m.y}" for m in run))
        run = []
    return Drawing(tuple(lines), tuple(mark for mark in marks if mark))
