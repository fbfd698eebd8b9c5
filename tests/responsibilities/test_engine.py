"""Does the engine name who is responsible, who supports, what is missing, and why?"""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.regions import load_region, region
from samsyn.regions.schema import Basis, Extent, Level, Need, Setting
from samsyn.responsibilities.engine import (
    Age,
    age_refusal,
    region_as_dict,
    where_next,
    who,
    who_to_ask_instead,
)
from tests.regions.conftest import COUNTIES

TODAY = date(2026, 11, 22)
JAMTLAND = region("jamtland-harjedalen")
FJORDLANDA = load_region(COUNTIES / "fjordlanda")


def ask(age, need, extent="moderate", setting=None, county=JAMTLAND, on=TODAY):
    needs = frozenset(need.split())
    return who(county, on=on, age=Age.parse(age), needs=needs, extent=extent, setting=setting)


def codes(rows):
    return [row.operation.code for row in rows]


class TestWho:
    def test_names_each_level_for_a_young_person_with_mental_ill_health(self):
        answer = ask("16.5", "psychiatric")
        assert codes(answer.responsible(Level.FIRST_LINE)) == ["bup-forsta-linjen"]
        assert codes(answer.responsible(Level.SPECIALIST)) == [
            "bup",
            "ungdomspsykiatrisk-mottagning",
        ]
        assert codes(answer.supporting(Level.FIRST_LINE)) == ["ungdomsmottagning"]
        assert answer.gaps == ()

    def test_calls_the_overlap_of_upm_intended(self):
        answer = ask("16.5", "psychiatric")
        (overlap,) = [row for row in answer.overlaps if row.level == Level.SPECIALIST]
        assert overlap.is_intended
        assert "UPM" in overlap.clause

    @pytest.mark.parametrize(
        ("age", "expected"),
        [
            ("17.99", ["bup", "ungdomspsykiatrisk-mottagning"]),
            ("18", ["ungdomspsykiatrisk-mottagning", "vuxenpsykiatri"]),
            ("15.99", ["bup"]),
            ("26", ["vuxenpsykiatri"]),
        ],
    )
    def test_changes_at_the_exact_birthday(self, age, expected):
        assert codes(ask(age, "psychiatric").responsible(Level.SPECIALIST)) == expected

    def test_finds_a_gap_and_whom_to_ask_instead(self):
        answer = ask("19", "psychiatric")
        (gap,) = answer.gaps
        assert gap.level == Level.FIRST_LINE
        assert codes(where_next(answer, gap)) == ["ungdomspsykiatrisk-mottagning", "vuxenpsykiatri"]

    def test_asks_the_first_line_when_the_specialist_level_is_empty(self):
        answer = ask("19", "medical", "extensive")
        (gap,) = [row for row in answer.gaps if row.level == Level.SPECIALIST]
        assert codes(where_next(answer, gap)) == ["skola-elevhalsa"]

    def test_follows_the_setting(self):
        assert "forskola" in codes(ask("6", "social", setting="preschool").levels[Level.GENERAL])
        in_school = codes(ask("6", "social", setting="school").levels[Level.GENERAL])
        assert "forskola" not in in_school
        assert "skola-elevhalsa" in in_school

    def test_says_that_a_gap_is_the_settings(self):
        answer = ask("3", "pedagogical", setting="home")
        assert any("annan miljö" in gap.reason for gap in answer.gaps)

    def test_knows_the_unborn(self):
        assert codes(ask("28w", "medical").levels[Level.SPECIALIST]) == ["barn-och-ungdomsmedicin"]
        assert not ask("28w", "medical").is_in_target_group
        assert codes(ask("27w", "medical").levels[Level.SPECIALIST]) == []

    def test_adds_principles_of_the_setting(self):
        placed = {row.key for row in ask("9", "social", setting="placed").principles}
        home = {row.key for row in ask("9", "social", setting="home").principles}
        assert {"placering-socialt", "placering-skola", "placering-vard"} == placed - home
        assert "brist-flyttar-inte-ansvar" in home

    def test_gives_every_reason_with_its_clause(self):
        for rows in ask("10", "psychological social").levels.values():
            for row in rows:
                assert row.operation.clause in row.reason()
                assert row.operation.clause in row.reason("en")

    def test_marks_what_is_our_reading(self):
        (school,) = [
            row
            for row in ask("10", "psychiatric").levels[Level.GENERAL]
            if row.operation.code == "skola-elevhalsa"
        ]
        assert school.is_interpreted
        (first,) = ask("10", "psychiatric").responsible(Level.FIRST_LINE)
        assert not first.is_interpreted

    def test_answers_nothing_for_a_day_before_the_text(self):
        answer = ask("10", "medical", on=date(2010, 1, 1))
        assert not any(answer.levels.values())

    def test_refuses_words_it_does_not_know_and_no_need_at_all(self):
        with pytest.raises(ValueError, match="worry"):
            ask("10", "worry")
        with pytest.raises(ValueError, match="need"):
            ask("10", "")

    def test_takes_less_than_a_millisecond(self):
        ask("16.5", "psychiatric")
        rounds = 50
        best = min(_timed(rounds) for _ in range(5))
        assert best / rounds < 0.001

    @given(
        st.integers(-20, 3000),
        st.sets(st.sampled_from(list(Need)), min_size=1),
        st.sampled_from(list(Extent)),
        st.sampled_from([None, *Setting]),
    )
    def test_never_names_an_operation_outside_its_ages(self, hundredths, needs, extent, setting):
        age = Age.parse(f"{hundredths / 100:.2f}")
        for county in (JAMTLAND, FJORDLANDA):
            answer = who(
                county, on=TODAY, age=age, needs=frozenset(needs), extent=extent, setting=setting
            )
            named = {need for row in answer.responsible(Level.FIRST_LINE) for need in row.needs}
            missing = {gap.need for gap in answer.gaps if gap.level == Level.FIRST_LINE}
            assert not named & missing
            for rows in answer.levels.values():
                assert all(
                    age in row.operation.ages and age in duty.ages
                    for row in rows
                    for duty in row.duties
                )


