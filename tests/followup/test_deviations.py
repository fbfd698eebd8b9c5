"""Does the follow-up tell of deviations what the statistics tell, and nothing more?"""

import datetime as dt

import pytest

from samsyn.deviations import operations
from samsyn.followup import rules
from samsyn.followup.queries.adapters import deviations
from samsyn.followup.queries.facts import facts_of
from samsyn.foundation import clock
from samsyn.patterns.queries.statistics import statistics
from tests.deviations.people import Sides
from tests.followup.test_reports import an_arena

YEAR = clock.today().year


@pytest.fixture
def sides(db):
    return Sides("jamtland-harjedalen")


def chapter(sides, start=dt.date(YEAR, 1, 1), end=dt.date(YEAR, 12, 31)):
    facts = facts_of(sides.code, an_arena(sides.code).pk, start, end)
    return next(s for s in rules.draft(facts) if s.key == "deviations")


def text_of(section):
    return " ".join(p.text for p in section.paragraphs)


def test_the_same_figures_with_their_source(sides):
    found = [sides.report() for _n in range(11)]
    for one in found[:5]:
        operations.answer_deviation(one.pk, sides.answering(), actor=sides.head)
    section, stats = chapter(sides), statistics(sides.code, YEAR)
    assert stats.county.n.value == 11
    assert f"Hittills under {YEAR} anmäldes 11 avvikelser i länet." in text_of(section)
    assert "5 av dem har fått svar." in text_of(section)
    source = section.paragraphs[0].sources[0]
    assert source.label == f"Statistik om avvikelser {YEAR}"
    assert source.url == f"/avvikelser/statistik/?ar={YEAR}"


def test_what_is_hidden_there_is_hidden_here(sides):
    found = [sides.report() for _n in range(9)]
    for one in found[:2]:
        operations.answer_deviation(one.pk, sides.answering(), actor=sides.head)
    sides.report(sides.nurse, about_party=sides.municipality.pk, about_unit=None)
    stats = statistics(sides.code, YEAR)
    assert stats.county.answered.is_hidden and any(row.n.is_hidden for row in stats.others)
    (fact,) = deviations(sides.code, dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31))
    assert (fact.reported, fact.answered, fact.done, fact.others) == ("10", "", "", ())
    text = text_of(chapter(sides))
    assert "Hur många som har fått svar visas inte." in text and "Små tal visas inte" in text


def test_too_few_are_told_without_their_number(sides):
    sides.report()
    text = text_of(chapter(sides))
    assert "så få anmälda avvikelser att antalet inte visas" in text
    assert "Få anmälda avvikelser betyder inte få problem." in text


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (dt.date(2023, 10, 1), dt.date(2024, 10, 31), ["2023"]),
        (dt.date(2023, 1, 1), dt.date(2024, 12, 31), ["2023", "2024"]),
        (dt.date(2024, 1, 1), dt.date(2024, 6, 30), []),
    ],
)
def test_whole_years_that_end_within_the_period(sides, start, end, years):
    assert [fact.year for fact in deviations(sides.code, start, end)] == years
    if not years:
        assert "inget år slutar under perioden" in text_of(chapter(sides, start, end))
