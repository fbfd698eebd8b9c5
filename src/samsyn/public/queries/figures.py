"""What do the measures show? Only figures as they may be shown: small ones stay hidden."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samsyn.public.queries.stored import rows_of
from samsyn.regions.schema import Region

UNITS = {"percent": " %", "days": " dagar"}


@dataclass(frozen=True)
class FigureLine:
    """A figure for an area (a party, or the whole county when empty) and a period."""

    key: str
    name: str
    definition: str
    unit: str
    source: str
    area: str
    period_start: dt.date
    period_end: dt.date
    value: Decimal | None
    is_suppressed: bool
    note: str

    @property
    def value_text(self) -> str:
        """As it is shown: `1 234,5`, or why there is no value."""
        if self.is_suppressed:
            return _("för få för att visas")
        if self.value is None:
            return _("ingen uppgift")
        text = f"{self.value.normalize():,f}".replace(",", "\u00a0").replace(".", ",")
        return text + UNITS.get(self.unit, "")

    @property
    def period(self) -> str:
        """`2026`, or `2026-01–2026-04` for a part of a year."""
        start, end = self.period_start, self.period_end
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
        return f"{start:%Y-%m}–{end:%Y-%m}"


def figure_lines(county: Region) -> list[FigureLine]:
    """Every figure that holds: of two for the same cell the later recorded one."""
    rows = rows_of("indicators", "Observation")
    if rows is None:
        return []
    latest: dict[tuple[Any, ...], Any] = {}
    found: Iterable[Any] = (
        rows.filter(measure__region=county.code)
        .select_related("measure")
        .order_by("measure__key", "area", "period_start", "period_end", "recorded_at", "pk")
    )
    for row in found:
        latest[(row.measure.key, row.area, row.period_start, row.period_end)] = row
    return [
        FigureLine(
            key=row.measure.key,
            name=row.measure.name,
            definition=row.measure.definition,
            unit=row.measure.unit,
            source=row.source,
            area=row.area,
            period_start=row.period_start,
            period_end=row.period_end,
            value=None if row.is_suppressed else row.value,
            is_suppressed=row.is_suppressed,
            note=row.note,
        )
        for row in latest.values()
    ]


def latest_figures(county: Region) -> dict[str, FigureLine]:
    """The latest figure of the whole county for each measure."""
    lines = (line for line in figure_lines(county) if not line.area)
    return {line.key: line for line in sorted(lines, key=lambda line: line.period_end)}
