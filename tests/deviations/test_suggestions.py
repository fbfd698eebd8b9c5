"""What does the product suggest, to whom, and when does it stop?"""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samsyn.access.rules import Actor
from samsyn.audit.models import Event
from samsyn.cases.operations import withdraw_family_consent
from samsyn.children.operations import register_child
from samsyn.deviations import rules
from samsyn.deviations.models import Dismissal
from samsyn.deviations.operations.suggestions import dismiss_suggestion
from samsyn.deviations.queries.suggestions import (
    Suggestion,
    count_suggestions,
    suggestion_for,
    suggestions_for,
)
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.plans.rules import Outcome
from samsyn.plans.rules import Result as PlanResult
from tests.world import Tale, World, number_of_age

LATER = dt.timedelta(days=30)


def suggested(actor: Actor) -> list[Suggestion]:
    wall.bind(actor)
    return list(suggestions_for(actor))


def called(world: World, others: int = 2) -> Tale:
    tale = world.tale(others=others)
    tale.need()
    tale.family()
    tale.call()
    return tale


def in_force(world: World, **action) -> Tale:
    """A plan in force where the first other unit leads, and its action is as told."""
    tale = world.tale(others=2)
    tale.need()
    tale.family()
    tale.call()
    tale.answers()
    tale.meet()
    tale.start()
    other = tale.others[0]
    content = tale.content()
    actions = tuple(
        replace(row, **action) if row.unit == str(other.unit_id) else row for row in content.actions
    )
    tale.write(replace(content, lead_unit=str(other.unit_id), actions=actions))
    tale.agree()
    return tale


class TestSilentCall:
    def test_is_suggested_to_the_unit_that_called_once_the_day_has_passed(self, world):
        tale = called(world)
        assert suggested(tale.owner) == []
        with clock.held(clock.now() + dt.timedelta(days=9)):
            found = suggested(tale.owner)
            assert {row.kind for row in found} == {rules.Origin.SILENT_CALL}
            assert {row.about_unit_id for row in found} == {a.unit_id for a in tale.others}
            assert found[0].child == "Lo Barnsson" and found[0].days == 2
            assert found[0].about_unit in found[0].what
            assert suggested(tale.others[0]) == []

    def test_not_of_who_answered(self, world):
        tale = called(world)
        tale.answers(tale.others[:1])
        with clock.held(clock.now() + LATER):
            assert [r.about_unit_id for r in suggested(tale.owner)] == [tale.others[1].unit_id]

    def test_not_of_a_call_that_nobody_could_answer(self, world):
        tale = called(world)
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        tale.family()
        far = clock.today() + dt.timedelta(days=60)
        tale.call(meets_at=clock.now() + dt.timedelta(days=90), reply_by=far)
        with clock.held(clock.now() + LATER):
            assert suggested(tale.owner) == []


class TestAbsent:
    def test_a_called_unit_that_did_not_come(self, world):
        tale = called(world)
        tale.answers(tale.others[:1])
        tale.meet(came=[])
        found = {row.about_unit_id: row for row in suggested(tale.owner)}
        assert {row.kind for row in found.values()} == {rules.Origin.ABSENT}
        assert "svarade inte" in found[tale.others[1].unit_id].what
        assert "svarade att de kommer" in found[tale.others[0].unit_id].what
        assert found[tale.others[0].unit_id].happened_on == clock.today()


