"""May a year be planned, a meeting called to with an agenda, moved, held and cancelled?"""

import dataclasses
import datetime as dt

import pytest

from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.governance import operations, rules
from samsyn.governance.models import Matter, MeetingCall
from samsyn.governance.operations.meetings import Present
from samsyn.governance.queries import meeting_page, year_page
from tests.governance.chambers import Chambers, at

YEAR = clock.today().year + 1


class TestYear:
    def test_proposed_days_are_spread_and_are_weekdays(self):
        days = rules.proposed_days(4, 2027)
        assert len(days) == 4 and all(day.weekday() < 5 for day in days)
        assert days == tuple(sorted(days))
        assert not any(day.month == 7 for day in rules.proposed_days(10, 2026))

    def test_no_proposal_falls_on_the_first_of_may_or_the_national_day(self):
        for year in range(2024, 2040):
            days = {(d.month, d.day) for d in rules.proposed_days(39, year)}
            assert not days & {(5, 1), (6, 6)}

    def test_is_planned_at_once_and_fewer_than_the_county_says_shows(self, chambers: Chambers):
        starts = [
            dt.datetime.combine(d, dt.time(10), tzinfo=dt.UTC) for d in rules.proposed_days(3, YEAR)
        ]
        operations.plan_year(chambers.main.pk, starts=starts, actor=chambers.secretary)
        page = year_page(chambers.world.politician, YEAR)
        row = next(r for r in page.arenas if r.arena.id == chambers.main.pk)
        assert (row.planned, row.fewer_by) == (3, 1)
        assert sum(len(found) for _month, found in page.months) == 3

    def test_a_day_is_taken_once(self, chambers: Chambers):
        chambers.meeting(30)
        with pytest.raises(Refused, match="redan ett möte"):
            chambers.meeting(30)

    def test_a_politician_plans_nothing(self, chambers: Chambers):
        with pytest.raises(Denied):
            operations.plan_meeting(
                chambers.main.pk, starts_at=at(3), actor=chambers.world.politician
            )


class TestAgenda:
    def test_a_matter_of_another_arena_is_refused(self, chambers: Chambers):
        meeting, matter = chambers.meeting(10), chambers.matter(arena=chambers.officials)
        with pytest.raises(Refused, match="Beredarna"):
            operations.list_matter(meeting.pk, matter.pk, actor=chambers.secretary)

    def test_is_ordered_and_taken_off(self, chambers: Chambers):
        meeting = chambers.meeting(10)
        first, second = chambers.matter("Ett"), chambers.matter("Två")
        for matter in (first, second):
            operations.list_matter(meeting.pk, matter.pk, actor=chambers.secretary)
        item = operations.add_item(meeting.pk, title="Övriga frågor", actor=chambers.secretary)
        operations.move_item(item.pk, by=-2, actor=chambers.secretary)
        page = meeting_page(chambers.secretary, meeting.pk)
        assert [(i.place, i.title) for i in page.items] == [
            (1, "Övriga frågor"),
            (2, "Ett"),
            (3, "Två"),
        ]
        operations.unlist_item(page.items[1].id, actor=chambers.secretary)
        page = meeting_page(chambers.secretary, meeting.pk)
        assert [(i.place, i.title) for i in page.items] == [(1, "Övriga frågor"), (2, "Två")]
        assert Matter.objects.get(pk=first.pk).state == rules.MatterState.READY

    def test_a_matter_stands_on_one_agenda(self, chambers: Chambers):
        matter = chambers.matter()
        operations.list_matter(chambers.meeting(10).pk, matter.pk, actor=chambers.secretary)
        with pytest.raises(NotPossible):
            operations.list_matter(chambers.meeting(20).pk, matter.pk, actor=chambers.secretary)


