"""Does each shipped and each invented county say what its agreement says?"""

from datetime import date

import pytest

from samsyn.regions import load_region, region
from samsyn.regions.checks import answer_to, check, gaps, overlaps
from samsyn.regions.schema import (
    Age,
    ArenaKind,
    Basis,
    DeadlineKey,
    Extent,
    LadderKind,
    Level,
    Need,
    Precision,
    RungOwner,
)
from tests.regions.conftest import COUNTIES

TODAY = date(2026, 11, 22)
JAMTLAND = region("jamtland-harjedalen")
JONKOPING = region("jonkopings-lan")
FJORDLANDA = load_region(COUNTIES / "fjordlanda")


def examples():
    for county in (JAMTLAND, JONKOPING, FJORDLANDA):
        for row in county.examples:
            name = f"{county.code}-{row.key}-{row.operation}-{row.age_text}"
            yield pytest.param(county, row, id=name)


def spans(findings, **wanted):
    return [
        row.ages.as_list()
        for row in findings
        if all(getattr(row, name) == value for name, value in wanted.items())
    ]


class TestWorkedExamples:
    @pytest.mark.parametrize(("county", "example"), list(examples()))
    def test_comes_out_as_read(self, county, example):
        assert answer_to(county, example, TODAY) == example.is_responsible

    @pytest.mark.parametrize(
        ("county", "least"), [(JAMTLAND, 40), (JONKOPING, 15)], ids=["jamtland", "jonkoping"]
    )
    def test_are_enough_and_touch_every_operation(self, county, least):
        assert len(county.examples) >= least
        assert {row.operation for row in county.examples} == {row.code for row in county.operations}


class TestJamtland:
    def test_has_ten_parties_with_their_municipality_codes(self):
        codes = {row.municipality_code for row in JAMTLAND.parties if row.municipality_code}
        assert len(JAMTLAND.parties) == 10
        assert codes == {"2303", "2305", "2309", "2313", "2321", "2326", "2361", "2380"}

    def test_has_nine_operations_below_and_seven_on_the_specialist_level(self):
        specialist = [row for row in JAMTLAND.operations if Level.SPECIALIST in row.levels]
        assert (len(JAMTLAND.operations), len(specialist)) == (16, 7)

    @pytest.mark.parametrize(
        ("code", "ages"),
        [
            ("barn-och-ungdomsmedicin", [-0.23, 18]),
            ("ungdomsmottagning", [13, 23]),
            ("ungdomspsykiatrisk-mottagning", [16, 26]),
            ("vuxenpsykiatri", [18, None]),
            ("bup", [0, 18]),
            ("primarvard", [0, 21]),
            ("barnhalsovard", [0, 7]),
        ],
    )
    def test_has_the_ages_of_the_agreement(self, code, ages):
        assert JAMTLAND.operation(code).ages.as_list() == ages

    def test_marks_ages_that_the_agreement_does_not_give(self):
        interpreted = {
            row.code for row in JAMTLAND.operations if row.ages_basis == Basis.INTERPRETED
        }
        assert interpreted == {
            "forskola",
            "skola-elevhalsa",
            "socialtjanst-rad-och-stod",
            "familjecentral",
            "lss",
        }
        assert all(row.ages_note for row in JAMTLAND.operations if row.code in interpreted)

    @pytest.mark.parametrize("county", [JAMTLAND, JONKOPING], ids=["jamtland", "jonkoping"])
    def test_explains_every_interpreted_duty(self, county):
        silent = [
            duty.key
            for row in county.operations
            for duty in row.duties
            if duty.basis == Basis.INTERPRETED and not duty.note
        ]
        assert silent == []

    @pytest.mark.parametrize("key", list(DeadlineKey))
    def test_leaves_every_wait_to_the_county(self, key):
        assert JAMTLAND.deadline(key, TODAY) is None
        assert any(row.key == key for row in JAMTLAND.deadlines)

    def test_has_both_branches_without_invented_deadlines(self):
        owners = {
            kind: [rung.owner for rung in JAMTLAND.ladder(kind, TODAY).rungs] for kind in LadderKind
        }
        assert owners == {
            LadderKind.RESPONSIBILITY: [
                RungOwner.OPERATIONS,
                RungOwner.NEXT_MANAGER,
                RungOwner.PARTY_LEADERSHIP,
            ],
            LadderKind.SHORTCOMING: [RungOwner.CLOSEST_MANAGER, RungOwner.MANAGERS_TOGETHER],
        }
        assert not any(rung.deadline_days for row in JAMTLAND.ladders for rung in row.rungs)

    def test_knows_the_arena_by_its_name_of_the_day(self):
        assert "l-ifo" in {row.code for row in JAMTLAND.on(date(2021, 6, 1)).arenas}
        later = {row.code: row for row in JAMTLAND.on(TODAY).arenas}
        assert "l-ifo" not in later
        assert later["samreko"].renamed_from == "l-ifo"
        assert later["samreko"].precision == Precision.SEASON
        assert later["barnarenan"].kind == ArenaKind.POLITICAL

    def test_has_four_documents_under_the_agreement(self):
        under = [row for row in JAMTLAND.agreements if row.parent == "jamtbus"]
        assert len(under) == 4
        (head,) = [row for row in JAMTLAND.agreements if row.code == "jamtbus"]
        assert [row.precision for row in head.versions] == [
            Precision.DAY,
            Precision.MONTH,
            Precision.MONTH,
        ]


