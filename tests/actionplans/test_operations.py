"""From a county's package, or from nothing, to a plan that holds, is followed, revised and closed."""

import datetime as dt
from dataclasses import replace

import pytest

from samsyn.access.rules import Actor
from samsyn.actionplans import operations, rules
from samsyn.actionplans.models import ActionPlan, ActionPlanVersion, PlanDecision, RowStatus
from samsyn.actionplans.operations import Report
from samsyn.actionplans.rules import State, Status
from samsyn.audit.models import Event
from samsyn.foundation import clock
from samsyn.foundation.refusals import Changed, Denied, NotPossible, Refused
from samsyn.regions import region
from tests.actionplans.county import (
    an_arena,
    content,
    decided,
    fresh,
    opened,
    row,
    running,
    with_arenas,
    written,
)
from tests.steering import Steering


@pytest.fixture
def fjord(db) -> Steering:
    return Steering("fjordlanda")


@pytest.fixture
def jonkoping(db) -> Steering:
    return Steering("jonkopings-lan")


def term_now() -> str:
    return str(rules.Term.of(clock.today()))


class TestOpening:
    def test_stores_jonkopings_plan_of_2017_as_it_was_decided(self, jonkoping):
        plan = opened(jonkoping)
        said = content(plan)
        assert [r.area.split(",")[0] for r in said.matrix][:2] == ["FAKTA", "Hälsosamtal elevhälsa"]
        assert len(said.matrix) == 7
        assert len(said.lifted) == 6
        assert plan.state == State.DECIDED.value
        assert (plan.holds, plan.current) == (1, 1)
        decisions = PlanDecision.objects.filter(plan=plan).order_by("arena")
        assert {(d.arena, d.decided_on) for d in decisions} == {
            ("strategigrupp-barn-och-unga", dt.date(2016, 10, 21)),
            ("reko", dt.date(2016, 10, 21)),
        }

    def test_invents_no_status_and_no_signature(self, jonkoping):
        plan = opened(jonkoping)
        assert not plan.statuses.exists()
        assert not plan.signatures.exists()

    def test_keeps_how_exactly_a_lifting_is_dated(self, jonkoping):
        lifted = {r.id: r for r in content(opened(jonkoping)).lifted}
        assert lifted["barn-och-ungdomshalsan"].lifted_precision == "month"
        assert lifted["barnahus"].lifted_precision == "at_latest"
        assert lifted["barnahus"].lifted_from == "2015 års handlingsplan"

    def test_is_done_once_and_leaves_what_was_edited(self, fjord):
        plan = opened(fjord)
        ActionPlan.objects.filter(pk=plan.pk).update(name="Ändrad")
        assert operations.open_plans(region(fjord.code), actor=Actor.system(fjord.code)) == 0
        assert ActionPlan.objects.get().name == "Ändrad"

    def test_a_county_without_plans_gets_none(self, steering):
        with_arenas(steering)
        assert operations.open_plans(region(steering.code), actor=Actor.system(steering.code)) == 0

    def test_says_what_is_missing_when_the_arena_is_not_there(self, fjord):
        with pytest.raises(NotPossible, match="Läs in länets arenor först"):
            operations.open_plans(region(fjord.code), actor=Actor.system(fjord.code))


class TestNewPlan:
    def test_begins_as_an_empty_draft_of_an_arena(self, steered):
        plan = operations.new_plan(
            name="Plan för barnen", arena_code=an_arena(steered), period_from=dt.date(2026, 1, 1),
            actor=steered.secretary,
        )  # fmt: skip
        assert (plan.state, plan.current, plan.holds) == ("draft", 1, None)
        assert plan.decided_by == [an_arena(steered)]
        assert plan.code == "plan-for-barnen"

    def test_two_of_one_name_get_codes_of_their_own(self, steering):
        assert [written(steering).code, written(steering).code] == [
            "plan-for-barnen", "plan-for-barnen-2",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": " "}, "name"),
            ({"arena_code": "ingen"}, "arena"),
            ({"period_to": dt.date(2025, 1, 1)}, "last_day"),
            ({"decided_by": ["ingen"]}, "decided_by"),
        ],
    )
    def test_refuses_at_the_field(self, steering, changes, field):
        given = {
            "name": "Plan",
            "arena_code": an_arena(steering),
            "period_from": dt.date(2026, 1, 1),
        }
        with pytest.raises(Refused) as refused:
            operations.new_plan(**{**given, **changes}, actor=steering.secretary)
        assert refused.value.field == field

    def test_goes_on_from_an_earlier_plan_and_still_follows_what_was_lifted(self, jonkoping):
        old = opened(jonkoping)
        plan = operations.new_plan(
            name="Handlingsplan 2018", arena_code=old.arena.code, period_from=dt.date(2018, 1, 1),
            copy_from=old.pk, actor=jonkoping.secretary,
        )  # fmt: skip
        said = content(plan)
        assert len(said.matrix) == 7
        assert {r.id: r.lifted_from for r in said.lifted}["barn-och-ungdomshalsan"] == old.name
        assert {r.id: r.lifted_from for r in said.lifted}["sip"] == "2015 års handlingsplan"

    def test_is_not_for_those_who_only_read(self, steering):
        with pytest.raises(Denied):
            operations.new_plan(
                name="Plan", arena_code=an_arena(steering), period_from=dt.date(2026, 1, 1),
                actor=steering.politician,
            )  # fmt: skip


