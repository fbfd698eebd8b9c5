"""Which figures that come in from outside may be stored with their value? Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from samsyn.indicators.rules.flows import Cell
from samsyn.indicators.rules.periods import Period, Span
from samsyn.indicators.rules.reading import Row, by_period
from samsyn.indicators.rules.suppression import is_small, protect, with_totals
from samsyn.indicators.rules.words import MeasureUnit

#: What is stored: the row that holds for each area and period.
Cells = Mapping[tuple[str, Period], Row]
#: The part of a county that no row is about.
OTHERS = "…"


class WouldTell(ValueError):
    """A hidden figure could be worked out from what is already shown for the same period."""

    def __init__(self, period: Period) -> None:
        super().__init__(period.code)
        self.period = period


def as_may_be_shown(
    rows: Sequence[Row], held: Cells, *, unit: MeasureUnit, threshold: int, is_sensitive: bool
) -> list[Row]:
    """The rows with `is_hidden` set where the value may not be stored.

    Counts are set against their totals: the county for areas, the year for tertials. Others are
    hidden when they rest on too few answers, or tell what each of them answered. Raises WouldTell
    when something hidden could be worked out with the help of what `held` shows.
    """
    if unit is not MeasureUnit.COUNT:
        return [_by_base(row, unit, threshold, is_sensitive) for row in rows]
    hidden = _of_counts(rows, threshold)
    marked = [replace(row, is_hidden=(row.area, row.period) in hidden) for row in rows]
    _check_against(marked, held)
    return marked


def as_would_be(
    rows: Sequence[Row], unit: MeasureUnit, threshold: int, is_sensitive: bool
) -> list[Row]:
    """The same without what is stored before, for showing what would become hidden."""
    return as_may_be_shown(rows, {}, unit=unit, threshold=threshold, is_sensitive=is_sensitive)


def _by_base(row: Row, unit: MeasureUnit, threshold: int, is_sensitive: bool) -> Row:
    few = row.base is not None and is_small(row.base, threshold)
    if unit is MeasureUnit.PERCENT and row.base is not None and row.value is not None:
        part = round(row.value * row.base / 100)
        few = few or is_small(part, threshold) or is_small(row.base - part, threshold)
    same = is_sensitive and unit is MeasureUnit.PERCENT and row.value in (0, 100)
    return replace(row, is_hidden=row.is_hidden or few or same)


def _of_counts(rows: Sequence[Row], threshold: int) -> set[tuple[str, Period]]:
    hidden = {
        (row.area, row.period)
        for row in rows
        if row.is_hidden or (row.value is not None and is_small(int(row.value), threshold))
    }
    for period, in_it in by_period(rows).items():
        told = {row.area: int(row.value) for row in in_it if row.value is not None}
        left = told.get("", 0) - sum(count for area, count in told.items() if area)
        if "" in told and left < threshold and any(row.is_hidden for row in in_it if row.area):
            hidden.add(("", period))
    while True:
        before = set(hidden)
        for table in _tables(rows):
            counts = {cell: count for cell, (count, _row) in table.items()}
            at = {cell: (row.area, row.period) for cell, (_count, row) in table.items() if row}
            untold = {
                cell for cell, count in counts.items()
                if cell not in at and (count or OTHERS not in cell)
            }  # fmt: skip
            also = {cell for cell, key in at.items() if key in hidden}
            if also:
                hidden |= {at[cell] for cell in protect(counts, threshold, also, untold)}
        if hidden == before:
            return hidden


_Table = dict[Cell, tuple[int, Row | None]]


def _tables(rows: Sequence[Row]) -> list[_Table]:
    """Full tables that the rows make up: each year's areas by tertial, else each period's areas."""
    known = {
        (row.area, row.period): row for row in rows if row.value is not None and not row.is_hidden
    }
    found = []
    for year in sorted({row.period.start.year for row in rows}):
        tertials = {str(n): Period.tertial(year, n) for n in (1, 2, 3)}
        found.append(_table(known, {**tertials, "": Period.year(year)}))
    for period in by_period(rows):
        if period.span is Span.OTHER:
            found.append(_table(known, {"1": period, "": period}))
    return [table for table in found if table]


def _table(known: Mapping[tuple[str, Period], Row], columns: Mapping[str, Period]) -> _Table:
    """The known cells filled up to a full table: what nobody has told is put where it must be."""
    areas = sorted({area for area, period in known if area and period in columns.values()})
    told = {
        (area, column): known[area, period]
        for area in ("", *areas)
        for column, period in columns.items()
        if (area, period) in known
    }
    if not told:
        return {}
    inner_names = [column for column in columns if column]
    inner: dict[Cell, int] = {}
    for area in areas:
        have = {c: int(told[area, c].value or 0) for c in inner_names if (area, c) in told}
        inner |= {(area, c): have.get(c, 0) for c in inner_names}
        whole = told.get((area, ""))
        inner[area, OTHERS] = max(0, int(whole.value or 0) - sum(have.values())) if whole else 0
    for column in (*inner_names, OTHERS):
        own = sum(inner.get((area, column), 0) for area in areas)
        total = told.get(("", column)) if column != OTHERS else None
        inner[OTHERS, column] = max(0, int(total.value or 0) - own) if total else 0
    grand = told.get(("", ""))
    if grand:
        inner[OTHERS, OTHERS] += max(0, int(grand.value or 0) - sum(inner.values()))
    full = with_totals(inner)
    # What does not add up to what was told (a child counted by two parties) is no total of it.
    return {
        cell: (count, told[cell] if cell in told and int(told[cell].value or 0) == count else None)
        for cell, count in full.items()
    }


def _check_against(marked: Sequence[Row], held: Cells) -> None:
    incoming = {(row.area, row.period): row for row in marked}
    for whole, parts in _sums({**held, **incoming}):
        keys = {whole, *parts}
        is_hidden = any(incoming.get(key, held.get(key)).is_hidden for key in keys)  # type: ignore[union-attr]
        if is_hidden and keys & set(incoming) and keys - set(incoming):
            raise WouldTell(whole[1])


_Key = tuple[str, Period]


def _sums(rows: Cells) -> list[tuple[_Key, set[_Key]]]:
    """Which rows add up to which: areas to the county, tertials to their year."""
    found = []
    for area, period in rows:
        if not area:
            parts = {key for key in rows if key[1] == period and key[0]}
        elif period.span is Span.YEAR:
            parts = set()
        else:
            continue
        if period.span is Span.YEAR:
            tertials = [Period.tertial(period.start.year, n) for n in (1, 2, 3)]
            own = {(area, tertial) for tertial in tertials if (area, tertial) in rows}
            if own:
                found.append(((area, period), own))
        if parts:
            found.append(((area, period), parts))
    return found
