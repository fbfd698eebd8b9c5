"""Does the database keep the compartment, whatever Python asks? Raw SQL as the application role."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from samsyn.children.operations import register_child
from samsyn.deviations import operations as ops
from samsyn.deviations.models import Origin, Words
from samsyn.deviations.queries.pages import deviation_page
from samsyn.foundation import wall
from samsyn.foundation.refusals import Denied, NotPossible
from tests.world import number_of_age

SHARED = ("deviation", "place", "step", "answer", "words")


def asked(actor, sql, *values):
    """Rows of a statement as an actor's transaction would meet them."""
    with transaction.atomic():
        wall.bind(actor)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall() if cursor.description else cursor.rowcount


def count(actor, table):
    return asked(actor, f"SELECT count(*) FROM deviations_{table}")[0][0]


def private(two, **changes):
    """A report about the reporter's own manager."""
    return two.report(
        about_own_manager=True, about_party=two.municipality.pk,
        about_unit=two.units["teacher"].pk, **changes,
    )  # fmt: skip


@pytest.fixture
def climbed(two):
    """Reported, lifted to both sides, answered: a row in every table."""
    deviation = two.report()
    ops.lift_deviation(deviation.pk, why="Det går inte här.", actor=two.teacher)
    ops.answer_deviation(deviation.pk, two.answering(), actor=two.chief)
    return deviation


class TestWhoMeetsIt:
    @pytest.mark.parametrize("table", SHARED)
    def test_those_who_take_part_and_those_who_follow(self, two, climbed, table):
        for key in ("teacher", "head", "area", "nurse", "chief", "local", "county"):
            assert count(two.actors[key], table), key

    @pytest.mark.parametrize("table", [*SHARED, "origin"])
    def test_nobody_else(self, two, climbed, table):
        for key in ("stranger", "medical", "director", "top"):
            assert not count(two.actors[key], table), key
        assert not count(None, table)

    def test_only_the_reporters_unit_meets_the_compartment(self, two, climbed):
        for key in ("area", "nurse", "chief", "local", "county", "auditor"):
            assert not count(two.actors[key], "origin"), key
        assert count(two.head, "origin") == 1

    def test_an_auditor_meets_rows_and_steps_but_no_words(self, two, climbed):
        assert count(two.auditor, "step")
        assert count(two.auditor, "answer")
        assert not count(two.auditor, "words")

    def test_another_county_meets_nothing(self, two, climbed):
        from tests.deviations.people import Sides

        away = Sides("fjordlanda")
        for key in ("county", "auditor", "local"):
            for table in SHARED:
                assert not count(away.actors[key], table), (key, table)


class TestPrivate:
    def test_a_report_about_the_own_manager_is_met_by_the_reporter_and_above(self, two):
        private(two)
        for table in (*SHARED, "origin"):
            assert not count(two.head, table), table
        assert count(two.teacher, "origin") == 1
        assert count(two.teacher, "words")
        assert count(two.area, "words")
        assert not count(two.area, "origin")

    def test_leaves_no_trace_by_the_child_where_the_manager_reads(self, two):
        child = register_child(
            number_of_age(10), given_name="Lo", family_name="Barnsson", reason="Elev",
            guardians=[], actor=two.teacher,
        ).child_id  # fmt: skip
        deviation = private(two, child_id=child, source_key="absent:1")
        with transaction.atomic():
            wall.bind(two.teacher)
            page = deviation_page(two.teacher, deviation.pk)
        assert page.own.child_id == child
        sql = "SELECT action FROM audit_event WHERE child_id = %s AND action LIKE 'deviation%%'"
        assert asked(two.head, sql, child) == []
        open_one = two.report(child_id=child, source_key="absent:1")
        assert asked(two.head, sql, child) == [("deviation.linked",)]
        assert open_one.number != deviation.number


class TestUnderWay:
    def test_is_told_to_the_service_and_to_who_follows_the_county(self, two, climbed):
        sql = "SELECT count(*) FROM deviations_under_way(%s)"
        assert asked(None, sql, two.code)[0][0] == 2
        assert asked(two.county, sql, two.code)[0][0] == 2
        for key in ("stranger", "chief", "local", "auditor"):
            assert asked(two.actors[key], sql, two.code)[0][0] == 0, key


