"""Do the counties govern themselves in the data as their sources tell, and no further?"""

import re
from datetime import date
from pathlib import Path

import pytest

import samsyn.regions
from samsyn.regions import load_region, region
from samsyn.regions.schema import (
    AdoptionRecord,
    ArenaKind,
    FindingState,
    Mandate,
    MatterKind,
    PassageReason,
    Precision,
    SeatKind,
    TreatmentOutcome,
)
from tests.regions.conftest import COUNTIES

PACKAGES = Path(samsyn.regions.__file__).parent / "packages"
TODAY = date(2026, 11, 22)
JAMTLAND = region("jamtland-harjedalen")
JONKOPING = region("jonkopings-lan")
FJORDLANDA = load_region(COUNTIES / "fjordlanda")
# Begin and end of surnames in the sources, so that no name stands here either.
SOURCE_NAMES = [
    ("Thom", "asson"), ("Pri", "ntz"), ("Rah", "lén"), ("Alter", "mark"), ("Göte", "sson"),
    ("Boje", "stig"), ("Kar", "in"), ("Ing", "rid"), ("Mari", "e"), ("Ol", "a"), ("Mat", "s"),
]  # fmt: skip


def state(county, arena, on):
    """Missing, outdated or valid: nothing but dates compared."""
    texts = [row for row in county.on(on).mandate_texts if row.arena == arena]
    if not texts:
        return "missing"
    (text,) = texts
    return "outdated" if text.outdated_from and text.outdated_from <= on else "valid"


def one(rows, **wanted):
    (found,) = [
        row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())
    ]
    return found


class TestEveryCounty:
    @pytest.mark.parametrize("begin_end", SOURCE_NAMES, ids=[name[0] for name in SOURCE_NAMES])
    def test_names_no_person(self, begin_end):
        name = re.compile(rf"\b{''.join(begin_end)}\b", re.IGNORECASE)
        files = [*PACKAGES.rglob("*.toml"), *(COUNTIES / "fjordlanda").glob("*.toml")]
        assert len(files) > 20
        assert [file.name for file in files if name.search(file.read_text("utf-8"))] == []

    @pytest.mark.parametrize(
        "county", [JAMTLAND, JONKOPING, FJORDLANDA], ids=lambda county: county.code
    )
    def test_says_what_is_not_known_of_an_adoption(self, county):
        silent = [
            (agreement.code, version.label)
            for agreement in county.agreements
            for version in agreement.versions
            if version.adoption == AdoptionRecord.UNKNOWN and not version.note
        ]
        assert silent == []

    @pytest.mark.parametrize(
        "county", [JAMTLAND, JONKOPING, FJORDLANDA], ids=lambda county: county.code
    )
    def test_prepares_for_arenas_other_than_itself(self, county):
        assert not [row.code for row in county.arenas if row.code in row.prepares_for]


class TestMandatesOfJamtland:
    @pytest.mark.parametrize(
        ("arena", "on", "expected"),
        [
            ("barnarenan", date(2021, 6, 1), "missing"),
            ("l-ifo", date(2021, 6, 1), "outdated"),
            ("regionalt-jamtbusnatverk", date(2021, 6, 1), "valid"),
            ("buz", date(2021, 6, 1), "valid"),
            ("barnarenan", date(2022, 1, 1), "missing"),
            ("samreko", date(2022, 1, 1), "valid"),
            ("regionalt-jamtbusnatverk", date(2019, 12, 31), "missing"),
            ("barnarenan", TODAY, "missing"),
        ],
    )
    def test_are_as_the_auditors_found_them(self, arena, on, expected):
        assert state(JAMTLAND, arena, on) == expected

    def test_of_a_renamed_arena_go_with_its_name(self):
        later = JAMTLAND.on(date(2022, 1, 1))
        assert "l-ifo" not in {row.code for row in later.arenas}
        assert "l-ifo" not in {row.arena for row in later.mandate_texts}

    def test_are_anchored_where_the_source_says(self):
        anchors = {row.arena: row.anchored_in for row in JAMTLAND.mandate_texts}
        assert anchors["samreko"] == ("barnarenan", "svom")
        assert anchors["regionalt-jamtbusnatverk"] == ("barnarenan",)
        assert anchors["l-ifo"] == ()

    def test_are_no_more_exact_than_the_source(self):
        older = one(JAMTLAND.mandate_texts, arena="l-ifo")
        assert (older.outdated_from, older.outdated_precision) == (
            date(2021, 1, 1),
            Precision.YEAR,
        )
        assert one(JAMTLAND.mandate_texts, arena="buz").precision == Precision.AT_LATEST
        assert not any(row.purpose for row in JAMTLAND.mandate_texts)


