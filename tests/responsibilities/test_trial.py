"""What would a change do, and is nothing changed by trying it?"""

from datetime import date

import pytest

from samsyn.regions import region
from samsyn.regions.checks import gaps
from samsyn.regions.schema import Extent, Level, Need
from samsyn.responsibilities.engine import (
    Age,
    AgeInterval,
    ChangeAges,
    ChangeDuty,
    RemoveDuty,
    try_change,
)

TODAY = date(2026, 11, 22)
JAMTLAND = region("jamtland-harjedalen")


def to(start, end):
    return AgeInterval(Age.parse(start), Age.parse(end))


def attempt(*changes):
    return try_change(JAMTLAND, changes, TODAY)


class TestAges:
    def test_a_higher_limit_closes_the_gap_and_says_from_when_to_when(self):
        found = attempt(ChangeAges("bup-forsta-linjen", to("0", "21")))
        assert {(row.need, tuple(row.ages.as_list())) for row in found.gaps_closed} == {
            (Need.PSYCHIATRIC, (18, 21))
        }
        assert found.gaps_opened == ()

    def test_a_part_of_a_gap_is_closed_only_in_part(self):
        found = attempt(ChangeAges("bup-forsta-linjen", to("0", "20")))
        assert {tuple(row.ages.as_list()) for row in found.gaps_closed} == {(18, 20)}

    def test_a_lower_limit_opens_a_gap_and_breaks_an_example(self):
        found = attempt(ChangeAges("barn-och-ungdomsmedicin", to("28w", "16")))
        assert {(row.level, row.need, tuple(row.ages.as_list())) for row in found.gaps_opened} == {
            (Level.SPECIALIST, Need.MEDICAL, (16, 18))
        }
        assert [(row.example.age_text, row.breaks) for row in found.examples] == [("17.99", True)]

    def test_an_overlap_that_moves_is_told_as_the_ages_that_differ(self):
        found = attempt(ChangeAges("bup", to("0", "17")))
        assert {tuple(row.ages.as_list()) for row in found.overlaps_closed} == {(17, 18)}

    def test_the_same_limit_changes_nothing(self):
        assert attempt(ChangeAges("bup", to("0", "18"))).is_empty

    def test_leaves_the_agreement_as_it_was(self):
        before = gaps(JAMTLAND, TODAY)
        attempt(ChangeAges("bup", to("0", "10")))
        assert gaps(JAMTLAND, TODAY) == before
        assert JAMTLAND.operation("bup").ages.as_list() == [0, 18]


class TestDuties:
    def test_a_duty_removed_opens_a_gap(self):
        found = attempt(RemoveDuty("primarvard", "bedomning-och-behandling"))
        assert {(row.need, row.extent) for row in found.gaps_opened} == {
            (Need.MEDICAL, Extent.MILD),
            (Need.MEDICAL, Extent.MODERATE),
        }

    def test_a_wider_duty_closes_one(self):
        needs = frozenset({Need.SOCIAL, Need.ADDICTION})
        found = attempt(ChangeDuty("socialtjanst-rad-och-stod", "rad-och-stod", needs=needs))
        assert {row.need for row in found.gaps_closed} == {Need.ADDICTION}

    def test_several_changes_are_tried_together(self):
        found = attempt(ChangeAges("bup", to("0", "17")), RemoveDuty("bup", "psykiska-besvar"))
        assert {
            tuple(row.ages.as_list()) for row in found.gaps_opened if row.need == Need.PSYCHIATRIC
        } == {(0, 16)}

    @pytest.mark.parametrize(
        "change",
        [
            RemoveDuty("bup", "nothing"),
            RemoveDuty("nobody", "nothing"),
            ChangeAges("nobody", to("0", "1")),
        ],
    )
    def test_what_does_not_exist_is_refused(self, change):
        with pytest.raises(LookupError):
            attempt(change)
