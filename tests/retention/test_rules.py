"""How long, from what, and what never? The rule table and the judgement."""

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.laws.rules import statute
from samsyn.retention.rules import (
    Facts,
    Plan,
    Sphere,
    What,
    all_exceptions,
    judged,
    least_years,
    terms_on,
)
from samsyn.retention.rules.judging import years_after

TODAY = dt.date(2045, 6, 1)


def facts(**changes) -> Facts:
    values = {
        "what": What.CASE, "thing_id": uuid.uuid4(), "unit_id": uuid.uuid4(), "unit": "E",
        "operation": "bup", "region": "fjordlanda", "party": "p", "last_note": dt.date(2030, 3, 1),
        "closed_on": dt.date(2030, 3, 1), "birth_day": 4, "is_thirty": True, "is_placed": False,
    }  # fmt: skip
    return Facts(**{**values, **changes})


def plan(sphere: Sphere, years: int = 10, **changes) -> Plan:
    values = {
        "operation": "bup", "sphere": sphere, "years": years, "is_working_copy": False,
        "reference": "x", "decided_on": dt.date(2026, 1, 1),
    }  # fmt: skip
    return Plan(**{**values, **changes})


CASES = {
    "nothing decided": (facts(operation="other"), plan(Sphere.CARE), None, None),
    "care, ten years": (facts(), plan(Sphere.CARE), dt.date(2040, 3, 2), ""),
    "care, never under ten": (facts(), plan(Sphere.CARE, 3), dt.date(2040, 3, 2), ""),
    "care, twenty": (facts(), plan(Sphere.CARE, 20), dt.date(2050, 3, 2), ""),
    "a working copy": (
        facts(), plan(Sphere.CARE, 2, is_working_copy=True), dt.date(2032, 3, 2), "",
    ),
    "school": (facts(), plan(Sphere.SCHOOL, 3), dt.date(2033, 3, 2), ""),
    "social, five years": (facts(), plan(Sphere.SOCIAL, 5), dt.date(2035, 3, 2), ""),
    "placed": (facts(is_placed=True), plan(Sphere.SOCIAL, 5), dt.date(2035, 3, 2), "placed"),
    "social, five years for a working copy too": (
        facts(), plan(Sphere.SOCIAL, 1, is_working_copy=True), dt.date(2035, 3, 2), "",
    ),
    "placed, even a working copy": (
        facts(is_placed=True), plan(Sphere.SOCIAL, 1, is_working_copy=True), dt.date(2035, 3, 2),
        "placed",
    ),
    "not yet thirty": (
        facts(is_thirty=False), plan(Sphere.SOCIAL, 5), dt.date(2035, 3, 2), "until_thirty",
    ),
    "not yet thirty, closed before": (
        facts(is_thirty=False, last_note=dt.date(2026, 1, 14), closed_on=dt.date(2026, 1, 14)),
        plan(Sphere.SOCIAL, 5), dt.date(2031, 1, 15), "",
    ),
    "closed on the very day": (
        facts(is_thirty=False, last_note=dt.date(2026, 1, 15), closed_on=dt.date(2026, 1, 15)),
        plan(Sphere.SOCIAL, 5), dt.date(2031, 1, 16), "until_thirty",
    ),
    "of the sample": (facts(birth_day=15), plan(Sphere.SOCIAL, 5), dt.date(2035, 3, 2), "sample_days"),
    "of the sample, in care": (facts(birth_day=15), plan(Sphere.CARE), dt.date(2040, 3, 2), ""),
    "in a county that keeps all": (
        facts(region="gotland"), plan(Sphere.SOCIAL, 5), dt.date(2035, 3, 2), "sample_counties",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(CASES))
def test_each_rule(what):
    told, decided, due_on, stopped = CASES[what]
    verdict = judged(told, [decided], TODAY)
    assert (verdict.due_on, verdict.stopped_by) == (due_on, stopped) if verdict else due_on is None


def test_the_rule_of_thirty_begins_on_its_day():
    told = facts(is_thirty=False, last_note=dt.date(2020, 1, 1), closed_on=dt.date(2020, 1, 1))
    before = judged(told, [plan(Sphere.SOCIAL, 5)], dt.date(2026, 1, 14))
    assert before and before.is_due(dt.date(2026, 1, 14))


@settings(deadline=None)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)), st.integers(1, 100))
def test_so_many_whole_years_have_passed_and_not_a_day_less(day, years):
    due = years_after(day, years)
    same_day = dt.date(day.year + years, day.month, min(day.day, 28))
    assert due > same_day and (due - same_day).days <= 4


@settings(deadline=None)
@given(st.sampled_from(Sphere), st.integers(1, 60), st.booleans(), st.booleans())
def test_nothing_is_ever_due_before_the_law_says(sphere, years, is_working_copy, is_thirty):
    told = facts(is_thirty=is_thirty)
    decided = plan(sphere, years, is_working_copy=is_working_copy)
    verdict = judged(told, [decided], TODAY)
    assert verdict
    least = least_years(sphere, is_working_copy=is_working_copy, on=TODAY)
    assert verdict.due_on >= years_after(told.last_note, least)
    if sphere is Sphere.SOCIAL and not is_thirty:
        assert not verdict.is_due(dt.date(2199, 1, 1))


def test_every_term_and_exception_rests_on_a_statute_that_holds():
    for one in (*all_exceptions(), *terms_on(TODAY).values()):
        if one.statute:
            found = statute(one.statute, max(one.valid_from, dt.date(2026, 2, 1)))
            if not getattr(one, "confirmed", True):
                assert not found.is_confirmed
    assert set(Sphere) == set(terms_on(TODAY))