def _timed(rounds):
    start = time.perf_counter()
    for _ in range(rounds):
        ask("16.5", "psychiatric psychological")
    return time.perf_counter() - start


class TestJson:
    def test_has_the_agreed_shape(self):
        data = ask("16.5", "psychiatric").as_dict()
        assert list(data["levels"]) == ["general", "first_line", "specialist"]
        (row, *_) = data["levels"]["first_line"]
        assert (row["operation"], row["ages"]) == ("bup-forsta-linjen", [0, 18])
        assert row["duties"][0] | {} == {
            "text": "Ge första linjens vård vid psykisk ohälsa.",
            "basis": "stated",
            "clause": "§3.3.2 Barn- och ungdomspsykiatri (BUP)",
            "ages": [0, 18],
            "part": "responsible",
        }
        assert {"region", "gaps", "overlaps"} <= set(data)

    def test_of_the_whole_county_has_every_operation(self):
        data = region_as_dict(JAMTLAND, TODAY)
        found = {row["operation"] for rows in data["levels"].values() for row in rows}
        assert len(found) == 16
        assert data["gaps"]
        assert all(
            {duty["basis"] for duty in row["duties"]} <= set(Basis)
            for rows in data["levels"].values()
            for row in rows
        )


class TestRefusal:
    @pytest.mark.parametrize(
        ("code", "age", "sentence"),
        [
            ("vuxenpsykiatri", "15.2", "Alva är 15 år och de tar emot från 18"),
            ("bup", "18", "Alva är 18 år och de tar emot till dagen före 18 år"),
            (
                "barn-och-ungdomsmedicin",
                "27w",
                "Alva är inte född och de tar emot från graviditetsvecka 28",
            ),
        ],
    )
    def test_says_why(self, code, age, sentence):
        refusal = age_refusal(JAMTLAND, code, Age.parse(age), TODAY)
        assert refusal.sentence("Alva") == sentence

    def test_is_said_in_english_too(self):
        refusal = age_refusal(JAMTLAND, "vuxenpsykiatri", Age.parse("15"), TODAY)
        assert refusal.sentence("Alva", "en") == "Alva is 15 and they receive children from 18"

    def test_is_none_when_the_child_is_received(self):
        assert age_refusal(JAMTLAND, "bup", Age.parse("17.99"), TODAY) is None
        assert who_to_ask_instead(JAMTLAND, "bup", Age.parse("17"), on=TODAY, extent="mild") is None

    def test_names_who_is_responsible_now(self):
        instead = who_to_ask_instead(
            JAMTLAND,
            "vuxenpsykiatri",
            Age.parse("15"),
            on=TODAY,
            extent="extensive",
            needs=frozenset({"psychiatric"}),
        )
        assert codes(instead.operations) == ["bup"]

    def test_holds_in_another_county(self):
        instead = who_to_ask_instead(
            FJORDLANDA, "barnkliniken", Age.parse("16"), on=TODAY, extent="extensive"
        )
        assert codes(instead.operations) == ["ungkliniken"]

    def test_refuses_an_operation_that_does_not_exist(self):
        with pytest.raises(LookupError):
            age_refusal(JAMTLAND, "unghalsan", Age.parse("15"), TODAY)
