"""From deviations to a matter, a decision, an answer and a measure, in two counties."""

import datetime as dt
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.access.rules import Actor
from samsyn.actionplans.queries import content_of
from samsyn.deviations.models import Words
from samsyn.deviations.operations import withdraw_deviation
from samsyn.followup.operations import open_county
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Changed, Denied, NotPossible, Refused
from samsyn.governance import operations as governance
from samsyn.governance.models import Matter, MatterDocument
from samsyn.governance.rules import MatterState, Outcome
from samsyn.patterns import operations, queries, rules
from samsyn.patterns.models import Member, Pattern, PatternStep
from samsyn.patterns.operations import PlanMeasure
from tests.actionplans.county import written
from tests.patterns.watched import Against, Kind, Watched
from tests.steering import Steering

SECRET = "Ingen kom till mötet."


def fresh(pattern: Pattern) -> Pattern:
    return Pattern.objects.get(pk=pattern.pk)


class TestFinding:
    def test_what_recurs_is_found_with_its_numbers(self, watched: Watched):
        watched.reports(4)
        watched.report(days_ago=500)
        watched.report(0, 2, kind=Kind.COST)
        (row,) = watched.found()
        assert (row.count, row.before, row.share) == (4, 1, 80)
        assert watched.clause.id in row.title and watched.parties[1].name in row.title
        assert any("4 avvikelser" in reason for reason in row.reasons)

    def test_the_pair_has_no_order(self, watched: Watched):
        watched.reports(2, 0, 1)
        watched.reports(2, 1, 0)
        assert [row.count for row in watched.found()] == [4]

    def test_a_withdrawn_one_is_no_fault(self, one: Watched):
        first, *_rest = one.reports(3)
        reporter = one.county.boards[one.parties[0].code]
        withdraw_deviation(first.pk, why="Vi löste det.", actor=reporter)
        assert one.found() == ()

    def test_only_who_follows_the_county_finds(self, watched: Watched):
        watched.reports(4)
        for actor in (watched.county.secretary, watched.county.politician, watched.county.auditor):
            wall.bind(actor)
            page = queries.pattern_list(actor)
            assert (page.found, page.found_in_all, page.may_follow) == ((), 0, False)

    def test_it_is_one_statement_however_many_there_are(self, one: Watched, statements):
        from samsyn.patterns.queries.base import tallies_for

        one.reports(4)
        one.as_coordinator()
        with statements:
            tallies_for(one.coordinator)
        assert len(statements) == 1


