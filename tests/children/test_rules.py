"""Does the validator accept every published test number and refuse what cannot be?"""

import datetime as dt

import pytest

from samsyn.children.rules import (
    GuardianKind,
    IdentityNumber,
    NumberProblem,
    luhn_holds,
    read_number,
    years_old,
)
from tests.world import published_numbers

TODAY = dt.date(2026, 11, 22)
#: From the published list of samordningsnummer: month 00, day 60 and over, days past a month's end.
COORDINATION = ["200600852388", "201902792389", "202206662385", "202212832394", "202307712394"]


@pytest.mark.parametrize("number", published_numbers())
def test_accepts_every_published_number_that_ships(number: str):
    read = read_number(number, TODAY)
    assert isinstance(read, IdentityNumber)
    assert read.digits == number


@pytest.mark.parametrize("number", COORDINATION)
def test_knows_a_coordination_number(number: str):
    read = read_number(number, TODAY)
    assert isinstance(read, IdentityNumber) and read.is_coordination


def test_a_coordination_number_without_month_has_no_birthday():
    assert read_number("200600852388", TODAY).born_on is None


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("", NumberProblem.FORM),
        ("alva", NumberProblem.FORM),
        ("20110415239", NumberProblem.FORM),
        ("٢٠١١٠٤١٥٢٣٩٠", NumberProblem.FORM),
        ("1104152390", NumberProblem.CENTURY),
        ("110415-2390", NumberProblem.CENTURY),
        ("201104152391", NumberProblem.CHECK),
        ("201113012382", NumberProblem.DATE),
        ("203001012381", NumberProblem.FUTURE),
    ],
)
def test_refuses_and_says_why(raw: str, problem: NumberProblem):
    if problem in (NumberProblem.DATE, NumberProblem.FUTURE):
        body = raw[2:11]
        raw = raw[:11] + next(str(d) for d in range(10) if luhn_holds(body + str(d)))
    assert read_number(raw, TODAY) is problem


@pytest.mark.parametrize(
    "raw", ["20110415-2390", " 201104152390 ", "20110415 2390", "20110415+2390"]
)
def test_reads_what_people_type(raw: str):
    assert read_number(raw, TODAY).digits == "201104152390"


def test_age_in_whole_years():
    born = dt.date(2011, 4, 15)
    assert years_old(born, dt.date(2026, 4, 14)) == 14
    assert years_old(born, dt.date(2026, 4, 15)) == 15


def test_only_those_who_answer_for_the_child_may_consent():
    assert [k.value for k in GuardianKind if k.may_consent] == ["guardian", "special", "god_man"]
