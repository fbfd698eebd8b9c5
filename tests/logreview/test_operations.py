"""A month is opened, looked at and signed; what is refused, and what it leaves."""

import datetime as dt
import hashlib

import pytest
from django.db import transaction

from samsyn.audit.models import Event
from samsyn.children.models import Protection
from samsyn.children.operations import register_child
from samsyn.children.rules import GuardianKind, Kind
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.logreview import operations, queries
from samsyn.logreview.models import Item, Review
from samsyn.logreview.queries.past_the_wall import facts_of, items_of
from samsyn.logreview.rules.hits import ZONE, Rule
from samsyn.logreview.rules.review import Judgement, draw, month_after
from samsyn.workspace.waiting import waiting_for
from tests.logreview.months import Month
from tests.world import number_of_age


def rules_of(month: Month, number: int) -> set[Rule]:
    review = month.open()
    return {r for i in month.page(review.pk).items if i.event_id == number for r in i.rules}


class TestOpening:
    def test_the_sample_can_be_drawn_again_by_who_has_the_seed(self, month: Month):
        numbers = [month.read(month.at(day=1 + n % 27)) for n in range(40)]
        review = month.open()
        wall.bind(month.reviewer)
        drawn = Item.objects.filter(review=review, rules__contains=["sample"])
        assert tuple(drawn.order_by("event_id").values_list("event_id", flat=True)) == draw(
            review.seed, numbers
        )
        assert review.events == 40 and len(review.seed) == 64

    def test_who_has_the_seed_and_an_address_cannot_make_the_childs_word(self, month: Month):
        month.read()
        review = month.open()
        word = month.page(review.pk).items[0].child
        for shown in (review.seed, f"{review.seed}:"):
            made = hashlib.sha256(f"{shown}{month.tale.child_id}".encode()).hexdigest()
            assert word != made[:6]
        salted = hashlib.sha256(f"{review.salt}{month.tale.child_id}".encode()).hexdigest()
        assert word == salted[:6] and len(review.salt) == 64

    def test_opened_twice_it_is_the_same(self, month: Month):
        month.read()
        assert month.open().pk == month.open().pk

    def test_a_month_without_events_has_nothing_to_review(self, month: Month):
        with pytest.raises(NotPossible):
            month.open()

    def test_a_month_that_is_not_over_waits(self, month: Month):
        month.read()
        with pytest.raises(NotPossible):
            operations.open_review(month.unit.own_unit, clock.today(), actor=month.reviewer)

    @pytest.mark.parametrize("who", ["stranger", "unit"])
    def test_nobody_else_opens_it(self, month: Month, who):
        month.read()
        with pytest.raises(Denied):
            month.open(getattr(month, who))


class TestRules:
    def test_night(self, month: Month):
        assert Rule.NIGHT in rules_of(month, month.read(month.at(hour=2)))

    def test_protected(self, month: Month):
        assert Rule.PROTECTED in rules_of(month, month.read(action="protection.opened"))

    def test_own_family_name(self, month: Month):
        child = registered(month, "Person")  # as everybody who works in the world
        assert Rule.OWN_NAME in rules_of(month, month.read(child=child))

    def test_a_colleagues_child(self, month: Month):
        unit = month.world.units[month.unit.operation]
        from samsyn.access.rules import Actor
        from samsyn.organisations.operations import give_assignment, register_person

        system = Actor.system(month.world.code)
        colleague = register_person(
            "kollegan", given_name="Mio", family_name="Kollega", actor=system
        )
        give_assignment(
            colleague, unit, role="teacher", valid_from=dt.date(2020, 1, 1), actor=system
        )
        child = registered(month, "Annat", [("Mio Kollega", GuardianKind.GUARDIAN)])
        found = rules_of(month, month.read(child=child))
        assert Rule.COLLEAGUE in found and Rule.OWN_NAME not in found

    def test_no_relation(self, month: Month):
        outside = month.tale.others[0]
        month.tale.owner = outside  # the review is of the unit that tried
        number = month.read(actor=outside)
        party = month.world.units[outside.operation].party
        month.reviewer = month.world.add_unit("", party, "deras", "log_reviewer")
        assert Rule.NO_RELATION in rules_of(month, number)

    def test_with_a_record_there_is_a_relation(self, month: Month):
        assert rules_of(month, month.read()) == {Rule.SAMPLE}

    def test_after_the_case_was_closed(self, month: Month):
        from samsyn.cases.operations import close_case

        with clock.held(clock.now() - dt.timedelta(days=115)):
            month.tale.need()
            close_case(month.tale.case_id, why="Inget mer behövs", actor=month.unit)
        number = month.read()
        assert Rule.CLOSED in rules_of(month, number)