class TestArenasOfJamtland:
    def test_keep_their_history(self):
        assert JAMTLAND.arena("samreko").renamed_from == "l-ifo"
        assert JAMTLAND.arena("svom").renamed_from == "lako"
        assert "lako" in {row.code for row in JAMTLAND.on(date(2004, 12, 31)).arenas}
        assert "lako" not in {row.code for row in JAMTLAND.on(date(2005, 6, 1)).arenas}
        assert "september 2008" in JAMTLAND.arena("barnarenan").about

    @pytest.mark.parametrize("code", ["l-ifo", "samreko"])
    def test_prepare_for_both_political_arenas(self, code):
        assert JAMTLAND.arena(code).prepares_for == ("barnarenan", "svom")

    def test_of_children_has_the_seats_of_the_follow_up(self):
        seats = [row for row in JAMTLAND.on(date(2017, 10, 31)).seats if row.arena == "barnarenan"]
        assert [row.kind for row in seats].count(SeatKind.PRESIDIUM) == 2
        assert one(seats, kind=SeatKind.OFFICE).party == "ostersund"
        assert one(seats, kind=SeatKind.PARTY).count == 2
        assert [row.kind for row in seats].count(SeatKind.OFFICIAL) == 7

    def test_of_regional_development_has_eleven_seats(self):
        seats = [row for row in JAMTLAND.seats if row.arena == "regionens-samverkansrad"]
        assert sum(row.count for row in seats) == 11


class TestAgreementsOfJamtland:
    def test_keep_the_three_editions_and_their_recommendation(self):
        head = one(JAMTLAND.agreements, code="jamtbus")
        assert [row.valid_from.year for row in head.versions] == [2012, 2015, 2018]
        assert head.versions[-1].recommended_on == date(2018, 2, 2)
        assert {row.adoption for row in head.versions} == {AdoptionRecord.UNKNOWN}
        assert not any(row.paragraph for row in head.versions)
        assert JAMTLAND.treatments == ()


class TestMattersOfJamtland:
    def test_are_the_seventeen_in_order(self):
        assert [row.key for row in JAMTLAND.matters] == [f"{number:02}" for number in range(1, 18)]
        assert {row.arena for row in JAMTLAND.matters} == {"barnarenan"}
        assert {(row.valid_from, row.valid_to, row.precision) for row in JAMTLAND.matters} == {
            (date(2016, 10, 1), date(2017, 11, 1), Precision.MONTH)
        }

    def test_leave_only_the_last_open(self):
        assert [row.key for row in JAMTLAND.matters if row.is_open] == ["17"]

    @pytest.mark.parametrize(
        ("key", "kind", "said"),
        [
            ("01", MatterKind.FOLLOW_UP, "2017–2018"),
            ("02", MatterKind.DECISION, "2017–2020"),
            ("03", MatterKind.FOLLOW_UP, "SKL"),
            ("04", MatterKind.PRESENTATION, "webbplats"),
            ("05", MatterKind.REVISION, "placerade"),
            ("06", MatterKind.FOLLOW_UP, "sluten vård"),
            ("07", MatterKind.PRESENTATION, "våld i nära relationer"),
            ("08", MatterKind.INFORMATION, "barnhälsovård"),
            ("09", MatterKind.REVISION, "0–17 år"),
            ("10", MatterKind.PRESENTATION, "familjecentraler"),
            ("11", MatterKind.DIALOGUE, "ensamma"),
            ("12", MatterKind.REVISION, "psykisk funktionsnedsättning"),
            ("13", MatterKind.PRESENTATION, "hälsosamtalet"),
            ("14", MatterKind.DIALOGUE, "barnskyddsteam"),
            ("15", MatterKind.DIALOGUE, "logopedtjänst inför 2018"),
            ("16", MatterKind.INFORMATION, "0–6 år"),
            ("17", MatterKind.DIALOGUE, "hösten 2017"),
        ],
    )
    def test_tell_the_fact(self, key, kind, said):
        row = one(JAMTLAND.matters, key=key)
        assert row.kind == kind
        assert said.lower() in f"{row.title} {row.text} {row.outcome}".lower()
        assert row.outcome

    def test_link_to_agreements_where_there_are_some(self):
        assert {row.key: row.agreement for row in JAMTLAND.matters if row.agreement} == {
            "05": "halsoundersokning-placerade",
            "09": "nyanlanda-0-17",
            "12": "psykisk-funktionsnedsattning",
            "16": "barnhalsoteam-riktlinje",
            "17": "placering-overenskommelse",
        }

    def test_say_who_prepared_only_where_the_source_does(self):
        assert {row.key: row.prepared_by for row in JAMTLAND.matters if row.prepared_by} == {
            "16": "l-ifo"
        }


