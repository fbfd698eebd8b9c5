"""The demo county's data files hold together before anything is loaded from them."""

import csv
import datetime as dt
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import samsyn
from samsyn.children.rules import GuardianKind, IdentityNumber, luhn_holds, read_number
from samsyn.demo.loader import REGIONS
from samsyn.plans.rules import Result
from samsyn.regions import region
from samsyn.regions.schema.vocabulary import Extent, Need, PartyKind, Setting

PACKAGE = Path(samsyn.__file__).parent
DATA = PACKAGE / "demo" / "data"
MADE = dt.date(2026, 11, 22)

COUNTY = region("jamtland-harjedalen")
OPERATIONS = {operation.code for operation in COUNTY.operations}
PARTIES = {party.code for code in REGIONS for party in region(code).parties}
MUNICIPALITIES = {p.code for p in COUNTY.parties if p.kind == PartyKind.MUNICIPALITY}
NEEDS = {need.value for need in Need}
EXTENTS = {extent.value for extent in Extent}
SETTINGS = {setting.value for setting in Setting}
RESULTS = {result.value for result in Result}
GUARDIANS = {kind.value: kind for kind in GuardianKind}


@cache
def rows(name: str, section: str) -> list[dict[str, Any]]:
    """The tables of one section of a data file."""
    found: list[dict[str, Any]] = tomllib.loads((DATA / f"{name}.toml").read_text())[section]
    return found


@cache
def numbers() -> dict[str, str]:
    """The published test numbers with their kind."""
    with (DATA / "test_numbers.csv").open(newline="") as file:
        return {row["number"]: row["kind"] for row in csv.DictReader(file)}


@cache
def units() -> dict[str, dict[str, Any]]:
    """Units by key."""
    return {row["key"]: row for row in rows("units", "unit")}


def age(number: str) -> int:
    """Whole years on the day the data was made."""
    year, month, day = int(number[:4]), int(number[4:6]), int(number[6:8]) % 60
    return MADE.year - year - ((MADE.month, MADE.day) < (month, day))


@pytest.mark.parametrize(
    ("name", "section"),
    [("units", "unit"), ("people", "person"), ("children", "child"), ("texts", "need")],
)
def test_keys_are_unique(name: str, section: str) -> None:
    keys = Counter(row["key"] for row in rows(name, section))
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_number_is_possible_and_of_its_kind() -> None:
    for number, kind in numbers().items():
        assert luhn_holds(number[2:]), number
        read = read_number(number, MADE)
        assert isinstance(read, IdentityNumber), number
        assert read.is_coordination == (kind == "samordningsnummer"), number


def test_numbers_stand_once_and_cover_every_age() -> None:
    lines = (DATA / "test_numbers.csv").read_text().split()
    assert len(lines) == len(numbers()) + 1
    born = Counter(number[:4] for number, kind in numbers().items() if kind == "personnummer")
    assert all(born[str(year)] >= 25 for year in range(2006, 2025))
    coordination = [number for number, kind in numbers().items() if kind == "samordningsnummer"]
    assert any(number[4:6] == "00" for number in coordination)
    assert any(number[6:8] == "60" for number in coordination)
    assert any(number[6:8] == "91" for number in coordination)


def test_children_have_published_numbers_of_their_own() -> None:
    used = [child["number"] for child in rows("children", "child")]
    assert len(used) == len(set(used)) == 320
    assert set(used) <= set(numbers())
    born = [read_number(number, MADE) for number in used]
    assert all(isinstance(read, IdentityNumber) and read.born_on for read in born)


def test_children_live_and_go_to_places_that_are_open() -> None:
    for child in rows("children", "child"):
        assert child["municipality"] in MUNICIPALITIES
        assert child["languages"]
        for key in child["units"]:
            assert "valid_to" not in units()[key], child["key"]
            expected = "forskola" if child["number"] >= "2021" else "skola-elevhalsa"
            assert units()[key]["operation"] == expected, child["key"]


def test_every_minor_has_somebody_who_may_consent_and_no_adult_has_a_guardian() -> None:
    for child in rows("children", "child"):
        kinds = {GUARDIANS[adult["kind"]] for adult in child["guardians"]}
        assert len(child["guardians"]) <= 2
        if age(child["number"]) < 18:
            assert any(kind.may_consent for kind in kinds), child["key"]
        else:
            assert GuardianKind.GUARDIAN not in kinds, child["key"]