def registered(month: Month, family: str, guardians=()):
    with clock.held(clock.now() - dt.timedelta(days=100)):
        return register_child(
            number_of_age(10, 1), given_name="Bo", family_name=family, reason="Barn hos oss",
            guardians=guardians, actor=month.unit,
        ).child_id  # fmt: skip


class TestJudging:
    def test_a_word_stands_and_the_last_holds(self, month: Month):
        month.read()
        review = month.open()
        item = month.page(review.pk).items[0]
        for word in (Judgement.UNCLEAR, Judgement.IN_ORDER):
            operations.judge(item.id, judgement=word, note="Frågade", actor=month.reviewer)
        after = month.page(review.pk).items[0]
        assert after.judgement is Judgement.IN_ORDER
        assert after.judged_by == month.reviewer.user_name and after.judged_at

    def test_what_is_not_in_order_says_why(self, month: Month):
        month.read()
        item = month.page(month.open().pk).items[0]
        with pytest.raises(Refused) as refused:
            operations.judge(item.id, judgement=Judgement.WRONG, note=" ", actor=month.reviewer)
        assert refused.value.field == "note"

    def test_nobody_judges_what_the_own_hand_has_done(self, month: Month):
        month.own()
        review = month.open()
        item = month.page(review.pk).items[0]
        assert item.is_own and month.page(review.pk).left_to_others == 1
        with pytest.raises(NotPossible, match="gjort själv"):
            operations.judge(item.id, judgement=Judgement.IN_ORDER, note="", actor=month.reviewer)
        with pytest.raises(NotPossible):
            operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        second = month.second()
        assert not month.page(review.pk, second).items[0].is_own
        operations.judge(item.id, judgement=Judgement.IN_ORDER, note="", actor=second)
        operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)

    def test_another_partys_reviewer_may_not(self, month: Month):
        month.read()
        item = month.page(month.open().pk).items[0]
        with pytest.raises(Denied):
            operations.judge(item.id, judgement=Judgement.IN_ORDER, note="", actor=month.stranger)


class TestShowing:
    def test_a_child_is_two_letters_until_somebody_writes_why(self, month: Month):
        month.read()
        review = month.open()
        item = month.page(review.pk).items[0]
        assert item.name == "L.B." and not item.is_shown
        with pytest.raises(Refused):
            operations.show_child(item.id, why="vet ej", actor=month.reviewer)
        operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
        shown = month.page(review.pk).items[0]
        assert shown.name == "Lo Barnsson" and shown.is_shown

    def test_the_childs_own_log_tells_of_it(self, month: Month):
        month.read()
        item = month.page(month.open().pk).items[0]
        operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
        wall.bind(month.reviewer)
        event = Event.objects.get(action="log.child_shown")
        assert event.child_id == month.tale.child_id and event.ground == "control"
        assert event.purpose == "control"

    def test_of_a_protected_child_not_even_letters(self, month: Month):
        month.read()
        month.protect()
        review = month.open()
        item = month.page(review.pk).items[0]
        assert (item.name, item.protection, item.is_shown) == ("", Kind.REGISTERED, False)
        wall.bind(month.reviewer)
        told = repr(items_of(review.pk))
        assert "'L'" not in told and "'B'" not in told
        operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
        shown = month.page(review.pk).items[0]
        assert (shown.name, shown.protection) == ("Lo Barnsson", Kind.REGISTERED)

    def test_a_protection_that_has_ended_hides_nothing(self, month: Month):
        month.read()
        month.protect()
        with transaction.atomic():
            wall.bind(month.unit)
            Protection.objects.update(ended_at=clock.now(), ended_source="register")
        item = month.page(month.open().pk).items[0]
        assert (item.name, item.protection) == ("L.B.", None)

    def test_nobody_is_shown_after_the_signature(self, month: Month):
        month.read()
        review = month.open()
        month.judge_all(month.page(review.pk))
        operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        item = month.page(review.pk).items[0]
        with pytest.raises(NotPossible, match="underskriven"):
            operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
        assert not month.page(review.pk).items[0].is_shown

    def test_a_second_reviewer_writes_a_reason_of_its_own(self, month: Month):
        month.read()
        review = month.open()
        item = month.page(review.pk).items[0]
        operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
        assert month.page(review.pk, month.second()).items[0].name == "L.B."