class TestForgery:
    @pytest.mark.parametrize("table", [*SHARED, "origin", "dismissal"])
    def test_nothing_is_removed(self, two, climbed, table):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            asked(two.teacher, f"DELETE FROM deviations_{table}")

    def test_an_answer_is_not_rewritten(self, two, climbed):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            asked(two.chief, "UPDATE deviations_answer SET decision = 'no_measure'")

    def test_a_step_is_not_rewritten(self, two, climbed):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            asked(two.chief, "UPDATE deviations_step SET by_time = true")

    def test_nobody_changes_anothers_words(self, two, climbed):
        changed = asked(two.chief, "UPDATE deviations_words SET text = 'x' WHERE part = 'happened'")
        assert changed == 0

    def test_nobody_writes_in_anothers_name(self, two, climbed):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            asked(
                two.chief,
                "INSERT INTO deviations_words (id, deviation_id, part, rung, text, at,"
                " by_unit_id, by_party_id) VALUES (gen_random_uuid(), %s, 'dialogue', 0, 'x',"
                " now(), %s, %s)",
                climbed.pk, two.units["teacher"].pk, two.municipality.pk,
            )  # fmt: skip

    def test_nobody_says_yes_for_another(self, two, climbed):
        with pytest.raises(IntegrityError, match="speaks for itself"), transaction.atomic():
            asked(
                two.chief, "UPDATE deviations_place SET stance = 'yes' WHERE unit_id = %s",
                two.units["area"].pk,
            )  # fmt: skip

    def test_nobody_is_left_without_an_owner(self, two, climbed):
        with pytest.raises(IntegrityError, match="always has an owner"), transaction.atomic():
            asked(two.chief, "UPDATE deviations_place SET left_at = now() WHERE left_at IS NULL")
            connection.check_constraints()


class TestHiddenWords:
    @pytest.fixture
    def words(self, two, climbed):
        wall.bind(two.teacher)
        return Words.objects.get(deviation=climbed, part="happened")

    def test_are_met_by_their_writers_only(self, two, climbed, words):
        ops.hide_words(words.pk, actor=two.chief)
        sql = "SELECT text FROM deviations_words WHERE id = %s"
        for key in ("chief", "area", "county", "local"):
            assert asked(two.actors[key], sql, words.pk) == [], key
        assert asked(two.teacher, sql, words.pk) == [("Ingen kom till mötet.",)]
        hidden = asked(two.chief, "SELECT part FROM hidden_words(%s)", climbed.pk)
        assert hidden == [("happened",)]

    def test_are_written_anew_and_the_old_ones_stay_at_home(self, two, climbed, words):
        ops.hide_words(words.pk, actor=two.chief)
        ops.rewrite_words(words.pk, text="Ingen från kliniken kom.", actor=two.teacher)
        seen = asked(two.chief, "SELECT text FROM deviations_words WHERE id = %s", words.pk)
        assert seen == [("Ingen från kliniken kom.",)]
        wall.bind(two.teacher)
        assert Origin.objects.get(deviation=climbed).kept == {"happened": "Ingen kom till mötet."}

    def test_are_shown_again_by_their_writers_only(self, two, climbed, words):
        with pytest.raises(Denied):
            ops.rewrite_words(words.pk, text="Annat.", actor=two.chief)
        ops.hide_words(words.pk, actor=two.chief)
        with pytest.raises(NotPossible):
            ops.show_words(words.pk, actor=two.chief)
        ops.show_words(words.pk, actor=two.teacher)
        assert asked(two.chief, "SELECT 1 FROM deviations_words WHERE id = %s", words.pk)

    def test_a_stranger_hides_nothing_and_learns_nothing_of_what_is_hidden(self, two, words):
        sql = "SELECT hide_deviation_words(%s, now())"
        assert asked(two.stranger, sql, words.pk) == [(False,)]
        ops.hide_words(words.pk, actor=two.chief)
        told = "SELECT part FROM hidden_words(%s)"
        assert asked(two.stranger, told, words.deviation_id) == []
        assert asked(two.auditor, told, words.deviation_id) == []
        assert asked(two.chief, told, words.deviation_id) == [("happened",)]

    def test_who_reported_the_own_manager_hides_an_answer(self, two):
        deviation = private(two)
        ops.answer_deviation(
            deviation.pk, two.answering(text="Vi talar med henne."), actor=two.area
        )
        wall.bind(two.teacher)
        answer = Words.objects.get(deviation=deviation, part="answer")
        ops.hide_words(answer.pk, actor=two.teacher)
        sql = "SELECT 1 FROM deviations_words WHERE id = %s"
        assert asked(two.teacher, sql, answer.pk) == []
        assert asked(two.area, sql, answer.pk) == [(1,)]

    def test_what_was_said_later_is_not_kept_when_it_is_written_anew(self, two, climbed):
        said = ops.talk(climbed.pk, text="Det gäller systern.", looked=True, actor=two.teacher)
        ops.rewrite_words(said.pk, text="Det gäller familjen.", actor=two.teacher)
        assert Origin.objects.get(deviation=climbed).kept == {}