class TestKeeping:
    def test_it_is_frozen_with_those_behind_it(self, watched: Watched):
        pattern = watched.kept(6)
        assert (pattern.count, pattern.before, pattern.state) == (6, 0, rules.State.FOUND)
        assert Member.objects.filter(pattern=pattern).count() == 6
        assert watched.found() == ()
        watched.report(days_ago=1)
        assert fresh(pattern).count == 6
        assert watched.page(pattern).later == 1

    def test_a_small_number_is_nowhere_in_it(self, watched: Watched):
        pattern = watched.kept(3)
        assert pattern.count is None
        assert "färre än 5" in pattern.basis
        assert "Färre än 5" in pattern.reasons[0]
        page = watched.page(pattern, watched.county.politician)
        assert page.row.count_text == "färre än 5" and page.members == ()

    def test_no_text_of_a_deviation_goes_along(self, watched: Watched):
        pattern = watched.kept()
        assert SECRET not in pattern.basis + pattern.title + "".join(pattern.reasons)

    def test_others_may_not(self, one: Watched):
        one.reports(3)
        (row,) = one.found()
        for actor in (one.county.secretary, one.county.director):
            with pytest.raises(Denied):
                operations.keep_pattern(row.key, actor=actor)
        with pytest.raises(Changed):
            operations.keep_pattern("finns-inte", actor=one.coordinator)

    def test_the_same_is_not_kept_twice(self, one: Watched):
        one.kept(3)
        one.reports(3)
        assert one.found() == ()

    def test_what_comes_back_after_it_was_ended_says_so(self, one: Watched):
        pattern = one.decided()
        operations.tell_reporters_of(pattern.pk, text="En ny rutin gäller.", actor=one.coordinator)
        operations.close_pattern(pattern.pk, outcome="Rutinen gäller.", actor=one.coordinator)
        assert one.found() == ()
        one.reports(3)
        (row,) = one.found()
        assert row.again and (row.count, row.share) == (3, 33)
        operations.keep_pattern(row.key, actor=one.coordinator)

    def test_a_wide_one_kept_takes_the_narrow_ones_that_come(self, one: Watched):
        for other in (1, 2, 3):
            one.reports(2, 0, other)
        (row,) = one.found()
        pattern = operations.keep_pattern(row.key, actor=one.coordinator)
        assert pattern.party_a is None
        one.reports(4, 0, 1)
        assert one.found() == ()

    def test_it_is_put_aside_with_a_reason_and_taken_up_again(self, watched: Watched):
        pattern = watched.kept(3)
        with pytest.raises(Refused) as refused:
            operations.dismiss_pattern(pattern.pk, why=" ", actor=watched.coordinator)
        assert refused.value.field == "why"
        operations.dismiss_pattern(pattern.pk, why="Redan löst.", actor=watched.coordinator)
        assert fresh(pattern).state == rules.State.DISMISSED
        assert watched.found() == ()
        operations.take_up_pattern(pattern.pk, actor=watched.coordinator)
        assert fresh(pattern).state == rules.State.FOUND

    def test_one_inside_a_party_is_said_so(self, one: Watched):
        pattern = one.kept(3, one=0, other=0)
        assert f"inom {one.parties[0].name}" in pattern.title


class TestRaising:
    def test_it_becomes_a_matter_with_its_basis(self, watched: Watched):
        pattern = watched.raised()
        matter = Matter.objects.get(pk=pattern.matter_id)
        document = MatterDocument.objects.get(matter=matter)
        assert matter.arena == watched.chambers.main
        assert document.text == pattern.basis and str(pattern.pk) in document.link
        assert SECRET not in document.text + matter.what + matter.why
        assert pattern.state == rules.State.RAISED
        with pytest.raises(NotPossible):
            operations.raise_matter(
                pattern.pk, watched.asked(), arena_id=watched.chambers.main.pk,
                actor=watched.coordinator,
            )  # fmt: skip

    def test_a_text_that_points_at_somebody_is_refused_at_its_field(self, one: Watched):
        pattern = one.kept()
        with pytest.raises(Refused) as refused:
            operations.raise_matter(
                pattern.pk, one.asked(why="Det gäller 20150405-2383."), looked=True,
                arena_id=one.chambers.main.pk, actor=one.coordinator,
            )  # fmt: skip
        assert refused.value.field == "why"
        assert fresh(pattern).state == rules.State.FOUND

    def test_what_the_product_proposes_is_not_asked_about(self, watched: Watched):
        pattern = watched.kept()
        raised = operations.raise_matter(
            pattern.pk, watched.asked(title=pattern.title, why=" ".join(pattern.reasons)),
            arena_id=watched.chambers.main.pk, actor=watched.coordinator,
        )  # fmt: skip
        assert Matter.objects.get(pk=raised.matter_id).title == pattern.title

    def test_a_name_is_asked_about_and_then_let_through(self, one: Watched):
        pattern = one.kept()
        asked = one.asked(why="Det gäller Emma Lindqvist.")
        with pytest.raises(Refused, match="Emma"):
            operations.raise_matter(
                pattern.pk, asked, arena_id=one.chambers.main.pk, actor=one.coordinator
            )
        operations.raise_matter(
            pattern.pk, asked, arena_id=one.chambers.main.pk, looked=True, actor=one.coordinator
        )

    def test_an_arena_of_another_county_is_refused(self, one: Watched):
        pattern = one.kept()
        with pytest.raises(Refused) as refused:
            operations.raise_matter(
                pattern.pk, one.asked(), arena_id=uuid.uuid4(), actor=one.coordinator
            )
        assert refused.value.field == "arena"

    @pytest.mark.parametrize(
        ("code", "kind", "arena"),
        [
            ("fjordlanda", Kind.COST, "Fjordtinget"),
            ("fjordlanda", Kind.GUIDELINE, "Lotsgruppen"),
            ("jamtland-harjedalen", Kind.GUIDELINE, "Barnarenan"),
        ],
    )
    def test_the_arena_that_fits_is_suggested(self, db, code, kind, arena):
        county = Steering(code)
        open_county(code, actor=Actor.system(code))
        wall.bind(county.coordinator)
        choices = queries.raise_choices(county.coordinator, kind)
        assert dict(choices.arenas)[choices.suggested] == arena