class TestCall:
    def test_keeps_the_agenda_and_tells_when_it_has_changed(self, chambers: Chambers):
        meeting = chambers.meeting(10)
        operations.add_item(meeting.pk, title="Övriga frågor", actor=chambers.secretary)
        operations.call_meeting(meeting.pk, actor=chambers.secretary)
        assert not meeting_page(chambers.secretary, meeting.pk).call.changed_since
        operations.add_item(meeting.pk, title="Sent", actor=chambers.secretary)
        assert meeting_page(chambers.secretary, meeting.pk).call.changed_since
        operations.call_meeting(meeting.pk, actor=chambers.secretary)
        assert not meeting_page(chambers.secretary, meeting.pk).call.changed_since
        assert [len(call.agenda) for call in MeetingCall.objects.order_by("number")] == [1, 2]

    def test_an_empty_agenda_is_refused(self, chambers: Chambers):
        with pytest.raises(NotPossible, match="tom"):
            operations.call_meeting(chambers.meeting(10).pk, actor=chambers.secretary)

    def test_earlier_minutes_come_first_by_themselves_and_once(self, chambers: Chambers):
        earlier = chambers.held(days=-30)
        meeting = chambers.meeting(10)
        operations.add_item(meeting.pk, title="Övriga frågor", actor=chambers.secretary)
        for _ in range(2):
            operations.call_meeting(meeting.pk, actor=chambers.secretary)
        page = meeting_page(chambers.secretary, meeting.pk)
        assert [item.title for item in page.items] == ["Föregående protokoll", "Övriga frågor"]
        assert page.items[0].earlier == earlier.pk


class TestMove:
    def test_raises_the_sequence(self, chambers: Chambers):
        meeting = chambers.meeting(10)
        moved = operations.move_meeting(
            meeting.pk, starts_at=at(12), minutes=90, place="Sal 2", actor=chambers.secretary
        )
        assert (moved.sequence, moved.starts_at, moved.minutes) == (1, at(12), 90)

    def test_not_when_it_has_been_held(self, chambers: Chambers):
        meeting = chambers.held()
        with pytest.raises(NotPossible):
            operations.move_meeting(
                meeting.pk, starts_at=at(12), minutes=90, place="", actor=chambers.secretary
            )


class TestCancel:
    def test_the_matters_wait_for_another_meeting(self, chambers: Chambers):
        meeting, matter = chambers.meeting(10), chambers.matter()
        operations.list_matter(meeting.pk, matter.pk, actor=chambers.secretary)
        with pytest.raises(Refused):
            operations.cancel_meeting(meeting.pk, why=" ", actor=chambers.secretary)
        gone = operations.cancel_meeting(meeting.pk, why="Sjukdom.", actor=chambers.secretary)
        assert (gone.state, gone.sequence) == (rules.MeetingState.CANCELLED, 1)
        assert Matter.objects.get(pk=matter.pk).state == rules.MatterState.READY


class TestHold:
    def test_not_before_it_has_been(self, chambers: Chambers):
        with pytest.raises(NotPossible):
            operations.hold_meeting(chambers.meeting(3).pk, attendance=[], actor=chambers.secretary)

    def test_counts_voting_seats_and_names_who_holds_them(self, chambers: Chambers):
        page = meeting_page(chambers.secretary, chambers.held(there=2).pk)
        assert page.filled == 2
        assert page.seats[0].holder == "Robin Alm"
        assert not page.seats[3].votes
        assert page.seats[1].holder == ""  # a seat without holder is there all the same

    def test_a_seat_of_another_arena_is_refused(self, chambers: Chambers):
        meeting = chambers.meeting(-1, chambers.deciders)
        rows = [Present(chambers.seats[0].pk, rules.Presence.PRESENT)]
        with pytest.raises(NotPossible):
            operations.hold_meeting(meeting.pk, attendance=rows, actor=chambers.secretary)


def test_another_county_meets_nothing(house: Chambers):
    meeting = house.meeting(10)
    stranger = dataclasses.replace(house.secretary, region="fjordlanda")
    assert meeting_page(stranger, meeting.pk) is None
    assert year_page(stranger, meeting.starts_at.year).months == ()
    with pytest.raises(NotPossible):
        operations.cancel_meeting(meeting.pk, why="Nej", actor=stranger)