class TestPlan:
    def test_a_late_follow_up_is_suggested_to_all_but_who_leads(self, world):
        tale = in_force(world)
        assert suggested(tale.owner) == []
        with clock.held(clock.now() + dt.timedelta(days=61)):
            for actor in (tale.owner, tale.others[1]):
                (row,) = suggested(actor)
                assert row.kind is rules.Origin.LATE_FOLLOW_UP
                assert row.about_unit_id == tale.others[0].unit_id
                assert row.plan_id == tale.plan_id and len(row.key) <= 60
            assert suggested(tale.others[0]) == []

    def test_an_action_that_nobody_has_said_is_done(self, world):
        tale = in_force(world, to_on=(clock.today() + dt.timedelta(days=10)).isoformat())
        assert suggested(tale.owner) == []
        with clock.held(clock.now() + dt.timedelta(days=11)):
            for actor in (tale.owner, tale.others[1]):
                (row,) = suggested(actor)
                assert row.kind is rules.Origin.LATE_ACTION and "Gör 1" in row.what
            assert suggested(tale.others[0]) == []

    @pytest.mark.parametrize(
        ("result", "left"), [(PlanResult.PARTLY, 0), (PlanResult.REACHED, 0), (PlanResult.NOT, 1)]
    )
    def test_a_follow_up_that_says_how_it_went(self, county, result, left):
        tale = in_force(county, to_on=(clock.today() + dt.timedelta(days=10)).isoformat())
        with clock.held(clock.now() + dt.timedelta(days=11)):
            rows = tale.plan(tale.owner).content.row_ids
            tale.look(Outcome.CONTINUE, results=dict.fromkeys(rows, (result, "")))
            assert len(suggested(tale.owner)) == left


class TestDismissing:
    def test_says_why_and_is_not_suggested_again(self, world):
        tale = called(world)
        with clock.held(clock.now() + LATER):
            first, second = suggested(tale.owner)
            with pytest.raises(Refused) as refused:
                dismiss_suggestion(first.key, why=" ", actor=tale.owner)
            assert refused.value.field == "why"
            dismiss_suggestion(first.key, why="De ringde.", actor=tale.owner)
            assert [row.key for row in suggested(tale.owner)] == [second.key]
            assert suggestion_for(tale.owner, first.key) is None
            event = Event.objects.get(action="suggestion.dismissed")
            assert event.child_id == tale.child_id
            with pytest.raises(NotPossible):
                dismiss_suggestion(first.key, why="Igen.", actor=tale.owner)

    def test_only_what_is_suggested_to_the_own_unit(self, county):
        tale = called(county)
        with clock.held(clock.now() + LATER):
            key = suggested(tale.owner)[0].key
            for actor in (tale.others[0], county.fitting(10, 6)[-1]):
                with pytest.raises(NotPossible):
                    dismiss_suggestion(key, why="Nej.", actor=actor)
            wall.bind(tale.owner)
            assert not Dismissal.objects.exists()


class TestCost:
    def test_statements_do_not_grow_and_the_reading_is_recorded(self, county):
        tale = in_force(county, to_on=(clock.today() + dt.timedelta(days=10)).isoformat())
        tales = [tale]
        for skip in range(1, 4):
            more = Tale(county, tale.owner, tale.others, 10)
            more.child_id = register_child(
                number_of_age(10, skip), given_name="Bo", family_name="B", reason="x",
                actor=tale.owner,
            ).child_id  # fmt: skip
            tales.append(more)
        with clock.held(clock.now() + dt.timedelta(days=61)):
            few, rows = self.count(tale.owner)
            assert rows == 2
        for more in tales[1:]:
            more.need()
            more.family()
            more.call()
        with clock.held(clock.now() + dt.timedelta(days=61)):
            many, rows = self.count(tale.owner)
            assert rows == 8 and many == few <= 9
            children = Event.objects.filter(action="child.listed").values_list("child_id")
            assert {child for (child,) in children} >= {t.child_id for t in tales}

    def test_counting_shows_nothing_about_a_child(self, county):
        tale = called(county)
        with clock.held(clock.now() + LATER):
            wall.bind(tale.owner)
            before = Event.objects.count()
            assert count_suggestions(tale.owner) == 2
            assert Event.objects.count() == before

    def count(self, actor: Actor) -> tuple[int, int]:
        wall.bind(actor)
        with CaptureQueriesContext(connection) as seen:
            rows = len(suggestions_for(actor))
        return len(seen), rows