class TestFinishing:
    def test_a_review_is_signed_when_everything_is_judged(self, month: Month):
        month.read()
        review = month.open()
        with pytest.raises(NotPossible):
            operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        month.judge_all(month.page(review.pk), Judgement.UNCLEAR)
        with pytest.raises(NotPossible):
            operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        month.judge_all(month.page(review.pk))
        with pytest.raises(Refused):
            operations.finish_review(review.pk, summary=" ", actor=month.reviewer)
        operations.finish_review(review.pk, summary="Allt i sin ordning", actor=month.reviewer)
        page = month.page(review.pk)
        assert page.is_finished and page.finished_by == month.reviewer.user_name

    def test_after_that_nothing_is_added(self, month: Month):
        month.read()
        review = month.open()
        month.judge_all(month.page(review.pk))
        operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        with pytest.raises(NotPossible):
            month.judge_all(month.page(review.pk))
        with pytest.raises(NotPossible):
            operations.finish_review(review.pk, summary="Igen", actor=month.reviewer)

    def test_every_step_of_the_review_is_itself_in_the_log(self, month: Month):
        month.read()
        review = month.open()
        month.judge_all(month.page(review.pk))
        operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        wall.bind(month.reviewer)
        actions = set(Event.objects.values_list("action", flat=True))
        assert actions >= {
            "log.review_opened", "log.review_read", "log.judged", "log.review_finished"
        }  # fmt: skip


class TestOverview:
    def overview(self, month: Month, actor=None):
        wall.bind(actor or month.reviewer)
        return queries.overview(actor or month.reviewer)

    def test_months_wait_until_they_are_signed(self, month: Month):
        month.read()
        [line] = [x for x in self.overview(month).waiting if x.month == month.first]
        assert (line.unit_id, line.events, line.review_id) == (month.unit.unit_id, 1, None)
        review = month.open()
        month.judge_all(month.page(review.pk))
        operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        assert [x.review_id for x in self.overview(month).finished] == [review.pk]

    def test_numbers_are_of_different_events(self, month: Month):
        for day in (3, 4, 5):
            month.read(month.at(day=day))
        review = month.open()
        first, second, _third = month.page(review.pk).items
        for item in (first, first, second):
            operations.judge(item.id, judgement=Judgement.IN_ORDER, note="", actor=month.reviewer)
        [line] = [x for x in self.overview(month).waiting if x.month == month.first]
        assert (line.items, line.judged) == (3, 2)

    def test_min_tur_tells_the_months_that_the_overview_has(self, month: Month):
        month.read()
        month.read(dt.datetime.combine(month_after(month.first, -2), dt.time(0, 30), ZONE))
        month.read(dt.datetime.combine(month_after(month.first, -7), dt.time(12), ZONE))
        month.read(clock.now())
        lines = self.overview(month).waiting
        turns = queries.log_turns(month.reviewer)
        assert {t.since_on for t in turns} == {month_after(line.month) for line in lines}
        assert len(turns) >= 2
        review = month.open()
        month.judge_all(month.page(review.pk))
        operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
        wall.bind(month.reviewer)
        assert len(queries.log_turns(month.reviewer)) == len(turns) - 1

    def test_another_party_sees_none_of_it(self, month: Month):
        month.read()
        assert not [
            x for x in self.overview(month, month.stranger).waiting
            if x.unit_id == month.unit.unit_id
        ]  # fmt: skip

    def test_a_late_month_stands_on_min_tur(self, month: Month):
        month.read()
        with clock.held(clock.now() + dt.timedelta(days=70)):
            wall.bind(month.reviewer)
            turns = [t for t in waiting_for(month.reviewer) if "Granska loggen" in t.what]
        assert any(turn.is_late for turn in turns)

    def test_nobody_elses_min_tur_has_it(self, month: Month):
        month.read()
        wall.bind(month.unit)
        assert not [t for t in waiting_for(month.unit) if "Granska loggen" in t.what]


def test_facts_are_only_of_the_own_party(month: Month):
    month.read()
    wall.bind(month.reviewer)
    assert len(facts_of(month.unit.own_unit, month.first, "x")) == 1
    for nobody in (month.stranger, month.unit, None):
        wall.bind(nobody)
        assert facts_of(month.unit.own_unit, month.first, "x") == []
    assert not Review.objects.exists()
