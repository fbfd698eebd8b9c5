"""Is what was asked for followed until it is done, and does nothing disappear without outcome?"""

import dataclasses
import datetime as dt
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.governance import operations, rules
from samsyn.governance.models import BalanceEntry
from samsyn.governance.queries import (
    balance_lists,
    balance_page,
    entry_page,
    meeting_page,
    steering_turns_meetings,
)
from tests.governance.chambers import Chambers

TODAY = clock.today()


def add(
    chambers: Chambers, what: str = "Skriv rutin", due: int | None = None, **more
) -> BalanceEntry:
    due_on = None if due is None else TODAY + timedelta(days=due)
    values = {"owner": "Beredarna", "due_on": due_on} | more
    return operations.add_entry(chambers.main.pk, what=what, actor=chambers.secretary, **values)


class TestList:
    def test_late_first_and_counted(self, chambers: Chambers):
        add(chambers, "Senare", due=10)
        with clock.held(dt.datetime.now(dt.UTC) - timedelta(days=40)):
            add(chambers, "Sen", due=-20)
        page = balance_page(chambers.world.politician, chambers.main.pk)
        assert [row.what for row in page.rows] == ["Sen", "Senare"]
        assert (page.open_count, page.late_count) == (2, 1)
        late = balance_page(chambers.secretary, chambers.main.pk, show="sena")
        assert [row.what for row in late.rows] == ["Sen"]
        assert balance_lists(chambers.secretary)[0].arena == "Stora arenan"

    def test_a_renamed_arena_keeps_its_list(self, chambers: Chambers):
        add(chambers)
        after = chambers.arena("nya", "Nya arenan", rules.Power.RECOMMEND)
        chambers.main.became, chambers.main.became_how = after, "renamed"
        chambers.main.valid_to = TODAY
        chambers.main.save()
        assert balance_page(chambers.secretary, after.pk).open_count == 1

    def test_the_next_meeting_follows_up(self, chambers: Chambers):
        add(chambers)
        page = meeting_page(chambers.secretary, chambers.meeting(10).pk)
        assert [row.what for row in page.follow_up] == ["Skriv rutin"]


class TestFollow:
    def test_what_was_said_at_which_meeting_stays(self, chambers: Chambers):
        entry, meeting = add(chambers, due=5), chambers.held()
        operations.update_entry(
            entry.pk, text="Halvvägs.", due_on=TODAY + timedelta(days=60), owner="Skolhandläggaren",
            meeting_id=meeting.pk, actor=chambers.secretary,
        )  # fmt: skip
        page = entry_page(chambers.secretary, entry.pk)
        row = page.row
        assert row.owner == "Skolhandläggaren"
        assert page.steps[-1].meeting == meeting.pk
        assert "Halvvägs." in row.last and "Beredarna" in row.last

    def test_the_unit_that_answers_for_it_reports(self, chambers: Chambers):
        board = next(iter(chambers.world.boards.values()))
        entry, other = add(chambers, owner_unit=board.unit_id), add(chambers, "Annat")
        operations.update_entry(entry.pk, text="På väg.", due_on=None, actor=board)
        assert [w.about for w in steering_turns_meetings(board)] == ["Skriv rutin"]
        with pytest.raises(Denied):
            operations.update_entry(other.pk, text="På väg.", due_on=None, actor=board)

    def test_another_arena_takes_over_with_a_reason(self, chambers: Chambers):
        entry = add(chambers)
        with pytest.raises(Refused) as refusal:
            operations.hand_entry(
                entry.pk, arena_id=chambers.officials.pk, why="", actor=chambers.secretary
            )
        assert refusal.value.field == "why"
        operations.hand_entry(
            entry.pk, arena_id=chambers.officials.pk, why="Bereds där.", actor=chambers.secretary
        )
        assert balance_page(chambers.secretary, chambers.officials.pk).open_count == 1


class TestClose:
    def test_needs_an_outcome_here_and_in_the_database(self, chambers: Chambers):
        entry = add(chambers)
        with pytest.raises(Refused):
            operations.close_entry(
                entry.pk, state=rules.BalanceState.DONE, outcome=" ", actor=chambers.secretary
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            BalanceEntry.objects.filter(pk=entry.pk).update(state="done", closed_on=TODAY)

    def test_closed_is_closed(self, chambers: Chambers):
        entry = add(chambers)
        operations.close_entry(
            entry.pk, state=rules.BalanceState.DONE, outcome="Rutinen gäller.",
            actor=chambers.secretary,
        )  # fmt: skip
        assert balance_page(chambers.secretary, chambers.main.pk).rows == ()
        done = balance_page(chambers.secretary, chambers.main.pk, show="avslutade")
        assert done.rows[0].outcome == "Rutinen gäller."
        with pytest.raises(NotPossible):
            operations.update_entry(entry.pk, text="Mer", due_on=None, actor=chambers.secretary)


class TestTurns:
    def test_the_secretary_meets_what_waits(self, chambers: Chambers):
        chambers.meeting(10)
        chambers.held(chambers.matter("Ett"))
        operations.hand_over(
            chambers.matter("Två", arena=chambers.officials).pk, arena_id=chambers.main.pk,
            actor=chambers.secretary,
        )  # fmt: skip
        said = {
            (w.what, w.about.split(",")[0]) for w in steering_turns_meetings(chambers.secretary)
        }
        assert ("Gör kallelsen", "Stora arenan") in said
        assert ("Skriv klart protokollet", "Stora arenan") in said
        assert ("Sätt upp på dagordningen i Stora arenan", "Två") in said

    def test_a_politician_has_none(self, chambers: Chambers):
        chambers.meeting(10)
        assert steering_turns_meetings(chambers.world.politician) == []


def test_another_county_meets_nothing(house: Chambers):
    entry = add(house)
    stranger = dataclasses.replace(house.secretary, region="fjordlanda")
    assert entry_page(stranger, entry.pk) is None
    assert balance_page(stranger, house.main.pk) is None
    assert balance_lists(stranger) == ()
    with pytest.raises(NotPossible):
        operations.update_entry(entry.pk, text="Hej", due_on=None, actor=stranger)