class TestSaving:
    def test_two_who_write_in_one_row_are_joined(self, steered):
        plan = written(steered)
        base = content(plan)
        first, *rest = base.rows
        operations.save_plan(
            plan.pk, replace(base, rows=(replace(first, goal="Nytt mål"), *rest)),
            base_version=plan.current, actor=steered.secretary,
        )  # fmt: skip
        saved = operations.save_plan(
            plan.pk, replace(base, rows=(replace(first, done="2027"), *rest)),
            base_version=plan.current, actor=steered.director,
        )  # fmt: skip
        assert saved.merged
        assert (content(plan).rows[0].goal, content(plan).rows[0].done) == ("Nytt mål", "2027")

    def test_a_clash_saves_nothing_and_gives_both(self, steering):
        plan = written(steering)
        base, first = content(plan), content(plan).rows[0]

        def save(goal, actor):
            edit = replace(base, rows=(replace(first, goal=goal), *base.rows[1:]))
            return operations.save_plan(plan.pk, edit, base_version=plan.current, actor=actor)

        save("Deras", steering.secretary)
        saved = save("Mitt", steering.director)
        assert [(c.mine, c.theirs) for c in saved.clashes] == [("Mitt", "Deras")]
        assert saved.draft.rows[0].goal == "Mitt"
        assert content(plan).rows[0].goal == "Deras"

    def test_the_same_again_makes_no_version(self, steering):
        plan = written(steering)
        saved = operations.save_plan(
            plan.pk, content(plan), base_version=plan.current, actor=steering.secretary
        )
        assert saved.number == plan.current

    def test_versions_never_change(self, steering):
        from django.db import Error, transaction

        plan = written(steering)
        with pytest.raises(Error), transaction.atomic():
            ActionPlanVersion.objects.filter(plan=plan).update(content={})

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"area": " "}, "område"),
            ({"agreements": ("hittepa",)}, "hittepa"),
            ({"goals": ("hittepa",)}, "hittepa"),
            ({"party": "hittepa"}, "hittepa"),
            ({"measures": tuple(rules.Measure(str(n)) for n in range(5))}, "mått"),
            ({"id": "rad-2"}, "samma namn"),
        ],
    )
    def test_refuses_what_nobody_knows(self, steering, changes, says):
        plan = written(steering)
        base = content(plan)
        edit = replace(base, rows=(replace(base.rows[0], **changes), *base.rows[1:]))
        with pytest.raises(Refused, match=says):
            operations.save_plan(plan.pk, edit, base_version=plan.current, actor=steering.secretary)
        assert content(plan) == base

    def test_what_is_decided_is_only_changed_by_a_revision(self, steering):
        plan = running(steering)
        edit = replace(content(plan), introduction="Smygändrat")
        with pytest.raises(NotPossible, match="revidering"):
            operations.save_plan(plan.pk, edit, base_version=plan.current, actor=steering.secretary)

    def test_another_countys_secretary_meets_no_plan(self, steering, fjord):
        plan = written(steering)
        with pytest.raises(NotPossible, match="finns inte i ert län"):
            operations.save_plan(
                plan.pk, content(plan), base_version=plan.current, actor=fjord.secretary
            )


