"""Which deviations stand on whose Min tur, and is the menu never longer than six?"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.access.rules import Actor, roles
from samsyn.deviations import operations as ops
from samsyn.deviations import rules
from samsyn.deviations.models import Words
from samsyn.deviations.operations import FollowedUp
from samsyn.deviations.queries.turn import LONG_WAIT
from samsyn.deviations.queries.turns import deviation_turns
from samsyn.foundation import clock, wall
from samsyn.workspace.navigation import MOST, _entries
from tests.browsing import client_of


def waiting(actor):
    wall.bind(actor)
    return deviation_turns(actor)


def turns(actor):
    return [line.what for line in waiting(actor)]


ANSWER, READ, FOLLOW = "Svara på avvikelsen", "Ni har fått svar", "Följ upp åtgärden"
YES_OR_NO, REWRITE = "Säg ja eller nej till ett svar", "Skriv om en text som är dold"
CLOSE, STUCK = "Avsluta, eller lyft om svaret inte räcker", "Se till att någon svarar"


class TestTurns:
    def test_a_manager_answers_and_the_staff_read(self, sides):
        deviation = sides.report()
        assert (turns(sides.head), turns(sides.teacher), turns(sides.nurse)) == ([ANSWER], [], [])
        due = clock.today() + dt.timedelta(days=30)
        ops.answer_deviation(deviation.pk, sides.answering(due_on=due), actor=sides.head)
        assert turns(sides.head) == turns(sides.teacher) == [READ]
        ops.read_answer(deviation.pk, actor=sides.teacher)
        assert turns(sides.head) == turns(sides.teacher) == []
        with clock.held(clock.now() + dt.timedelta(days=17)):
            assert (turns(sides.head), turns(sides.teacher)) == ([FOLLOW], [])
            wall.bind(sides.head)
            assert deviation_turns(sides.head)[0].due == due
            done = FollowedUp(rules.Result.DONE, "Det gick.")
            ops.follow_up_measure(deviation.pk, done, actor=sides.head)
            assert turns(sides.head) == []

    def test_both_sides_of_a_dispute(self, sides):
        deviation = sides.dispute()
        assert turns(sides.teacher) == turns(sides.nurse) == [ANSWER]
        split = sides.answering(decision=rules.Decision.SPLIT)
        ops.answer_deviation(deviation.pk, split, actor=sides.nurse)
        assert (turns(sides.teacher), turns(sides.nurse)) == ([YES_OR_NO], [])
        ops.refuse_answer(deviation.pk, why="Nej.", actor=sides.teacher)
        assert turns(sides.teacher) == turns(sides.nurse) == [ANSWER]

    def test_who_takes_it_has_it_and_who_disowns_it_has_not(self, sides):
        deviation = sides.dispute()
        ops.disown_deviation(deviation.pk, why="Inte vårt.", actor=sides.teacher)
        assert (turns(sides.teacher), turns(sides.nurse)) == ([], [ANSWER])
        ops.take_deviation(deviation.pk, actor=sides.nurse)
        assert (turns(sides.teacher), turns(sides.nurse)) == ([], [ANSWER])

    def test_on_the_top_it_stays_with_all_who_say_that_it_is_not_theirs(self, two):
        deviation = two.dispute()
        for _rung in range(2):
            ops.lift_deviation(deviation.pk, why="Vi enas inte.", actor=two.teacher)
        for actor in (two.top, two.director):
            ops.disown_deviation(deviation.pk, why="Inte vårt.", actor=actor)
        assert turns(two.top) == turns(two.director) == [ANSWER]

    def test_an_answer_without_measure_is_read_and_then_closed(self, sides):
        deviation = sides.report()
        none = sides.answering(decision=rules.Decision.NO_MEASURE, responsible="", due_on=None)
        ops.answer_deviation(deviation.pk, none, actor=sides.head)
        assert turns(sides.teacher) == [READ]
        ops.read_answer(deviation.pk, actor=sides.teacher)
        assert turns(sides.teacher) == [CLOSE]
        ops.close_answered(deviation.pk, actor=sides.teacher)
        assert turns(sides.teacher) == []

    def test_a_second_answer_is_told_too(self, two):
        deviation = two.report()
        ops.answer_deviation(deviation.pk, two.answering(), actor=two.head)
        ops.read_answer(deviation.pk, actor=two.teacher)
        with clock.held(clock.now() + dt.timedelta(days=1)):
            ops.lift_deviation(deviation.pk, why="Det räcker inte.", actor=two.teacher)
            ops.answer_deviation(deviation.pk, two.answering(), actor=two.area)
            ops.agree_answer(deviation.pk, actor=two.chief)
            assert turns(two.teacher) == [READ]

    def test_an_arenas_answer_reaches_those_who_reported(self, sides):
        open_one, closed = sides.report(), sides.report()
        ops.withdraw_deviation(closed.pk, why="Vi löste det.", actor=sides.teacher)
        both = [open_one.pk, closed.pk]
        told = ops.tell_reporters(both, text="En ny rutin gäller.", actor=sides.county)
        assert told == 2
        assert turns(sides.teacher) == [READ, READ]
        for one in both:
            ops.read_answer(one, actor=sides.teacher)
        assert turns(sides.teacher) == []

    def test_a_hidden_text_waits_for_those_who_wrote_it(self, sides):
        deviation = sides.dispute()
        wall.bind(sides.nurse)
        words = Words.objects.get(deviation=deviation, part="happened")
        ops.hide_words(words.pk, actor=sides.nurse)
        assert turns(sides.teacher) == [REWRITE, ANSWER]
        assert turns(sides.nurse) == [ANSWER]
        wall.bind(sides.teacher)
        line = deviation_turns(sides.teacher)[0]
        assert line.url == reverse("deviations:rewrite", args=[words.pk])
        ops.rewrite_words(words.pk, text="Nytt.", actor=sides.teacher)
        assert turns(sides.teacher) == [ANSWER]

    def test_who_follows_sees_what_has_waited_long_where_no_days_are_decided(self, two):
        number = two.report().number
        assert turns(two.county) == []
        with clock.held(clock.now() + LONG_WAIT + dt.timedelta(days=1)):
            assert turns(two.county) == turns(two.local) == [STUCK]
            assert turns(two.auditor) == turns(two.director) == []
            line = waiting(two.county)[-1]
            assert line.about == "1 avvikelse har väntat länge"
            assert number in client_of(two.county).get(line.url).content.decode()
            assert number in client_of(two.local).get(waiting(two.local)[-1].url).content.decode()
            new = two.report().number
            assert new not in client_of(two.county).get(line.url).content.decode()

    def test_a_private_report_waits_for_no_colleague(self, two):
        deviation = two.report(
            about_own_manager=True, about_party=two.municipality.pk,
            about_unit=two.units["teacher"].pk,
        )  # fmt: skip
        assert (turns(two.area), turns(two.head)) == ([ANSWER], [])
        ops.answer_deviation(deviation.pk, two.answering(), actor=two.area)
        assert (turns(two.teacher), turns(two.head)) == ([READ], [])


class TestMyTurn:
    def test_says_it_to_those_who_meet_children_and_to_those_who_do_not(self, sides):
        deviation = sides.report()
        for actor in (sides.head, sides.area):
            text = client_of(actor).get("/min-tur/").content.decode()
            assert (f"Avvikelse {deviation.number}" in text) is (actor is sides.head)
        ops.lift_deviation(deviation.pk, why="Det går inte.", actor=sides.head)
        where = sides.standing(deviation)
        assert "area" in where
        text = client_of(sides.area).get("/min-tur/").content.decode()
        assert f"Avvikelse {deviation.number}" in text

    def test_does_not_say_that_nothing_waits_when_a_deviation_does(self, two):
        empty = "Inget väntar på er just nu"
        assert empty in client_of(two.head).get("/min-tur/").content.decode()
        two.report()
        text = client_of(two.head).get("/min-tur/").content.decode()
        assert empty not in text and "En sak väntar på er" in text

    def test_statements_do_not_grow(self, two):
        def count(actor):
            wall.bind(actor)
            with CaptureQueriesContext(connection) as seen:
                deviation_turns(actor)
            return len(seen)

        actors = (two.head, two.nurse, two.county, two.stranger)
        two.report()
        few = [count(actor) for actor in actors]
        for _ in range(4):
            two.report()
            ops.answer_deviation(two.dispute().pk, two.answering(), actor=two.nurse)
        assert few == [2, 1, 2, 1], "one more where something waits, or for the county"
        assert [count(actor) for actor in actors] == few


class TestMenu:
    @pytest.mark.parametrize("code", sorted(roles()))
    def test_is_never_longer_than_six(self, code):
        entries = _entries(Actor(role=code, permissions=roles()[code].permissions))
        assert len(entries) <= MOST
        labels = [label for label, _url in entries]
        if any(p.value.startswith("deviation.") for p in roles()[code].permissions):
            assert "Avvikelser" in labels

    def test_marks_where_one_is(self, two):
        text = client_of(two.head).get("/avvikelser/").content.decode()
        assert text.count('href="/avvikelser/" aria-current="page"') == 2
        assert 'aria-label="Avvikelser"' in text
        text = client_of(two.head).get("/styrning/").content.decode()
        assert "Prova en ändring" in text and 'aria-label="Styrning"' in text