def test_units_belong_to_known_parties_and_operations() -> None:
    providers = {row["key"] for row in rows("units", "provider")}
    for unit in units().values():
        assert unit["party"] in PARTIES | providers
        assert unit["operation"] in OPERATIONS | {""}
        if "valid_to" in unit:
            assert unit["valid_from"] < unit["valid_to"]
        if "merged_into" in unit:
            assert "valid_to" not in units()[unit["merged_into"]]
    assert len(OPERATIONS) == 16
    assert {unit["operation"] for unit in units().values()} >= OPERATIONS


@pytest.mark.parametrize("municipality", sorted(MUNICIPALITIES))
def test_every_municipality_has_what_a_child_needs_near(municipality: str) -> None:
    own = Counter(u["operation"] for u in units().values() if u["party"] == municipality)
    assert own["forskola"] >= 2
    assert own["skola-elevhalsa"] >= 2
    for code in ("socialtjanst-rad-och-stod", "socialtjanst-myndighet", "lss"):
        assert own[code] == 1
    assert f"{municipality}-bvc" in units()
    assert f"{municipality}-halsocentral" in units()


def test_people_are_assigned_to_units_that_were_open() -> None:
    for person in rows("people", "person"):
        assert person["assignment"], person["key"]
        for assignment in person["assignment"]:
            unit = units()[assignment["unit"]]
            assert unit["valid_from"] <= assignment["from"], person["key"]
            if "valid_to" in unit:
                assert assignment["to"] <= unit["valid_to"], person["key"]


def test_every_role_has_a_person() -> None:
    known = tomllib.loads((PACKAGE / "access" / "roles.toml").read_text())["role"]
    held = {
        assignment["role"]
        for person in rows("people", "person")
        for assignment in person["assignment"]
    }
    assert held == {role["code"] for role in known}


def test_every_municipality_and_operation_has_a_person_who_works_there() -> None:
    staffed = {
        assignment["unit"]
        for person in rows("people", "person")
        for assignment in person["assignment"]
        if "to" not in assignment
    }
    assert {units()[key]["operation"] for key in staffed} >= OPERATIONS
    assert all(f"{place}-barn-och-unga" in staffed for place in MUNICIPALITIES)


@pytest.mark.parametrize(("name", "section"), [("people", "person"), ("children", "child")])
def test_featured_ones_have_one_sentence_each(name: str, section: str) -> None:
    featured = [row for row in rows(name, section) if row.get("featured")]
    assert len(featured) == {"people": 20, "children": 9}[name]
    for row in featured:
        assert row["story"].endswith(".")
        assert ". " not in row["story"]


def test_needs_cover_every_area_and_every_age() -> None:
    needs = rows("texts", "need")
    assert {area for need in needs for area in need["areas"]} == NEEDS
    for years in range(1, 20):
        assert any(need["ages"][0] <= years <= need["ages"][1] for need in needs), years
    for need in needs:
        assert need["extent"] in EXTENTS
        assert need["setting"] in SETTINGS
        assert all(need[text] for text in ("worry", "works", "child_words", "tried"))


def test_goals_say_it_in_the_childs_words_and_suit_every_need() -> None:
    goals = rows("texts", "goal")
    assert len(goals) >= 30
    assert all(goal["words"] and goal["agreed"] and set(goal["areas"]) <= NEEDS for goal in goals)
    for need in rows("texts", "need"):
        low, high = need["ages"]
        for years in range(low, high + 1):
            assert [
                goal
                for goal in goals
                if goal["ages"][0] <= years <= goal["ages"][1]
                and set(goal["areas"]) & set(need["areas"])
            ], (need["key"], years)


def test_every_operation_has_four_actions() -> None:
    actions = rows("texts", "action")
    each = Counter(action["operation"] for action in actions)
    assert set(each) == OPERATIONS
    assert min(each.values()) >= 4
    assert all(action["what"] and action["extent"] and action["where"] for action in actions)


def test_refusals_and_remarks_are_there_for_each_case() -> None:
    assert {row["by"] for row in rows("texts", "refusal")} == {"family", "unit", "contributor"}
    assert {row["result"] for row in rows("texts", "remark")} == RESULTS
    assert len(rows("texts", "question")) >= 12
    assert len(rows("texts", "exclusion")) >= 6


def test_no_text_shouts() -> None:
    for name in ("units", "people", "children", "texts"):
        assert "!" not in (DATA / f"{name}.toml").read_text(), name
