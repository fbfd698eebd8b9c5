"""How are figures written in a file and read back? One form of CSV, both ways. Pure."""

import csv
import datetime as dt
import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from samsyn.indicators.rules.periods import Period

COLUMNS = ("part", "namn", "period", "värde", "dold", "antal", "anmärkning")
#: How the county as a whole is written in the column "part".
COUNTY = "länet"
MOST_ROWS = 5000
LARGEST = Decimal(10) ** 11
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Fault(str, Enum):
    """What is wrong with a row or a file."""

    COLUMNS = "columns"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    PART = "part"
    PERIOD = "period"
    VALUE = "value"
    BASE = "base"
    TWICE = "twice"
    HIDDEN_WITH_VALUE = "hidden_with_value"
    JSON = "json"
    OTHER_KPI = "other_kpi"


@dataclass(frozen=True)
class Row:
    """One value that was read. `value` is None when it is hidden or missing."""

    area: str
    period: Period
    value: Decimal | None
    is_hidden: bool = False
    base: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong, on which line of the file (0 = the whole file), and what stood there."""

    line: int
    fault: Fault
    text: str = ""


@dataclass(frozen=True)
class Read:
    """What came out of a file. Nothing is stored while there is a problem."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read_csv(text: str, areas: Mapping[str, str], today: dt.date) -> Read:
    """Read rows of CSV: semicolon or comma, decimal comma or point, BOM or not.

    `areas` is name by code of the parties; a part may be written as either.
    """
    text = text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}")
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    lacking = [name for name in ("part", "period", "värde") if name not in names]
    if lacking:
        return Read((), (Problem(0, Fault.COLUMNS, ", ".join(lacking)),))
    codes = {"": "", COUNTY: "", **{code.casefold(): code for code in areas}}
    codes |= {name.casefold(): code for code, name in areas.items()}
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: set[tuple[str, Period]] = set()
    for line, cells in enumerate(reader, start=2):
        if len(rows) >= MOST_ROWS:
            problems.append(Problem(line, Fault.TOO_LONG, str(MOST_ROWS)))
            break
        plain = {name: (cells.get(name) or "").strip() for name in COLUMNS}
        if not any(plain.values()):
            continue
        row = _row(plain, codes, today)
        if isinstance(row, tuple):
            problems.append(Problem(line, *row))
        elif (row.area, row.period) in seen:
            problems.append(Problem(line, Fault.TWICE, f"{plain['part']} {plain['period']}"))
        else:
            seen.add((row.area, row.period))
            rows.append(row)
    if not rows and not problems:
        problems.append(Problem(0, Fault.EMPTY))
    return Read(tuple(rows), tuple(problems))


def _row(
    cells: Mapping[str, str], codes: Mapping[str, str], today: dt.date
) -> Row | tuple[Fault, str]:
    part = cells["part"].casefold()
    if part not in codes:
        return Fault.PART, cells["part"]
    try:
        period = Period.parse(cells["period"])
    except ValueError:
        return Fault.PERIOD, cells["period"]
    if period.start > today:
        return Fault.PERIOD, cells["period"]
    hidden = cells["dold"].casefold() in ("ja", "yes", "x", "1")
    try:
        value = read_number(cells["värde"])
    except ValueError:
        return Fault.VALUE, cells["värde"]
    if hidden and value is not None:
        return Fault.HIDDEN_WITH_VALUE, cells["värde"]
    if cells["antal"] and not re.fullmatch(r"\d{1,9}", cells["antal"]):
        return Fault.BASE, cells["antal"]
    base = int(cells["antal"]) if cells["antal"] and not hidden else None
    note = cells["anmärkning"].removeprefix("'")[:300]
    return Row(codes[part], period, value, hidden, base, note)


def read_number(text: str) -> Decimal | None:
    """1 234,5 or 1234.5; None for an empty text; ValueError for anything else."""
    plain = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-").replace(",", ".")
    if not plain:
        return None
    if not re.fullmatch(r"-?\d{1,12}(\.\d+)?", plain):
        raise ValueError(text)
    try:
        value = Decimal(plain)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if abs(value) >= LARGEST:
        raise ValueError(text)
    return value


def write_csv(rows: Iterable[Row], areas: Mapping[str, str]) -> str:
    """Rows as `read_csv` reads them, with BOM, so that a spreadsheet opens them rightly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        value = "" if row.value is None else f"{row.value.normalize() + 0:f}".replace(".", ",")
        writer.writerow(
            [
                row.area or COUNTY,
                _harmless(areas.get(row.area, "")),
                row.period.code,
                value,
                "ja" if row.is_hidden else "",
                "" if row.base is None else row.base,
                _harmless(row.note),
            ]
        )
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def template_csv(areas: Mapping[str, str], year: int) -> str:
    """An empty form to fill in: the county and every party, for a year."""
    rows = [Row(code, Period.year(year), None) for code in ("", *areas)]
    return write_csv(rows, areas)


def by_period(rows: Collection[Row]) -> Mapping[Period, tuple[Row, ...]]:
    """Rows by their period."""
    found: dict[Period, list[Row]] = {}
    for row in rows:
        found.setdefault(row.period, []).append(row)
    return {period: tuple(in_it) for period, in_it in found.items()}


def _harmless(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
