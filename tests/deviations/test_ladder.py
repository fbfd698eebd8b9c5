"""Does every deviation climb as the county has agreed, and is it always somebody's?"""

import datetime as dt
import uuid

import pytest

from samsyn.access.rules import Actor
from samsyn.deviations import operations as ops
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation
from samsyn.deviations.operations import FollowedUp
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.responsibilities.engine import ChangeRung
from samsyn.responsibilities.operations import adopt_change


class TestShortcoming:
    def test_begins_with_the_reporters_own_manager(self, sides):
        deviation = sides.report()
        assert sides.standing(deviation) == ["teacher"]
        assert deviation.number == f"{clock.today().year}-0001"

    def test_is_answered_by_a_manager_and_not_by_a_colleague(self, sides):
        deviation = sides.report()
        with pytest.raises(Denied):
            ops.answer_deviation(deviation.pk, sides.answering(), actor=sides.teacher)
        ops.answer_deviation(deviation.pk, sides.answering(), actor=sides.head)
        sides.again(deviation)
        assert deviation.state == rules.State.ANSWERED.value
        assert deviation.measure_due == sides.answering().due_on

    def test_climbs_to_the_top_and_no_further(self, sides):
        deviation = sides.report()
        steps = rules.Steps.from_json(deviation.ladder)
        for _rung in range(steps.top):
            ops.lift_deviation(deviation.pk, why="Det går inte här.", actor=sides.teacher)
            assert sides.standing(deviation)
        with pytest.raises(NotPossible, match="högsta"):
            ops.lift_deviation(deviation.pk, why="Högre.", actor=sides.teacher)

    def test_the_office_that_answers_is_looked_through_as_all_texts(self, two):
        deviation = two.report()
        named = two.answering(responsible="Kerstin Bergkvist-Aho")
        with pytest.raises(Refused, match="peka ut") as refused:
            ops.answer_deviation(deviation.pk, named, actor=two.head)
        assert refused.value.field == "responsible"
        assert two.again(deviation).answers.count() == 0

    def test_a_clause_is_one_of_the_countys(self, sides):
        with pytest.raises(Refused, match="finns inte") as refused:
            sides.report(against=rules.Against.CLAUSE, document="påhittad", clause="Lo Barnsson")
        assert refused.value.field == "against"

    def test_the_managers_of_both_sides_talk(self, two):
        deviation = two.report()
        ops.lift_deviation(deviation.pk, why="Det går inte här.", actor=two.head)
        assert two.standing(deviation) == ["area", "nurse"]
        ops.answer_deviation(deviation.pk, two.answering(), actor=two.chief)
        two.again(deviation)
        assert deviation.state == rules.State.PROPOSED.value
        ops.agree_answer(deviation.pk, actor=two.area)
        two.again(deviation)
        assert deviation.state == rules.State.ANSWERED.value


class TestDispute:
    def test_both_sides_begin(self, sides):
        assert sides.standing(sides.dispute()) == ["teacher", "nurse"]

    def test_when_each_says_that_it_is_the_others_it_is_lifted_by_itself(self, sides):
        deviation = sides.dispute()
        ops.disown_deviation(deviation.pk, why="Det är vårdens.", actor=sides.teacher)
        assert sides.standing(deviation) == ["teacher", "nurse"]
        ops.disown_deviation(deviation.pk, why="Det är skolans.", actor=sides.nurse)
        assert sides.standing(deviation) == ["area", "medical"]

    def test_a_refused_answer_goes_back_to_both(self, sides):
        deviation = sides.dispute()
        split = sides.answering(decision=rules.Decision.SPLIT, text="Hälften var.")
        ops.answer_deviation(deviation.pk, split, actor=sides.nurse)
        ops.refuse_answer(deviation.pk, why="Vi betalar redan mer.", actor=sides.teacher)
        sides.again(deviation)
        assert deviation.state == rules.State.WAITING.value
        assert sides.standing(deviation) == ["teacher", "nurse"]
        assert deviation.answers.count() == 1

    def test_the_leadership_of_each_party_stands_on_the_last_rung_of_the_line(self, two):
        deviation = two.dispute()
        for _rung in range(2):
            ops.lift_deviation(deviation.pk, why="Vi enas inte.", actor=two.teacher)
        assert two.standing(deviation) == ["top", "director"]

    def test_one_is_not_at_odds_with_oneself(self, sides):
        with pytest.raises(Refused, match="er själva"):
            sides.dispute(about_party=sides.municipality.pk, about_unit=sides.units["teacher"].pk)