class TestDeciding:
    def test_an_empty_plan_is_not_laid_before_anybody(self, steering):
        plan = written(steering, rows=0)
        with pytest.raises(NotPossible, match="inga rader"):
            operations.propose_plan(plan.pk, version=plan.current, actor=steering.secretary)

    def test_a_row_without_goal_is_named(self, steering):
        plan = written(steering)
        thin = replace(content(plan), rows=(row("tunn", goal=""),))
        operations.save_plan(plan.pk, thin, base_version=plan.current, actor=steering.secretary)
        with pytest.raises(NotPossible, match="Tunn"):
            operations.propose_plan(plan.pk, version=plan.current + 1, actor=steering.secretary)

    def test_holds_when_all_arenas_have_decided(self, jonkoping):
        with_arenas(jonkoping)
        plan = operations.new_plan(
            name="Plan", arena_code="strategigrupp-barn-och-unga", period_from=dt.date(2026, 1, 1),
            decided_by=["strategigrupp-barn-och-unga", "reko"], actor=jonkoping.secretary,
        )  # fmt: skip
        edit = rules.Content(rows=(row("ett"),))
        operations.save_plan(plan.pk, edit, base_version=1, actor=jonkoping.secretary)
        operations.propose_plan(plan.pk, version=2, actor=jonkoping.secretary)
        for arena, state in (("reko", "proposed"), ("strategigrupp-barn-och-unga", "running")):
            operations.decide_plan(
                plan.pk, version=2, arena_code=arena, decided_on=clock.today(),
                actor=jonkoping.secretary,
            )  # fmt: skip
            assert fresh(plan.pk).state == state
        assert fresh(plan.pk).holds == 2

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"arena_code": "en-annan"}, Refused),
            ({"decided_on": dt.date(2199, 1, 1)}, Refused),
            ({"version": 1}, Changed),
        ],
    )
    def test_refuses_the_wrong_arena_day_or_version(self, steering, changes, error):
        plan = written(steering)
        operations.propose_plan(plan.pk, version=plan.current, actor=steering.secretary)
        given = {
            "version": plan.current, "arena_code": plan.decided_by[0], "decided_on": clock.today(),
        }  # fmt: skip
        with pytest.raises(error):
            operations.decide_plan(plan.pk, **{**given, **changes}, actor=steering.secretary)

    def test_a_director_does_not_write_down_an_arenas_decision(self, steering):
        plan = written(steering)
        operations.propose_plan(plan.pk, version=plan.current, actor=steering.secretary)
        with pytest.raises(Denied):
            operations.decide_plan(
                plan.pk, version=plan.current, arena_code=plan.decided_by[0],
                decided_on=clock.today(), actor=steering.director,
            )  # fmt: skip

    def test_what_is_taken_back_is_written_in_again(self, steering):
        plan = written(steering)
        operations.propose_plan(plan.pk, version=plan.current, actor=steering.secretary)
        with pytest.raises(Refused):
            operations.send_back_plan(plan.pk, why=" ", actor=steering.secretary)
        operations.send_back_plan(plan.pk, why="Mått saknas", actor=steering.secretary)
        assert fresh(plan.pk).state == "draft"


class TestSigning:
    def director_of(self, county: Steering, place: int) -> Actor:
        party = list(county.parties.values())[place]
        return county.add_unit("", party, f"direktor-{place}", "director")

    def test_is_in_force_when_all_have_signed(self, steered):
        plan = decided(steered)
        assert plan.state == "decided"
        operations.sign_plan(
            plan.pk, version=plan.current, signatory_id="s1", actor=steered.director
        )
        other = self.director_of(steered, 1)
        operations.sign_plan(plan.pk, version=plan.current, signatory_id="s2", actor=other)
        assert fresh(plan.pk).state == "running"
        assert Event.objects.filter(action="action_plan.signed").count() == 2

    def test_nobody_signs_twice(self, steering):
        plan = decided(steering)
        for error in (None, NotPossible):
            if error is None:
                operations.sign_plan(
                    plan.pk, version=plan.current, signatory_id="s1", actor=steering.director
                )
                continue
            with pytest.raises(error, match="redan underskriven"):
                operations.sign_plan(
                    plan.pk, version=plan.current, signatory_id="s1", actor=steering.director
                )

    def test_another_partys_line_is_not_signed(self, steering):
        plan = decided(steering)
        with pytest.raises(Denied, match="Välj den rad som hör till din egen"):
            operations.sign_plan(
                plan.pk, version=plan.current, signatory_id="s1",
                actor=self.director_of(steering, 1),
            )  # fmt: skip

    def test_a_secretary_does_not_sign(self, steering):
        plan = decided(steering)
        with pytest.raises(Denied):
            operations.sign_plan(
                plan.pk, version=plan.current, signatory_id="s1", actor=steering.secretary
            )

    def test_what_is_not_decided_is_not_signed(self, steering):
        plan = written(steering)
        with pytest.raises(NotPossible):
            operations.sign_plan(
                plan.pk, version=plan.current, signatory_id="s1", actor=steering.director
            )