class TestASingleOne:
    def test_one_on_the_top_rung_is_raised_without_its_texts(self, watched: Watched):
        deviation = watched.to_the_top(watched.report(kind=Kind.COST))
        assert queries.single_page(watched.coordinator, deviation.pk)
        pattern = operations.raise_deviation(
            deviation.pk, watched.asked(), arena_id=watched.chambers.main.pk,
            actor=watched.coordinator,
        )  # fmt: skip
        document = MatterDocument.objects.get(matter=pattern.matter_id)
        assert pattern.is_single and pattern.count is None
        assert SECRET not in document.text and deviation.number not in document.text
        assert "Dagar sedan den anmäldes: 5" in document.text
        assert queries.single_page(watched.coordinator, deviation.pk) is None
        with pytest.raises(NotPossible):
            operations.raise_deviation(
                deviation.pk, watched.asked(), arena_id=watched.chambers.main.pk,
                actor=watched.coordinator,
            )  # fmt: skip

    def test_one_further_down_waits_where_it_is(self, watched: Watched):
        deviation = watched.report()
        with pytest.raises(NotPossible, match="översta"):
            operations.raise_deviation(
                deviation.pk, watched.asked(), arena_id=watched.chambers.main.pk,
                actor=watched.coordinator,
            )  # fmt: skip

    def test_others_may_not(self, one: Watched):
        deviation = one.to_the_top(one.report())
        with pytest.raises(Denied):
            operations.raise_deviation(
                deviation.pk, one.asked(), arena_id=one.chambers.main.pk,
                actor=one.county.secretary,
            )  # fmt: skip