class TestTime:
    def test_lifts_what_the_county_has_given_days(self, db):
        from tests.deviations.people import Sides

        fjord = Sides("fjordlanda")
        deviation = fjord.report()
        with clock.held(clock.now() + dt.timedelta(days=8)):
            assert ops.lift_overdue("fjordlanda", actor=Actor.system("fjordlanda")) == 1
        fjord.again(deviation)
        assert deviation.rung == 1
        assert deviation.steps.filter(by_time=True, by_unit=None).count() == 1

    def test_lifts_nothing_where_the_county_has_not_decided(self, two):
        deviation = two.report()
        with clock.held(clock.now() + dt.timedelta(days=400)):
            assert ops.lift_overdue(two.code, actor=Actor.system(two.code)) == 0
        two.again(deviation)
        assert (deviation.rung, deviation.due_on) == (0, None)


class TestWhoStands:
    def test_a_report_about_the_own_manager_goes_past_the_unit(self, sides):
        deviation = sides.report(
            about_own_manager=True, about_party=sides.municipality.pk,
            about_unit=sides.units["teacher"].pk,
        )  # fmt: skip
        assert sides.standing(deviation) == ["area"]
        assert sides.seen(deviation, sides.head) is None
        assert sides.seen(deviation, sides.teacher) is not None
        assert sides.seen(deviation, sides.area) is not None

    def test_a_manager_on_leave_leads_to_the_level_above(self, sides):
        from samsyn.organisations.models import Assignment
        from samsyn.organisations.operations import take_leave

        own = Assignment.objects.get(pk=sides.head.assignment_id)
        take_leave(
            own, away_from=clock.today(), back_on=clock.today() + dt.timedelta(days=9),
            actor=sides.head,
        )  # fmt: skip
        deviation = sides.report()
        assert sides.standing(deviation) == ["area"]
        place = deviation.places.get()
        assert place.stands_in == rules.StandIn.UNMANNED.value

    def test_a_substitute_keeps_the_rung(self, sides):
        from samsyn.organisations.models import Assignment
        from samsyn.organisations.operations import take_leave

        own = Assignment.objects.get(pk=sides.head.assignment_id)
        other = Assignment.objects.get(pk=sides.teacher.assignment_id).user
        take_leave(
            own, away_from=clock.today(), back_on=clock.today() + dt.timedelta(days=9),
            substitute=other, actor=sides.head,
        )  # fmt: skip
        assert sides.standing(sides.report()) == ["teacher"]

    def test_a_manager_who_leaves_meanwhile_loses_no_deviation(self, sides):
        from samsyn.organisations.models import Assignment

        deviation = sides.report()
        Assignment.objects.filter(pk=sides.head.assignment_id).update(valid_to=clock.today())
        assert ops.lift_overdue(sides.code, actor=Actor.system(sides.code)) == 1
        assert sides.standing(deviation) == ["area"]

    def test_without_a_unit_the_party_decides_who_takes_part(self, sides):
        deviation = sides.dispute(about_unit=None)
        assert sides.standing(deviation) == ["teacher", "county"]
        assert deviation.places.get(side="other").stands_in == rules.StandIn.NOBODY.value

    def test_a_county_without_a_ladder_says_so_and_still_has_owners(self, db):
        from tests.deviations.people import Sides

        jonkoping = Sides("jonkopings-lan")
        deviation = jonkoping.report()
        assert rules.Steps.from_json(deviation.ladder).is_interim
        assert jonkoping.standing(deviation) == ["teacher"]
        ops.lift_deviation(deviation.pk, why="Det går inte.", actor=jonkoping.head)
        assert jonkoping.standing(deviation) == ["top", "director"]