class TestFollowing:
    def test_of_several_the_latest_holds_and_none_is_lost(self, steered):
        plan = running(steered)
        for status in (Status.OK, Status.DONE, Status.DONE):
            operations.report_status(
                plan.pk, term_now(), [Report("rad-1", status)], actor=steered.secretary
            )
        assert [s.status for s in RowStatus.objects.order_by("id")] == ["ok", "done"]

    def test_a_risk_says_what_hinders(self, steering):
        plan = running(steering)
        with pytest.raises(Refused) as refused:
            operations.report_status(
                plan.pk, term_now(), [Report("rad-1", Status.RISK)], actor=steering.secretary
            )
        assert refused.value.field == "comment_rad-1"

    @pytest.mark.parametrize("period", ["2001 T1", "2199 T1", "i fjol", ""])
    def test_refuses_a_period_outside_the_plan(self, steering, period):
        plan = running(steering)
        with pytest.raises(Refused) as refused:
            operations.report_status(
                plan.pk, period, [Report("rad-1", Status.OK)], actor=steering.secretary
            )
        assert refused.value.field == "period"

    def test_a_whole_year_can_be_told(self, steering):
        plan = running(steering)
        year = str(clock.today().year)
        operations.report_status(
            plan.pk, year, [Report("rad-1", Status.OK)], actor=steering.director
        )
        assert RowStatus.objects.get().period == year

    def test_what_is_not_decided_is_not_followed(self, steering):
        plan = written(steering)
        with pytest.raises(NotPossible):
            operations.report_status(
                plan.pk, term_now(), [Report("rad-1", Status.OK)], actor=steering.secretary
            )

    def test_a_director_reports_for_the_own_party_and_for_rows_of_nobody(self, steering):
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
        own = [Report("vara", Status.OK), Report("ingens", Status.OK)]
        operations.report_status(plan.pk, term_now(), own, actor=steering.director)
        with pytest.raises(Denied, match="En annan part"):
            operations.report_status(
                plan.pk, term_now(), [Report("deras", Status.OK)], actor=steering.director
            )

    def test_what_was_lifted_out_is_still_followed(self, jonkoping):
        plan = opened(jonkoping)
        operations.report_status(
            plan.pk, "2017 T1", [Report("barnahus", Status.OK)], actor=jonkoping.secretary
        )
        assert RowStatus.objects.get().row == "barnahus"


class TestRevising:
    def test_the_decided_version_holds_until_the_new_one_is_decided(self, steered):
        plan = running(steered)
        held = plan.holds
        operations.revise_plan(plan.pk, why="Halva tiden har gått", actor=steered.secretary)
        operations.lift_row(plan.pk, "rad-1", why="Rutinen finns", actor=steered.secretary)
        plan = fresh(plan.pk)
        assert (plan.state, plan.holds) == ("draft", held)
        assert [r.id for r in content(plan).lifted] == ["rad-1"]
        operations.report_status(
            plan.pk, term_now(), [Report("rad-1", Status.OK)], actor=steered.secretary
        )
        operations.propose_plan(plan.pk, version=plan.current, actor=steered.secretary)
        operations.decide_plan(
            plan.pk, version=plan.current, arena_code=plan.decided_by[0],
            decided_on=clock.today(), actor=steered.secretary,
        )  # fmt: skip
        assert fresh(plan.pk).holds == plan.current

    def test_a_lifted_row_comes_back(self, steering):
        plan = written(steering)
        operations.lift_row(plan.pk, "rad-1", why="Klart", actor=steering.secretary)
        operations.take_back_row(plan.pk, "rad-1", actor=steering.secretary)
        assert content(plan).lifted == ()
        with pytest.raises(NotPossible, match="står i matrisen"):
            operations.take_back_row(plan.pk, "rad-1", actor=steering.secretary)

    def test_a_lifting_says_why(self, steering):
        plan = written(steering)
        with pytest.raises(Refused) as refused:
            operations.lift_row(plan.pk, "rad-1", why="", actor=steering.secretary)
        assert refused.value.field == "why"

    def test_nothing_is_lifted_out_of_a_decided_plan(self, steering):
        plan = running(steering)
        with pytest.raises(NotPossible, match="revidering"):
            operations.lift_row(plan.pk, "rad-1", why="Klart", actor=steering.secretary)

    def test_a_draft_is_not_revised(self, steering):
        plan = written(steering)
        with pytest.raises(NotPossible):
            operations.revise_plan(plan.pk, why="Nytt", actor=steering.secretary)

    def test_a_closed_plan_is_left_alone(self, steering):
        plan = running(steering)
        operations.close_plan(plan.pk, why="Perioden är slut", actor=steering.secretary)
        assert fresh(plan.pk).closed_why == "Perioden är slut"
        for act in (
            lambda: operations.revise_plan(plan.pk, why="Nytt", actor=steering.secretary),
            lambda: operations.close_plan(plan.pk, why="Igen", actor=steering.secretary),
            lambda: operations.report_status(
                plan.pk, term_now(), [Report("rad-1", Status.OK)], actor=steering.secretary
            ),
        ):
            with pytest.raises(NotPossible):
                act()
