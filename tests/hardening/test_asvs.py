"""Is every requirement of ASVS levels 1 and 2 in the table once, with what shows it?"""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
#: The requirements of levels 1 and 2: section and the numbers within it.
LEVELS_1_AND_2 = (
    "1.1:1,2 1.2:1,2,3,4,5,6,7,8,9 1.3:1,2,3,4,5,6,7,8,9,10,11 1.4:1,2,3 1.5:1,2 2.1:1,2,3 "
    "2.2:1,2,3 2.3:1,2,3,4 2.4:1 3.2:1,2 3.3:1,2,3,4 3.4:1,2,3,4,5,6 3.5:1,2,3,4,5 3.7:1,2 "
    "4.1:1,2,3 4.2:1 4.3:1,2 4.4:1,2,3,4 5.1:1 5.2:1,2,3 5.3:1,2 5.4:1,2,3 6.1:1,2,3 "
    "6.2:1,2,3,4,5,6,7,8,9,10,11,12 6.3:1,2,3,4 6.4:1,2,3,4 6.5:1,2,3,4,5 6.6:1,2,3 6.8:1,2,3,4 "
    "7.1:1,2,3 7.2:1,2,3,4 7.3:1,2 7.4:1,2,3,4,5 7.5:1,2 7.6:1,2 8.1:1,2 8.2:1,2,3 8.3:1 8.4:1 "
    "9.1:1,2,3 9.2:1,2,3,4 10.1:1,2 10.2:1,2 10.3:1,2,3,4 10.4:1,2,3,4,5,6,7,8,9,10,11 "
    "10.5:1,2,3,4,5 10.6:1,2 10.7:1,2,3 11.1:1,2 11.2:1,2,3 11.3:1,2,3 11.4:1,2,3,4 11.5:1 "
    "11.6:1 12.1:1,2,3 12.2:1,2 12.3:1,2,3,4 13.1:1 13.2:1,2,3,4,5 13.3:1,2 13.4:1,2,3,4,5 "
    "14.1:1,2 14.2:1,2,3,4 14.3:1,2,3 15.1:1,2,3 15.2:1,2,3 15.3:1,2,3,4,5,6,7 16.1:1 "
    "16.2:1,2,3,4,5 16.3:1,2,3,4 16.4:1,2,3 16.5:1,2,3 17.1:1 17.2:1,2,3,4 17.3:1,2 "
)


def loaded():
    spec = importlib.util.spec_from_file_location("asvs", HOME / "tools" / "asvs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = loaded()
ROWS = tool.rows()


def test_all_requirements_stand_once():
    wanted = [
        f"V{section}.{number}"
        for section, numbers in (part.split(":") for part in LEVELS_1_AND_2.split())
        for number in numbers.split(",")
    ]
    assert len(wanted) == len(set(wanted)) == 253
    assert list(ROWS) == wanted
    text = tool.SOURCE.read_text(encoding="utf-8")
    assert len(re.findall(r"^\[requirement\.", text, re.MULTILINE)) == 253
    assert Counter(row["level"] for row in ROWS.values()) == {1: 70, 2: 183}


@pytest.mark.parametrize("key", ROWS)
def test_each_says_how_and_what_shows_it_exists(key):
    row = ROWS[key]
    assert row["status"] in tool.STATES and row["how"].strip()
    assert 1 <= len(row["about"].split()) <= 12
    assert row["shown"] or row["status"] != "met"
    for where in row["shown"]:
        file, *names = where.split("::")
        assert (HOME / file).exists(), where
        assert all(name in (HOME / file).read_text(encoding="utf-8") for name in names), where


def test_the_page_is_what_the_table_says():
    assert tool.main(["--check"]) == 0