class TestAfterTheAnswer:
    @pytest.fixture
    def answered(self, sides):
        deviation = sides.report()
        ops.answer_deviation(deviation.pk, sides.answering(), actor=sides.head)
        return deviation

    def test_a_measure_that_is_done_closes(self, sides, answered):
        ops.follow_up_measure(
            answered.pk, FollowedUp(rules.Result.DONE, "Det fungerar."), actor=sides.head
        )
        sides.again(answered)
        assert answered.state == rules.State.CLOSED.value
        assert sides.standing(answered) == []

    def test_a_measure_that_is_not_done_goes_back_to_the_rung(self, sides, answered):
        ops.follow_up_measure(
            answered.pk, FollowedUp(rules.Result.NOT_DONE, "Ingenting hände."), actor=sides.teacher
        )
        sides.again(answered)
        assert answered.state == rules.State.WAITING.value
        assert sides.standing(answered) == ["teacher"]
        assert answered.answers.get().result == rules.Result.NOT_DONE.value

    def test_partly_needs_a_new_day(self, sides, answered):
        with pytest.raises(Refused, match="ny dag"):
            ops.follow_up_measure(
                answered.pk, FollowedUp(rules.Result.PARTLY, "Halva."), actor=sides.head
            )

    def test_it_opens_again_with_its_answers(self, sides, answered):
        ops.follow_up_measure(
            answered.pk, FollowedUp(rules.Result.DONE, "Det fungerar."), actor=sides.head
        )
        ops.reopen_deviation(answered.pk, why="Det hände igen.", actor=sides.teacher)
        sides.again(answered)
        assert answered.state == rules.State.WAITING.value
        assert answered.closed_at is None
        assert sides.standing(answered) == ["teacher"]
        assert answered.answers.count() == 1

    def test_only_where_it_was_reported_it_is_withdrawn(self, sides):
        deviation = sides.dispute()
        with pytest.raises(Denied):
            ops.withdraw_deviation(deviation.pk, why="Löst.", actor=sides.nurse)
        ops.withdraw_deviation(deviation.pk, why="Vi löste det.", actor=sides.teacher)
        sides.again(deviation)
        assert deviation.state == rules.State.CLOSED.value


class TestNewLadder:
    """A new version of the agreement gives a rung days while a deviation is under way."""

    @pytest.fixture
    def agreed_later(self, sides):
        deviation = sides.report()
        ladder = rules.Steps.from_json(deviation.ladder)
        tomorrow = clock.today() + dt.timedelta(days=1)
        adopt_change(
            ChangeRung(ladder.code, ladder.rungs[0].code, 3),
            valid_from=tomorrow, origin=uuid.uuid4(), source="Version 2",
            actor=Actor.system(sides.code),
        )  # fmt: skip
        return deviation, clock.now() + dt.timedelta(days=1)

    def test_what_is_under_way_keeps_its_own(self, sides, agreed_later):
        deviation, later = agreed_later
        with clock.held(later):
            new = sides.report()
        assert rules.Steps.from_json(new.ladder).rungs[0].deadline_days == 3
        assert rules.Steps.from_json(sides.again(deviation).ladder).rungs[0].deadline_days != 3
        assert sides.standing(deviation) == ["teacher"]

    def test_until_somebody_moves_it(self, sides, agreed_later):
        deviation, later = agreed_later
        with pytest.raises(NotPossible, match="densamma"):
            ops.follow_new_ladder(deviation.pk, actor=sides.teacher)
        with clock.held(later):
            ops.follow_new_ladder(deviation.pk, actor=sides.teacher)
        moved = sides.again(deviation)
        assert moved.rung == 0
        assert moved.due_on == (later + dt.timedelta(days=3)).date()
        assert sides.standing(deviation) == ["teacher"]

    def test_it_goes_on_with_the_same_kind_of_owner(self):
        old = rules.Rung("b", "B", "B", "party_leadership")
        rungs = tuple(
            rules.Rung(owner, owner, owner, owner)
            for owner in ("operations", "next_manager", "party_leadership", "arena")
        )
        new = rules.Steps("ny", "Ny", "New", "responsibility", rungs)
        assert rules.rung_like(new, old, 1) == 2
        assert rules.rung_like(new, rules.Rung("x", "X", "X", "closest_manager"), 9) == 3


def test_numbers_follow_each_other_in_a_county(sides):
    year = clock.today().year
    numbers = [sides.report(actor).number for actor in (sides.teacher, sides.nurse, sides.county)]
    assert numbers == [f"{year}-0001", f"{year}-0002", f"{year}-0003"]


def test_the_same_form_twice_is_one_deviation(sides):
    from samsyn.deviations.operations import Report, report_deviation

    first = sides.report()
    again = report_deviation(
        Report(rules.Kind.GUIDELINE, sides.region_party.pk, "Ingen kom."),
        submission=first.submission, actor=sides.teacher,
    )  # fmt: skip
    assert again.pk == first.pk
    assert Deviation.objects.count() == 1


def test_five_hundred_in_a_day_keep_their_numbers_and_owners(two, statements):
    for nth in range(500):
        two.report(two.teacher if nth % 2 else two.nurse, about_unit=None)
    wall.bind(two.county)
    assert Deviation.objects.filter(places__left_at=None).distinct().count() == 500
    last = f"{clock.today().year}-0500"
    assert Deviation.objects.filter(number=last).count() == 1
    with statements:
        assert ops.lift_overdue(two.code, actor=Actor.system(two.code)) == 0
    assert len(statements) < 20
