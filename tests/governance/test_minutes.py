"""Do minutes come from the agenda, hold once approved, and get corrected only in the open?"""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import operations, rules
from samsyn.governance.models import AgendaItem, BalanceEntry, Matter
from samsyn.governance.operations.minutes import ItemMinutes, Task
from samsyn.governance.queries import meeting_page
from tests.governance.chambers import Chambers
from tests.steering import Steering


@pytest.fixture
def strict(steered: Steering) -> Chambers:
    """The main arena needs three to decide."""
    return Chambers(steered, quorum=3)


def first_item(chambers: Chambers, meeting):
    return meeting_page(chambers.secretary, meeting.pk).items[0]


class TestTake:
    def test_as_proposed_needs_no_retyping(self, chambers: Chambers):
        meeting = chambers.held(chambers.matter())
        item = first_item(chambers, meeting)
        operations.take_minutes(
            meeting.pk, [ItemMinutes(item.id, as_proposed=True)], actor=chambers.secretary
        )
        item = first_item(chambers, meeting)
        assert item.outcome is rules.Outcome.RECOMMENDED
        assert item.decision == item.proposal

    def test_an_arena_that_recommends_does_not_decide(self, chambers: Chambers):
        meeting = chambers.held(chambers.matter())
        row = ItemMinutes(first_item(chambers, meeting).id, rules.Outcome.DECIDED, decision="Ja.")
        with pytest.raises(Refused) as refusal:
            operations.take_minutes(meeting.pk, [row], actor=chambers.secretary)
        assert refusal.value.field == "outcome-1"

    def test_a_task_stands_on_the_balance_list(self, chambers: Chambers):
        meeting = chambers.held(chambers.matter())
        item = first_item(chambers, meeting)
        task = Task("Skriv en rutin", "Beredarna", clock.today() + dt.timedelta(days=30))
        row = ItemMinutes(item.id, rules.Outcome.NOTED, tasks=(task,))
        operations.take_minutes(meeting.pk, [row], actor=chambers.secretary)
        entry = BalanceEntry.objects.get()
        assert (entry.arena, entry.origin_id, entry.owner) == (chambers.main, item.id, "Beredarna")
        assert [t.what for t in first_item(chambers, meeting).tasks] == ["Skriv en rutin"]
        nobody = ItemMinutes(item.id, tasks=(Task("Något", " "),))
        with pytest.raises(Refused) as refusal:
            operations.take_minutes(meeting.pk, [nobody], actor=chambers.secretary)
        assert refusal.value.field == "owner-1"

    def test_no_decision_without_a_note_when_too_few_are_there(self, strict: Chambers):
        meeting = strict.held(strict.matter(), there=2)
        row = ItemMinutes(first_item(strict, meeting).id, as_proposed=True)
        with pytest.raises(Refused, match="För få") as refusal:
            operations.take_minutes(meeting.pk, [row], actor=strict.secretary)
        assert refusal.value.field == "outcome-1"
        operations.hold_meeting(
            meeting.pk, attendance=[], quorum_note="Presidiet beslutade.", actor=strict.secretary
        )
        operations.take_minutes(meeting.pk, [row], actor=strict.secretary)

    def test_what_is_noted_needs_no_quorum(self, strict: Chambers):
        meeting = strict.held(strict.matter(), there=1)
        strict.minute(meeting, rules.Outcome.NOTED)

    def test_the_county_may_not_have_said_how_many(self, chambers: Chambers):
        chambers.minute(chambers.held(chambers.matter(), there=1), rules.Outcome.RECOMMENDED)


class TestWrite:
    def test_every_item_has_an_outcome(self, chambers: Chambers):
        meeting = chambers.held(chambers.matter())
        with pytest.raises(NotPossible, match="punkt 1"):
            operations.write_minutes(meeting.pk, actor=chambers.secretary)

    def test_opened_again_the_matters_come_back(self, chambers: Chambers):
        matter = chambers.matter()
        meeting = chambers.minute(chambers.held(matter), rules.Outcome.RECOMMENDED)
        operations.reopen_minutes(meeting.pk, actor=chambers.secretary)
        assert Matter.objects.get(pk=matter.pk).state == rules.MatterState.LISTED
        chambers.minute(meeting, rules.Outcome.NOTED)
        assert Matter.objects.get(pk=matter.pk).state == rules.MatterState.ANSWERED

    def test_a_matter_that_has_gone_on_stays_where_it_is(self, chambers: Chambers):
        matter = chambers.matter()
        meeting = chambers.minute(chambers.held(matter), rules.Outcome.NOTED)
        operations.close_matter(matter.pk, outcome="Klart.", actor=chambers.secretary)
        operations.reopen_minutes(meeting.pk, actor=chambers.secretary)
        assert Matter.objects.get(pk=matter.pk).state == rules.MatterState.CLOSED


class TestApprove:
    def test_earlier_minutes_first(self, chambers: Chambers):
        earlier = chambers.minute(chambers.held(days=-30))
        later = chambers.minute(chambers.held(days=-2))
        with pytest.raises(NotPossible, match="inte justerat"):
            chambers.approve(later)
        chambers.approve(earlier)
        chambers.approve(later)

    @pytest.mark.parametrize(("days", "field"), [(-3, "approved_on"), (1, "approved_on")])
    def test_between_the_meeting_and_today(self, chambers: Chambers, days: int, field: str):
        meeting = chambers.minute(chambers.held(days=-2))
        with pytest.raises(Refused) as refusal:
            operations.approve_minutes(
                meeting.pk, adjusters="Ordföranden",
                approved_on=clock.today() + dt.timedelta(days=days), actor=chambers.secretary,
            )  # fmt: skip
        assert refusal.value.field == field

    def test_the_text_is_closed_in_the_operation_and_in_the_database(self, chambers: Chambers):
        meeting = chambers.minute(chambers.held())
        chambers.approve(meeting)
        with pytest.raises(NotPossible, match="ändras inte"):
            operations.take_minutes(meeting.pk, [], actor=chambers.secretary)
        changed = AgendaItem.objects.filter(meeting=meeting).update(decision="Annat")
        assert changed == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            item = AgendaItem.objects.get(meeting=meeting)
            item.decision = "Annat"
            item.save(force_update=True)


class TestCorrect:
    def test_stands_beside_and_changes_nothing(self, chambers: Chambers):
        meeting = chambers.minute(chambers.held(chambers.matter()), rules.Outcome.RECOMMENDED)
        item = first_item(chambers, meeting)
        with pytest.raises(NotPossible):
            operations.correct_minutes(
                meeting.pk, item_id=item.id, text="Rätt", why="Fel", actor=chambers.secretary
            )
        chambers.approve(meeting)
        operations.publish_minutes(meeting.pk, actor=chambers.secretary)
        operations.correct_minutes(
            meeting.pk, item_id=item.id, text="Dagen är den 3 maj.", why="Fel dag skrevs.",
            actor=chambers.secretary,
        )  # fmt: skip
        after = first_item(chambers, meeting)
        assert after.decision == item.decision
        assert after.corrections[0].text == "Dagen är den 3 maj."

    def test_says_why(self, chambers: Chambers):
        meeting = chambers.minute(chambers.held())
        chambers.approve(meeting)
        with pytest.raises(Refused) as refusal:
            operations.correct_minutes(
                meeting.pk, item_id=None, text="Rätt", why=" ", actor=chambers.secretary
            )
        assert refusal.value.field == "why"