class TestTheArenasAnswer:
    def test_only_approved_minutes_count(self, watched: Watched):
        pattern = watched.raised()
        assert watched.page(pattern).row.state is rules.State.RAISED
        meeting = watched.met(pattern)
        assert watched.page(pattern).row.state is rules.State.RAISED
        with pytest.raises(NotPossible, match="inte svarat"):
            operations.tell_reporters_of(pattern.pk, text="Så blev det.", actor=watched.coordinator)
        watched.chambers.approve(meeting)
        page = watched.page(pattern)
        assert page.row.state is rules.State.DECIDED
        assert page.decided.text == "Arenan rekommenderar en rutin."
        assert page.decided.meeting == meeting.pk
        assert fresh(pattern).state == rules.State.RAISED

    @pytest.mark.parametrize("outcome", [Outcome.POSTPONED, Outcome.SENT_BACK])
    def test_a_postponed_one_is_not_answered(self, one: Watched, outcome):
        pattern = one.raised()
        one.chambers.approve(one.met(pattern, outcome))
        assert one.page(pattern).row.state is rules.State.RAISED

    def test_a_no_is_an_answer(self, one: Watched):
        pattern = one.raised()
        one.chambers.approve(one.met(pattern, Outcome.REJECTED))
        assert one.page(pattern).row.state is rules.State.DECIDED

    def test_one_that_has_gone_on_is_awaited_again(self, one: Watched):
        pattern = one.decided()
        governance.hand_over(
            pattern.matter_id, arena_id=one.chambers.deciders.pk, why="De beslutar.",
            actor=one.county.secretary,
        )  # fmt: skip
        assert one.page(pattern).row.state is rules.State.RAISED

    def test_a_matter_closed_without_a_meeting_is_answered_too(self, one: Watched):
        pattern = one.raised()
        governance.close_matter(
            pattern.matter_id, outcome="Löst av tjänstepersonerna.", actor=one.county.secretary
        )
        page = one.page(pattern)
        assert page.row.state is rules.State.DECIDED
        assert page.decided.text == "Löst av tjänstepersonerna." and page.decided.meeting is None

    def test_the_reporters_are_told(self, watched: Watched):
        pattern = watched.decided()
        told = operations.tell_reporters_of(
            pattern.pk, text="En gemensam rutin gäller nu.", actor=watched.coordinator
        )
        assert told == 6
        stored = fresh(pattern)
        assert stored.state == rules.State.ANSWERED
        assert stored.answer == "En gemensam rutin gäller nu."
        steps = PatternStep.objects.filter(pattern=pattern).order_by("id")
        assert list(steps.values_list("action", flat=True)) == ["keep", "raise", "decide", "tell"]
        watched.as_coordinator()
        assert not Member.objects.filter(pattern=pattern, told_at=None).exists()
        with transaction.atomic():
            wall.bind(watched.county.boards[watched.parties[0].code])
            assert Words.objects.filter(part="arena").count() == 6

    def test_a_text_that_points_at_somebody_is_refused(self, one: Watched):
        pattern = one.decided()
        with pytest.raises(Refused) as refused:
            operations.tell_reporters_of(
                pattern.pk, text="20150405-2383 får en plan.", looked=True, actor=one.coordinator
            )
        assert refused.value.field == "text"
        one.as_coordinator()
        assert Member.objects.filter(pattern=pattern, told_at=None).count() == 6

    def test_it_ends_after_the_answer_and_not_before(self, watched: Watched):
        pattern = watched.decided()
        with pytest.raises(NotPossible):
            operations.close_pattern(pattern.pk, outcome="Klart.", actor=watched.coordinator)
        operations.tell_reporters_of(pattern.pk, text="Rutin finns.", actor=watched.coordinator)
        operations.close_pattern(pattern.pk, outcome="Rutinen gäller.", actor=watched.coordinator)
        assert fresh(pattern).state == rules.State.CLOSED


class TestAMeasure:
    measure = PlanMeasure(
        text="Antal avvikelser om möten", activity="En gemensam rutin för möten",
        area="Möten", goal="Alla kommer",
    )  # fmt: skip

    def test_it_stands_in_the_plans_draft(self, watched: Watched):
        plan, pattern = written(watched.county), watched.decided()
        operations.add_measure(pattern.pk, self.measure, plan_id=plan.pk, actor=watched.coordinator)
        stored = fresh(pattern)
        plan.refresh_from_db()
        row = content_of(plan).row(stored.plan_row)
        assert stored.plan_id == plan.pk
        assert row.measures[0].indicator == "deviations" and row.activity == self.measure.activity
        assert len(content_of(plan).rows) == 3

    def test_it_joins_a_row_that_is_there(self, one: Watched):
        plan, pattern = written(one.county), one.decided()
        measure = PlanMeasure("Antal avvikelser", "Ny rutin", row_id="rad-1")
        operations.add_measure(pattern.pk, measure, plan_id=plan.pk, actor=one.coordinator)
        plan.refresh_from_db()
        row = content_of(plan).row("rad-1")
        assert row.activity == "Gemensam rutin\nNy rutin" and len(row.measures) == 1

    def test_a_decided_plan_says_what_to_do_first(self, one: Watched):
        from tests.actionplans.county import decided

        plan, pattern = decided(one.county), one.decided()
        with pytest.raises(Refused, match="revidering"):
            operations.add_measure(pattern.pk, self.measure, plan_id=plan.pk, actor=one.coordinator)
        assert fresh(pattern).plan_id is None

    @pytest.mark.parametrize(
        ("change", "field"), [("area", "area"), ("text", "text"), ("activity", "activity")]
    )
    def test_what_is_missing_is_asked_for(self, one: Watched, change, field):
        from dataclasses import replace

        plan, pattern = written(one.county), one.decided()
        with pytest.raises(Refused) as refused:
            operations.add_measure(
                pattern.pk, replace(self.measure, **{change: ""}), plan_id=plan.pk,
                actor=one.coordinator,
            )  # fmt: skip
        assert refused.value.field == field


