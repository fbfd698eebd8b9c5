"""What do the command line, Min tur and the open site get?"""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.actionplans import operations
from samsyn.actionplans.operations import Report
from samsyn.actionplans.queries import (
    open_plan_list,
    open_plan_page,
    plan_as_dict,
    plan_list,
    plan_rows,
    steering_turns,
)
from samsyn.actionplans.rules import Status, asked_term
from samsyn.foundation import clock
from samsyn.foundation.wall import as_open_site
from tests.actionplans.county import content, decided, fresh, opened, row, running, written
from tests.steering import Steering


@pytest.fixture
def jonkoping(db) -> Steering:
    return Steering("jonkopings-lan")


class TestForScripts:
    def test_the_list_says_code_name_and_period(self, jonkoping):
        opened(jonkoping)
        (line,) = plan_list("jonkopings-lan")
        facts = line.as_dict()
        assert facts["code"] == "handlingsplan-2017"
        assert (facts["from"], facts["to"]) == ("2016-10-21", "2017-12-31")
        assert (facts["rows"], facts["lifted"]) == (7, 6)

    def test_the_rows_say_the_six_columns(self, jonkoping):
        opened(jonkoping)
        rows = plan_rows("jonkopings-lan", "handlingsplan-2017")
        assert rows is not None
        assert [r["id"] for r in rows] == [
            "fakta", "halsosamtal", "psykologutredning", "bhv-forskola", "skolnarvaro", "nyanlanda",
            "mal-och-matt",
        ]  # fmt: skip
        for key in ("area", "operations", "goal", "measure", "activity", "done"):
            assert key in rows[0]
        assert rows[0]["operations"] == ["Socialtjänst", "Skola/elevhälsa", "Hälso- och sjukvård"]
        assert rows[0]["indicators"] == ["deviations"]
        assert rows[0]["status"] is None

    def test_an_unknown_plan_is_none(self, jonkoping):
        assert plan_as_dict("jonkopings-lan", "hittepa") is None
        assert plan_rows("jonkopings-lan", "hittepa") is None

    def test_the_version_that_holds_is_told_during_a_revision(self, steering):
        plan = running(steering)
        operations.revise_plan(plan.pk, why="Nytt", actor=steering.secretary)
        edit = replace(content(plan), rows=(row("bara-en"),))
        operations.save_plan(
            plan.pk, edit, base_version=fresh(plan.pk).current, actor=steering.secretary
        )
        rows = plan_rows(steering.code, plan.code)
        assert rows is not None
        assert [r["id"] for r in rows] == ["rad-1", "rad-2"]


class TestTurns:
    def whats(self, actor) -> list[str]:
        return [waiting.what for waiting in steering_turns(actor)]

    def test_a_plan_whose_period_ended_long_ago_asks_nobody(self, jonkoping):
        opened(jonkoping)
        for actor in (jonkoping.secretary, jonkoping.director):
            assert self.whats(actor) == []

    def test_the_secretary_writes_down_the_decision(self, steering):
        plan = written(steering)
        operations.propose_plan(plan.pk, version=plan.current, actor=steering.secretary)
        assert "Skriv in beslutet om handlingsplanen" in self.whats(steering.secretary)
        assert self.whats(steering.director) == []

    def test_those_who_have_a_line_sign(self, steering):
        plan = decided(steering, signatures=1)
        other = steering.add_unit("", list(steering.parties.values())[1], "d2", "director")
        assert "Skriv under handlingsplanen" in self.whats(steering.director)
        assert self.whats(other) == []
        operations.sign_plan(
            plan.pk, version=plan.current, signatory_id="s1", actor=steering.director
        )
        assert "Skriv under handlingsplanen" not in self.whats(steering.director)

    def test_who_answers_for_a_row_is_asked_for_the_latest_tertial(self, steering):
        codes = list(steering.parties)
        plan = written(steering, signatures=0)
        rows = (row("vara", party=codes[0]), row("deras", party=codes[1]), row("ingens"))
        operations.save_plan(
            plan.pk, replace(content(plan), rows=rows), base_version=plan.current,
            actor=steering.secretary,
        )  # fmt: skip
        plan = fresh(plan.pk)
        operations.propose_plan(plan.pk, version=plan.current, actor=steering.secretary)
        operations.decide_plan(
            plan.pk, version=plan.current, arena_code=plan.decided_by[0],
            decided_on=clock.today(), actor=steering.secretary,
        )  # fmt: skip
        (own,) = steering_turns(steering.director)
        assert own.about == "Plan för barnen: Vara"
        (every,) = steering_turns(steering.secretary)
        assert every.about == "Plan för barnen: Vara, Deras, Ingens"
        term = asked_term(plan.period_from, plan.period_to, clock.today())
        assert term is not None
        assert own.since_on == term.ends
        operations.report_status(
            plan.pk, str(term), [Report("vara", Status.OK)], actor=steering.director
        )
        assert steering_turns(steering.director) == []

    def test_those_who_only_read_have_no_turn(self, steering):
        decided(steering)
        for actor in (
            steering.politician,
            steering.auditor,
            steering.boards[next(iter(steering.boards))],
        ):
            assert steering_turns(actor) == []

    def test_costs_the_same_for_many_plans(self, steering):
        counts = []
        for more in (1, 3):
            for _ in range(more):
                running(steering)
            with CaptureQueriesContext(connection) as seen:
                steering_turns(steering.secretary)
            counts.append(len(seen))
        assert counts[0] == counts[1] <= 6


class TestOpenSite:
    def test_meets_what_was_decided_and_never_a_draft(self, steering):
        draft = written(steering)
        plan = running(steering)
        operations.revise_plan(plan.pk, why="Nytt", actor=steering.secretary)
        assert [line.code for line in open_plan_list(steering.code)] == [plan.code]
        page = open_plan_page(steering.code, plan.code)
        assert page is not None
        assert page.number == plan.holds
        assert [version.number for version in page.versions] == [plan.holds]
        assert open_plan_page(steering.code, draft.code) is None

    def test_meets_no_person(self, steering):
        plan = decided(steering, signatures=1)
        operations.sign_plan(
            plan.pk, version=plan.current, signatory_id="s1", actor=steering.director
        )
        year = str(clock.today().year)
        operations.report_status(
            plan.pk, year, [Report("rad-1", Status.OK)], actor=steering.director
        )
        page = open_plan_page(steering.code, plan.code)
        assert page is not None
        assert steering.director.user_name not in repr(page)
        assert page.signatures[0].signed_on == clock.today()
        assert page.rows[0].status is not None
        assert not page.may_write

    def test_the_database_shows_its_role_no_draft(self, steering):
        from samsyn.actionplans.models import ActionPlanVersion

        plan = written(steering)
        running(steering)
        with as_open_site():
            assert not ActionPlanVersion.objects.filter(plan_id=plan.pk).exists()
            assert ActionPlanVersion.objects.count() == 1
