"""Are deviations counted rightly, and does the counting give no row away?"""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.deviations import operations
from samsyn.deviations import rules as deviation_rules
from samsyn.deviations.operations import FollowedUp
from samsyn.foundation import clock, wall
from samsyn.patterns.queries.statistics_counts import counts_of
from samsyn.patterns.rules.statistics_amounts import Tally
from tests.deviations.people import Sides
from tests.world import World

CLAUSE = {
    "against": deviation_rules.Against.CLAUSE, "document": "jamtbus-2018", "clause": "§4.2",
}  # fmt: skip


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values or None)
        return cursor.fetchall()


def counted(county, year=None):
    return counts_of(county.code, year or clock.today().year)


@pytest.fixture
def sides(db):
    return Sides("jamtland-harjedalen")


class TestWhatIsCounted:
    def test_each_thing_by_itself(self, sides: Sides):
        sides.report(**CLAUSE)
        sides.dispute()
        found = counted(sides)
        own, other = sides.municipality.code, sides.region_party.code
        assert found["all", ""].n == found["party", own].n == found["about", other].n == 2
        assert found["municipality", own].n == 2
        assert found["kind", "guideline"].n == found["kind", "cost"].n == 1
        assert found["ground", "jamtbus-2018 §4.2"].n == found["ground", "unsure"].n == 1
        rungs = {key: tally.n for (part, key), tally in found.items() if part == "rung"}
        assert rungs == {"shortcoming:0:narmaste-chef": 1, "responsibility:0:verksamheterna": 1}
        assert found["all", ""].waiting == 2 and found["all", ""].answered == 0

    def test_each_way_that_it_can_end(self, sides: Sides):
        start = clock.now().replace(month=3, day=3, hour=10)
        with clock.held(start):
            waiting, taken_back, answered, done, none = (sides.report() for _n in range(5))
            sides.report(came_from=deviation_rules.Origin.SILENT_CALL)
            operations.withdraw_deviation(taken_back.pk, why="Löst", actor=sides.teacher)
        with clock.held(start + dt.timedelta(days=4)):
            for one in (answered, done):
                operations.answer_deviation(one.pk, sides.answering(), actor=sides.head)
            nothing = sides.answering(
                decision=deviation_rules.Decision.NO_MEASURE, due_on=None, responsible=""
            )
            operations.answer_deviation(none.pk, nothing, actor=sides.head)
            operations.close_answered(none.pk, actor=sides.teacher)
            operations.follow_up_measure(
                done.pk, FollowedUp(deviation_rules.Result.DONE, "Det är gjort"), actor=sides.head
            )
        tally = counted(sides)["all", ""]
        assert tally == Tally(
            n=6, waiting=2, under_way=1, done=1, without=1, withdrawn=1, suggested=1, by_time=0,
            days=4.0,
        )  # fmt: skip
        assert waiting.pk

    def test_days_on_a_rung_and_lifted_by_time(self, sides: Sides):
        fjord = Sides("fjordlanda")
        start = clock.now().replace(month=2, day=2, hour=10)
        with clock.held(start):
            one = fjord.dispute()
            other = sides.report()
        with clock.held(start + dt.timedelta(days=6)):
            operations.lift_deviation(other.pk, why="Går inte här", actor=sides.head)
        fjord.again(one)
        days = (one.due_on - start.date()).days
        with clock.held(start + dt.timedelta(days=days + 1)):
            wall.bind(fjord.county)
            assert operations.lift_overdue(fjord.code, actor=fjord.county) == 1
        found = counted(fjord)
        stay = [tally for (part, _key), tally in found.items() if part == "stay"]
        assert found["all", ""].by_time == 1 and stay == [Tally(n=1, days=float(days + 1))]
        mine = counted(sides)
        assert mine["all", ""].by_time == 0
        assert mine["stay", "shortcoming:0:narmaste-chef"].days == 6
        assert mine["rung", "shortcoming:1:nasta-chef"].n == 1

    def test_a_year_is_its_own(self, sides: Sides):
        this = clock.now()
        with clock.held(this.replace(year=this.year - 1, month=12, day=31, hour=22)):
            sides.report()
        with clock.held(this.replace(month=1, day=1, hour=1)):
            sides.report()
        assert counted(sides)["all", ""].n == counted(sides, this.year - 1)["all", ""].n == 1

    def test_what_was_seen_goes_to_the_party_that_holds_the_case(self, county: World):
        tale = county.tale(others=2)
        start = clock.now().replace(month=5, day=4, hour=10)
        with clock.held(start):
            tale.need()
            tale.family()
            tale.call()
        with clock.held(start + dt.timedelta(days=9)):
            tale.answers(tale.others[:1])
        with clock.held(start + dt.timedelta(days=14)):
            tale.meet(came=[tale.others[0].unit_id])
        with clock.held(start + dt.timedelta(days=20)):
            found = counted(county)
        code = sql("SELECT code FROM organisations_party WHERE id = %s", tale.owner.party_id)[0][0]
        # One answered too late, one never and did not come either.
        assert {key: t.n for (part, key), t in found.items() if part == "seen"} == {code: 3}

    def test_a_plan_that_was_not_followed_up_in_time_is_seen(self, county: World):
        tale = county.tale(others=1).to_plan_in_force()
        due = clock.today() + dt.timedelta(days=60)
        with clock.held(clock.now() + dt.timedelta(days=70)):
            wall.bind(tale.owner)
            found = counted(county, due.year)
        assert [t.n for (part, _key), t in found.items() if part == "seen"] == [1]


