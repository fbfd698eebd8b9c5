"""A small sound package in a folder, to be broken in one place at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

COUNTIES = Path(__file__).parent / "counties"
PACKAGE = """\
[region]
code = "liten"
name = "Liten"
name_en = "Small"
county_code = "98"
target_group = { from = 0, to = 18, text = "0-17" }

[defaults]
valid_from = 2020-01-01
source = "avtal"

[[documents]]
code = "avtal"
title = "Avtalet"
dated = "2020"

[[clauses]]
document = "avtal"
id = "§1"
heading = "Allt"
summary = "Allt som gäller."

[[parties]]
code = "byn"
name = "Byns kommun"
kind = "municipality"
municipality_code = "9801"
clause = "§1"

[[operations]]
code = "huset"
name = "Huset"
name_en = "The house"
short_name = "Huset"
levels = ["general"]
huvudman = ["municipality"]
huvudman_basis = "stated"
ages = { from = 0, to = "17.5", text = "0-17,5", basis = "stated" }
clause = "§1 Huset"

[[operations.duties]]
key = "mota"
text = "Möta barnet."
text_en = "Meet the child."
level = "general"
needs = ["social"]
basis = "stated"
clause = "§1 Huset"

[[agreements]]
code = "avtal"
name = "Avtalet"
clause = "§1"

[[agreements.versions]]
label = "Första"
valid_from = "2020-01"
clause = "§1"
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write the small package with some text replaced; gives its folder."""

    def write_package(old: str = "", new: str = "", *, extra: str = "") -> Path:
        assert old in PACKAGE
        folder = tmp_path / "liten"
        folder.mkdir(exist_ok=True)
        text = PACKAGE.replace(old, new, 1) if old else PACKAGE
        (folder / "region.toml").write_text(text + extra, encoding="utf-8")
        return folder

    return write_package


@pytest.fixture
def line_of() -> Callable[[str], int]:
    """The line of a text in the small package as it is when sound; 1 is the first."""
    return lambda text: PACKAGE[: PACKAGE.index(text)].count("\n") + 1