class TestJonkoping:
    def test_has_fourteen_parties_with_their_municipality_codes(self):
        codes = {row.municipality_code for row in JONKOPING.parties if row.municipality_code}
        assert len(JONKOPING.parties) == 14
        assert codes == {
            *("0604", "0617", "0642", "0643", "0662", "0665", "0680"),
            *("0682", "0683", "0684", "0685", "0686", "0687"),
        }

    def test_is_for_children_until_nineteen(self):
        assert JONKOPING.county_code == "06"
        assert JONKOPING.target_group.as_list() == [0, 19]

    def test_says_that_every_age_and_need_is_our_reading(self):
        assert {row.ages_basis for row in JONKOPING.operations} == {Basis.INTERPRETED}
        duties = [duty for row in JONKOPING.operations for duty in row.duties]
        assert {duty.basis for duty in duties} == {Basis.INTERPRETED}

    def test_names_nobody_for_the_psychological_assessment(self):
        (young, pupil) = [row for row in gaps(JONKOPING, TODAY) if row.extent == Extent.MODERATE]
        assert (young.ages.as_list(), pupil.ages.as_list()) == ([0, 5.5], [5.5, 19])
        assert (pupil.basis, pupil.clause) == (Basis.STATED, "Psykologutredningar")
        assert {"skola-elevhalsa", "halso-och-sjukvard"} <= set(pupil.operations)

    def test_invents_no_ladder_and_no_wait(self):
        assert JONKOPING.ladders == ()
        assert {row.key for row in JONKOPING.deadlines} == set(DeadlineKey)
        assert not any(row.days for row in JONKOPING.deadlines)


class TestGaps:
    def test_nobody_has_the_first_line_for_mental_ill_health_from_18(self):
        found = gaps(JAMTLAND, TODAY)
        assert spans(found, level=Level.FIRST_LINE, need=Need.PSYCHIATRIC, extent=Extent.MILD) == [
            [18, 21]
        ]

    def test_nobody_has_specialist_medicine_from_18(self):
        found = gaps(JAMTLAND, TODAY)
        assert spans(found, level=Level.SPECIALIST, need=Need.MEDICAL) == [[18, 21]]

    def test_says_whether_the_promise_is_stated(self):
        (gap,) = [
            row
            for row in gaps(JAMTLAND, TODAY)
            if row.need == Need.PSYCHIATRIC
            and row.level == Level.FIRST_LINE
            and row.extent == Extent.MODERATE
        ]
        assert (gap.basis, gap.clause) == (Basis.STATED, "§3.3.1.2")
        assert gap.operations == ("ungdomsmottagning",)

    def test_are_none_before_the_text_begins(self):
        assert gaps(JAMTLAND, date(2010, 1, 1)) == ()

    def test_of_the_invented_county_are_its_own(self):
        found = gaps(FJORDLANDA, TODAY)
        assert spans(found, level=Level.FIRST_LINE, need=Need.PSYCHIATRIC, extent=Extent.MILD) == [
            [0, 6],
            [16, 19],
        ]


class TestOverlaps:
    def test_of_upm_are_intended(self):
        found = [
            row
            for row in overlaps(JAMTLAND, TODAY)
            if row.level == Level.SPECIALIST
            and (row.need, row.extent) == (Need.PSYCHIATRIC, Extent.EXTENSIVE)
        ]
        assert [(row.ages.as_list(), row.is_intended) for row in found] == [
            ([16, 18], True),
            ([18, 26], True),
        ]
        assert found[0].clause == "§3.4.2 Ungdomspsykiatrisk mottagning (UPM)"

    def test_of_psychological_assessment_is_not(self):
        found = [
            row
            for row in overlaps(JAMTLAND, TODAY)
            if not row.is_intended and (row.need, row.extent) == (Need.PSYCHOLOGICAL, Extent.MILD)
        ]
        assert found[-1].operations == ("skola-elevhalsa", "bup-forsta-linjen")
        assert found[-1].ages.as_list() == [7, 18]

    def test_do_not_join_what_never_meets_in_one_setting(self):
        together = [
            row
            for row in overlaps(JAMTLAND, TODAY)
            if {"forskola", "skola-elevhalsa"} == set(row.operations)
            and row.need == Need.PSYCHIATRIC
        ]
        assert together
        assert {
            place.value for row in JAMTLAND.operation("forskola").duties for place in row.settings
        } == {"preschool", "placed", "newly_arrived"}

    def test_of_the_invented_county_are_its_own(self):
        found = [row for row in overlaps(FJORDLANDA, TODAY) if not row.is_intended]
        assert {row.operations for row in found} == {("barnkliniken", "ungkliniken")}


class TestFjordlanda:
    def test_has_decided_every_wait(self):
        assert FJORDLANDA.deadline("call_reply_days", TODAY) == 10
        assert all(FJORDLANDA.deadline(key, TODAY) for key in DeadlineKey)

    def test_has_ladders_of_four_and_three_rungs(self):
        assert [len(row.rungs) for row in FJORDLANDA.ladders] == [4, 3]

    def test_receives_at_other_ages(self):
        assert Age.parse("12") in FJORDLANDA.operation("unghalsan").ages
        assert check(FJORDLANDA, TODAY).is_sound
