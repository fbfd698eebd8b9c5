"""How a file of people is read: separators, encodings, formulas, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.administration.rules.people_file import (
    COLUMNS,
    MOST_BYTES,
    MOST_ROWS,
    BadFile,
    as_file,
    decoded,
    guarded,
    plain,
    read_day,
    read_rows,
)
from tests.world import published_numbers

HEADER = ";".join(COLUMNS)
ROW = ";SE2321000016-1A2B;;Åsa;Öberg;Granskolan;Lärare;2026-08-15;"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_excel_saves_is_read(encoding: str, separator: str, ends: str):
    text = ends.join([HEADER, ROW]).replace(";", separator)
    (row,) = read_rows(decoded(text.encode(encoding)))
    assert (row.line, row.given_name, row.family_name, row.unit) == (
        2,
        "Åsa",
        "Öberg",
        "Granskolan",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (HEADER.encode(), "empty"),
        (b"namn;enhet\nA;B", "missing"),
        (b"PK\x03\x04xlsx", "not_text"),
        (b"a;b\x00", "not_text"),
        (b"x" * (MOST_BYTES + 1), "too_big"),
        ((HEADER + "\n" + "\n".join([ROW] * (MOST_ROWS + 1))).encode(), "too_many"),
        ((HEADER + '\n"open;').encode(), "broken"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str):
    with pytest.raises(BadFile) as bad:
        read_rows(decoded(data))
    assert bad.value.code == code


def test_columns_may_come_in_any_order_and_empty_rows_are_skipped():
    text = "roll;enhet;efternamn;förnamn;från\n\nLärare;Gran;Öberg;Åsa;2026-08-15\n;;;;\n"
    (row,) = read_rows(text)
    assert (row.line, row.role, row.hsa_id) == (3, "Lärare", "")


@pytest.mark.parametrize("number", published_numbers()[:20])
@pytest.mark.parametrize("shape", ["{n}", "{d}-{l}", "{s}-{l}", "{s}{l}", "x {s}+{l}"])
def test_a_personnummer_is_seen_in_any_cell(number: str, shape: str):
    told = shape.format(n=number, d=number[:8], s=number[2:8], l=number[8:])
    (row,) = read_rows(f"{HEADER}\n{told};;;Åsa;Öberg;Gran;Lärare;2026-08-15;")
    assert row.like_a_number


def test_an_hsa_id_is_no_personnummer_but_may_end_in_one():
    rows = read_rows(f"{HEADER}\n{ROW}\n{ROW.replace('1A2B', published_numbers()[0])}")
    assert [row.like_a_number for row in rows] == [False, True]


@given(st.text(max_size=30))
def test_no_cell_is_ever_run_as_a_formula_and_none_is_lost(text: str):
    cell = plain(text)
    assert not guarded(cell).startswith(("=", "+", "-", "@"))
    assert plain(guarded(cell)) == plain(cell)


def test_a_file_that_was_taken_out_is_read_in_again():
    row = ["h", "", "a@b.example", "=cmd()", "Öberg", "Gran", "Lärare", "2026-08-15", ""]
    data = as_file([row])
    assert b"'=cmd()" in data and data.startswith("\ufeff".encode())
    (again,) = read_rows(decoded(data))
    assert again.given_name == "=cmd()"


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("2026-08-15", True),
        ("20260815", True),
        ("15/8/2026", True),
        ("i morgon", False),
        ("2026-02-30", False),
    ],
)
def test_days(text: str, ok: bool):
    assert (read_day(text) is not None) == ok