class TestAuditOfJamtland:
    def test_is_answered_by_an_office_with_three_measures(self):
        (finding,) = JAMTLAND.findings
        assert finding.answered_by == "Regionala utvecklingsnämnden"
        assert [(row.arena, row.state, row.done_on) for row in finding.measures] == [
            ("barnarenan", FindingState.PLANNED, None),
            ("samreko", FindingState.DONE, date(2021, 9, 1)),
            ("regionalt-jamtbusnatverk", FindingState.DONE, date(2020, 1, 1)),
        ]


class TestTraining:
    def test_of_jamtland_has_five_questions_with_their_clauses(self):
        (training,) = JAMTLAND.on(TODAY).trainings
        assert [row.clause for row in training.questions] == [
            *("§3.1", "§2.2", "§3.4.1", "§4.5.1", "§2.3"),
        ]
        assert all(len(row.answers) == 3 for row in training.questions)
        assert len({row.right for row in training.questions}) == 3


class TestSteeringOfJonkoping:
    def test_has_the_parts_of_the_steering_system(self):
        assert {row.code: (row.kind, row.mandate) for row in JONKOPING.arenas} == {
            "kommunalt-forum": (ArenaKind.POLITICAL, Mandate.UNKNOWN),
            "pks": (ArenaKind.POLITICAL, Mandate.DECIDE),
            "reko": (ArenaKind.OFFICIAL, Mandate.UNKNOWN),
            "strategigrupp-barn-och-unga": (ArenaKind.OFFICIAL, Mandate.DECIDE),
            "strategigrupp-psykiatri-missbruk": (ArenaKind.OFFICIAL, Mandate.UNKNOWN),
            "strategigrupp-aldre": (ArenaKind.OFFICIAL, Mandate.UNKNOWN),
            "lansdelsgrupper": (ArenaKind.OFFICIAL, Mandate.COORDINATE),
            "arbetsgrupper": (ArenaKind.OFFICIAL, Mandate.PREPARE),
        }

    def test_sends_cost_and_changed_responsibility_further(self):
        (passage,) = JONKOPING.passages
        assert set(passage.reasons) == set(PassageReason)
        assert passage.arenas == ("pks", "kommunalt-forum")

    def test_seats_by_office(self):
        count = {}
        for row in JONKOPING.on(TODAY).seats:
            count[row.arena] = count.get(row.arena, 0) + row.count
        assert count == {"reko": 9, "pks": 13}

    def test_has_no_task_description_that_has_been_found(self):
        assert JONKOPING.mandate_texts == ()

    def test_has_agreements_under_one_head(self):
        parents = {row.code: row.parent for row in JONKOPING.agreements}
        assert [code for code, parent in parents.items() if parent is None] == [
            "samverkan-barn-och-unga"
        ]
        assert one(JONKOPING.agreements, code="ledningssystemet").valid_from == date(2014, 1, 1)
        assert one(JONKOPING.agreements, code="psykologutredning").versions == ()

    def test_has_matters_without_end_while_work_goes_on(self):
        going_on = {row.key for row in JONKOPING.matters if row.is_open}
        assert {"psykologutredningar", "nyanlanda", "avvikelser"} <= going_on
        assert not any(row.valid_to for row in JONKOPING.matters if row.is_open)


