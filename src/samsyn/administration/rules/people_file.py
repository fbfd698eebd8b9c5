"""How does a file of people and assignments look, and what can be wrong in it? Pure.

Columns: beteckning;hsa-id;eppn;förnamn;efternamn;enhet;roll;från;till. Comma or semicolon, UTF-8 or
Windows-1252. `till` is the last day; empty means until further notice.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.accounts.rules import looks_like_personal_number

COLUMNS = ("beteckning", "hsa-id", "eppn", "förnamn", "efternamn", "enhet", "roll", "från", "till")
NEEDED = ("förnamn", "efternamn", "enhet", "roll", "från")
MOST_BYTES = 200_000
MOST_ROWS = 1_000
LONGEST = 200
#: A cell that begins so could be run as a formula by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class BadFile(ValueError):
    """The file cannot be read at all; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True)
class Row:
    """One line of the file: its number in the file and its cells."""

    line: int
    handle: str
    hsa_id: str
    eppn: str
    given_name: str
    family_name: str
    unit: str
    role: str
    valid_from: str
    last_day: str

    @property
    def like_a_number(self) -> bool:
        """Whether any cell but the days looks like somebody's personnummer."""
        cells = (
            self.handle, self.hsa_id, self.eppn, self.given_name, self.family_name, self.unit,
            self.role,
        )  # fmt: skip
        return any(looks_like_personal_number(cell, or_reserve=True) for cell in cells)


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without a mark) or Windows-1252."""
    if len(data) > MOST_BYTES:
        raise BadFile("too_big")
    if b"\x00" in data or data[:2] in (b"PK", b"\xd0\xcf"):
        raise BadFile("not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_rows(text: str) -> list[Row]:
    """The rows of a file; BadFile when columns are missing, or there is nothing or too much."""
    lines = text.splitlines()
    if not lines:
        raise BadFile("empty")
    separator = ";" if lines[0].count(";") >= lines[0].count(",") else ","
    try:
        reader = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as broken:
        raise BadFile("broken") from broken
    header = [cell.strip().casefold() for cell in reader[0]] if reader else []
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise BadFile("missing", ", ".join(missing))
    rows = [
        _row(number, header, cells)
        for number, cells in enumerate(reader[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]
    if not rows:
        raise BadFile("empty")
    if len(rows) > MOST_ROWS:
        raise BadFile("too_many")
    return rows


def _row(number: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    found = dict(zip(header, (plain(cell) for cell in cells), strict=False))
    return Row(number, *(found.get(name, "") for name in COLUMNS))


def plain(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it, and without odd signs."""
    text = " ".join(cell.replace("\x00", "").split())[:LONGEST]
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_file(rows: Iterable[Sequence[str]]) -> bytes:
    """A file in the same form, as Excel opens it: semicolons and UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def read_day(text: str) -> dt.date | None:
    """A day as 2026-08-15, 20260815 or 15/8/2026; None when it is none."""
    for shape in ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None