class TestTheDoor:
    """The function gives sums and nothing else."""

    def ask(self, county, since=dt.date(2026, 1, 1), until=dt.date(2026, 2, 1)):
        return sql("SELECT * FROM deviation_counts(%s, %s, %s)", county.code, since, until)

    def test_it_gives_no_identity_and_no_text(self, sides: Sides):
        one = sides.report(**CLAUSE, routine="Vår egen rutin")
        year = clock.today().year
        rows = self.ask(sides, dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
        assert rows
        for dimension, value, *numbers, days in rows:
            assert dimension in {
                "all", "party", "about", "municipality", "kind", "ground", "rung", "stay", "seen",
            }  # fmt: skip
            assert isinstance(value, str) and all(isinstance(n, int) for n in numbers)
            assert days is None or isinstance(days, Decimal)
        for hidden in (one.pk, one.number, one.unit_id, "Vår egen rutin", "Ingen kom"):
            assert str(hidden) not in str(rows)

    def test_it_counts_past_the_wall_but_the_wall_still_stands(self, sides: Sides):
        sides.report()
        for actor in (None, sides.stranger):
            wall.bind(actor)
            assert counted(sides)["all", ""].n == 1
            for table in ("deviation", "answer", "step", "place", "words", "origin"):
                assert sql(f"SELECT count(*) FROM deviations_{table}") == [(0,)], table

    def test_whole_months_only(self, sides: Sides):
        with pytest.raises(DatabaseError), transaction.atomic():
            self.ask(sides, dt.date(2026, 1, 2))

    def test_the_open_site_may_not_ask(self, sides: Sides):
        with pytest.raises(DatabaseError), transaction.atomic(), wall.as_open_site():
            self.ask(sides)

    def test_only_the_application_may_ask(self, db):
        who = sql(
            "SELECT grantee FROM information_schema.routine_privileges"
            " WHERE routine_name = 'deviation_counts'"
        )
        assert {name for (name,) in who} <= {"samsyn_app", "samsyn_owner"}

    def test_the_policies_are_for_the_owner_alone(self, db):
        rows = sql(
            "SELECT tablename, roles::text[], cmd FROM pg_policies"
            " WHERE policyname = 'count' AND tablename LIKE 'deviations%'"
        )
        assert {table for table, _roles, _cmd in rows} == {
            "deviations_deviation", "deviations_answer", "deviations_step",
        }  # fmt: skip
        assert all(roles == ["samsyn_owner"] and cmd == "SELECT" for _t, roles, cmd in rows)