class TestActionPlanOfJonkoping:
    PLAN = one(JONKOPING.action_plans, code="handlingsplan-2017")

    def test_has_the_seven_rows_in_order(self):
        care, school = "Hälso- och sjukvård", "Skola/elevhälsa"
        assert [(row.key, row.operations, row.indicator, row.done) for row in self.PLAN.rows] == [
            (
                "fakta",
                ("Socialtjänst", school, care),
                "deviations",
                "Samtliga dokument klara 2017",
            ),
            ("halsosamtal", (school, care), "pupil_health", "2017"),
            ("psykologutredning", (school, care), "children_without_assessment", ""),
            (
                "bhv-forskola",
                ("Förskola", "Hälso- och sjukvård (BHV)"),
                "deviations",
                "2017, fortsatt uppföljning",
            ),
            ("skolnarvaro", ("Skola", "Socialtjänst", care), "absence", "2017"),
            ("nyanlanda", ("Skola", "Socialtjänst", care), "deviations", "2017"),
            ("mal-och-matt", ("Strategigrupp barn och unga",), "", "2017"),
        ]

    def test_tells_goal_measure_and_activity_of_every_row(self):
        assert all(row.goal and row.activity and row.background for row in self.PLAN.rows)
        assert [row.key for row in self.PLAN.rows if not row.measure] == ["mal-och-matt"]

    def test_still_follows_what_was_lifted_out(self):
        assert [(row.key, row.precision) for row in self.PLAN.lifted] == [
            ("halsoundersokning-placerade", Precision.MONTH),
            ("social-problematik-psykisk-ohalsa", Precision.MONTH),
            ("barn-och-ungdomshalsan", Precision.MONTH),
            ("barnahus", Precision.AT_LATEST),
            ("barn-som-anhoriga", Precision.AT_LATEST),
            ("sip", Precision.AT_LATEST),
        ]
        assert [row.from_plan for row in self.PLAN.lifted].count("2015 års handlingsplan") == 3

    def test_was_revised_and_is_signed_by_two_offices(self):
        assert self.PLAN.revised_on == date(2016, 10, 21)
        assert self.PLAN.decided_by == ("strategigrupp-barn-och-unga", "reko")
        assert [(row.office, row.organisation) for row in self.PLAN.signatures] == [
            ("Utvecklingschef", "Primärkommunal utveckling"),
            ("Hälso- och sjukvårdsdirektör", "Region Jönköpings län"),
        ]

    def test_ends_with_the_year_2017(self):
        assert self.PLAN.is_valid_on(date(2017, 12, 31))
        assert not self.PLAN.is_valid_on(date(2018, 1, 1))

    def test_serves_a_strategy_with_three_goals(self):
        (strategy,) = JONKOPING.strategies
        assert (strategy.valid_from, strategy.precision) == (date(2015, 10, 1), Precision.MONTH)
        assert len(strategy.goals) == 3


class TestFjordlanda:
    @pytest.mark.parametrize(
        ("arena", "expected"),
        [("barnradet", "valid"), ("lotsgruppen", "outdated"), ("fjordtinget", "missing")],
    )
    def test_has_a_mandate_of_each_state(self, arena, expected):
        assert state(FJORDLANDA, arena, TODAY) == expected

    def test_has_a_party_of_each_answer_and_one_without(self):
        answers = {
            row.party: row.outcome
            for row in FJORDLANDA.treatments
            if row.version == "Första löftet"
        }
        assert answers == {
            "fjordregionen": TreatmentOutcome.ADOPTED,
            "ytterfjord": TreatmentOutcome.ADOPTED_WITH_CHANGE,
            "innerfjord": TreatmentOutcome.REJECTED,
        }
        assert {row.code for row in FJORDLANDA.parties} - set(answers) == {"holmskar"}

    def test_has_a_later_version(self):
        (agreement,) = FJORDLANDA.agreements
        assert [row.label for row in agreement.versions] == ["Första löftet", "Andra löftet"]
        assert {row.adoption for row in agreement.versions} == {AdoptionRecord.KNOWN}

    def test_has_something_of_everything(self):
        (plan,) = FJORDLANDA.action_plans
        assert (len(plan.rows), len(plan.lifted), len(FJORDLANDA.matters)) == (3, 1, 2)
        assert (len(FJORDLANDA.findings), len(FJORDLANDA.trainings)) == (1, 1)
        assert plan.rows[0].strategy_goals == ("tidigt",)