class TestTurnsAndFacts:
    def turns(self, watched: Watched):
        watched.as_coordinator()
        return [turn.what for turn in queries.pattern_turns(watched.coordinator)]

    def test_the_coordinator_is_told_what_waits(self, watched: Watched):
        watched.reports(3)
        assert self.turns(watched) == ["Se vad som återkommer i avvikelserna"]
        (row,) = watched.found()
        pattern = operations.keep_pattern(row.key, actor=watched.coordinator)
        assert self.turns(watched) == ["Ta mönstret till en arena, eller avför det"]
        operations.raise_matter(
            pattern.pk, watched.asked(), arena_id=watched.chambers.main.pk,
            actor=watched.coordinator,
        )  # fmt: skip
        assert self.turns(watched) == []
        watched.chambers.approve(watched.met(fresh(pattern)))
        assert self.turns(watched) == ["Berätta arenans svar för dem som anmälde"]
        assert queries.pattern_turns(watched.county.secretary) == ()

    def test_a_report_gets_facts_without_small_numbers(self, watched: Watched):
        today = clock.today()
        pattern = watched.decided()
        (fact,) = queries.patterns_in(watched.code, today, today)
        assert (fact.id, fact.count_text, fact.told_on) == (pattern.pk, "6", None)
        assert fact.decided_on and fact.arena == "Stora arenan"
        yesterday = today - dt.timedelta(days=1)
        assert queries.patterns_in(watched.code, yesterday, yesterday) == ()


class TestTheWall:
    def count(self, actor, table: str) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            wall.bind(actor)
            cursor.execute(f"SELECT count(*) FROM {table}")
            return int(cursor.fetchone()[0])

    def test_only_who_follows_the_county_sees_what_stands_behind(self, watched: Watched):
        watched.kept(3)
        county = watched.county
        assert self.count(county.coordinator, "patterns_member") == 3
        for actor in (county.secretary, county.politician, county.auditor, None):
            assert self.count(actor, "patterns_member") == 0
        assert self.count(county.politician, "patterns_pattern") == 1

    def test_another_countys_coordinator_sees_none(self, one: Watched):
        one.kept(3)
        assert (
            self.count(Watched(type(one.county)("fjordlanda")).coordinator, "patterns_member") == 0
        )

    def test_others_cannot_write_and_numbers_never_change(self, one: Watched):
        pattern = one.kept(3)
        with transaction.atomic():
            wall.bind(one.county.secretary)
            assert Pattern.objects.filter(pk=pattern.pk).update(outcome="Nej") == 0
        for column in ("count", "basis", "title"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                wall.bind(one.coordinator)
                cursor.execute(f"UPDATE patterns_pattern SET {column} = NULL")
        with pytest.raises(DatabaseError), transaction.atomic():
            wall.bind(one.coordinator)
            PatternStep.objects.update(action="x")


def test_the_matter_goes_its_way_through_the_arena(watched: Watched):
    pattern = watched.decided()
    matter = Matter.objects.get(pk=pattern.matter_id)
    assert matter.state == MatterState.ANSWERED
    states = [step.state for step in watched.page(pattern).path]
    assert states == ["done", "done", "done", "now", "next"]
    assert pattern.against == Against.CLAUSE
