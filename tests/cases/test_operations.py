"""Does each step of the way do what it says, and refuse what it must?"""

import datetime as dt
import uuid

import pytest

from samsyn.access.rules import Actor
from samsyn.cases import operations as cases
from samsyn.cases.models import Case, CaseStep, Summons
from samsyn.cases.rules import Reply, State, Taking
from samsyn.consents.operations import GivenAnswer
from samsyn.consents.rules import Giver
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.organisations.operations import close_unit
from samsyn.releases.rules import Ground, Scope
from tests.world import Tale, World


def state_of(tale) -> str:
    wall.bind(tale.owner)
    return Case.objects.get(pk=tale.case_id).state


class TestRecordNeed:
    def test_opens_a_case_with_the_engines_answer_of_the_day(self, world: World):
        tale = world.tale()
        tale.need()
        page = tale.page(tale.owner)
        assert page.state is State.NEED
        assert page.need.answer["on"] == clock.today().isoformat()
        assert page.need.answer["agreement"]

    def test_the_same_form_twice_gives_one_case(self, county: World):
        tale, once = county.tale(), uuid.uuid4()
        seen = cases.needs.Seen(["social"], cases.needs.rules.Extent.MILD, "", "Oro")
        first = cases.record_need(tale.child_id, seen, submission=once, actor=tale.owner)
        again = cases.record_need(tale.child_id, seen, submission=once, actor=tale.owner)
        assert again.pk == first.pk
        assert Case.objects.count() == 1

    def test_is_refused_outside_the_target_group(self, county: World):
        tale = county.tale(years=17)
        from samsyn.cases.queries.responsibility import outside_target_group
        from samsyn.children.models import Child

        born_on = Child.objects.get(pk=tale.child_id).born_on
        assert outside_target_group(county.code, born_on) == ""
        adult = born_on.replace(year=clock.today().year - 30)
        assert "30" in outside_target_group(county.code, adult)

    def test_is_refused_without_an_area(self, county: World):
        tale = county.tale()
        with pytest.raises(Refused) as refusal:
            tale.need(areas=[])
        assert refusal.value.field == "areas"

    def test_is_denied_to_a_role_that_meets_no_children(self, county: World):
        tale = county.tale()
        auditor = county.add_unit(
            tale.owner.operation, county.units[tale.owner.operation].party, "rev", role="auditor"
        )
        with pytest.raises(Denied):
            cases.record_need(
                tale.child_id, cases.needs.Seen(["social"], cases.needs.rules.Extent.MILD, "", "x"),
                submission=uuid.uuid4(), actor=auditor,
            )  # fmt: skip

    def test_ten_thousand_characters_and_emoji_and_arabic_are_kept(self, county: World):
        tale = county.tale()
        text = "أحب المدرسة 🙂 " * 700
        tale.need(worry=text[:10_000])
        assert tale.page(tale.owner).need.worry == text[:10_000]


class TestFamilyAnswer:
    def test_yes_opens_the_way(self, world: World):
        tale = world.tale()
        tale.need()
        tale.family()
        assert state_of(tale) == "consented"

    def test_no_is_kept_and_shares_nothing(self, world: World):
        tale = world.tale()
        tale.need()
        tale.family(yes=False)
        assert state_of(tale) == "declined"
        with pytest.raises(Refused):
            tale.call()
        assert tale.page(tale.others[0]) is None

    def test_a_relative_who_may_not_consent_is_refused(self, county: World):
        tale = county.tale()
        tale.need()
        with pytest.raises(Refused, match="vårdnadshavare"):
            tale.family(answers=[GivenAnswer(Giver.OTHER, "Moster", True)])
        assert state_of(tale) == "need"

    def test_a_young_child_alone_needs_a_judgement(self, county: World):
        tale = county.tale(years=11)
        tale.need()
        with pytest.raises(Refused) as refusal:
            tale.family(answers=[GivenAnswer(Giver.CHILD, "Lo", True)])
        assert refusal.value.field == "maturity_note"

    def test_an_adult_answers_alone(self, county: World):
        tale = county.tale(years=18)
        tale.need()
        with pytest.raises(Refused, match="bestämmer själv"):
            tale.family(answers=[GivenAnswer(Giver.GUARDIAN, "Kim", True)])
        tale.family()
        assert state_of(tale) == "consented"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"given_on": dt.date(2999, 1, 1)}, "given_on"),
            ({"valid_until": dt.date(2020, 1, 1)}, "valid_until"),
            ({"units": []}, "units"),
            ({"consequences_explained": False}, "consequences_explained"),
        ],
    )
    def test_bad_input_is_refused_at_its_field(self, county: World, change, field):
        tale = county.tale()
        tale.need()
        with pytest.raises(Refused) as refusal:
            tale.family(**change)
        assert refusal.value.field == field

    def test_a_new_yes_renews_what_rests_on_the_old(self, county: World):
        tale = county.tale().to_plan_in_force()
        with clock.held(clock.now() + dt.timedelta(days=290)):
            tale.family(valid_until=clock.today() + dt.timedelta(days=300))
        with clock.held(clock.now() + dt.timedelta(days=400)):
            assert tale.page(tale.others[0]) is not None


class TestTwoCasesOfOneChild:
    def two(self, county: World) -> tuple[Tale, Tale]:
        first = county.tale(others=2).to_plan_in_force()
        second = Tale(county, first.owner, first.others, first.years, child_id=first.child_id)
        second.need()
        return first, second

    def test_a_yes_in_one_carries_nothing_in_the_other(self, county: World):
        _first, second = self.two(county)
        with pytest.raises(Refused):
            second.call()

    def test_a_withdrawal_in_one_leaves_the_other(self, county: World):
        first, second = self.two(county)
        second.family()
        second.call()
        cases.withdraw_family_consent(second.case_id, by="Kim", actor=second.owner)
        assert second.page(second.others[0]) is None
        assert first.page(first.others[0]) is not None
        assert state_of(first) == "in_force"


class TestCall:
    def test_shows_each_called_unit_the_need_and_the_call(self, world: World):
        tale = world.tale()
        tale.need()
        tale.family()
        tale.call()
        for actor in tale.others:
            page = tale.page(actor)
            assert page.need.worry == "Hemlig oro"
            assert page.my_summons.reply == ""

    def test_a_unit_outside_the_consent_is_refused(self, county: World):
        tale = county.tale(others=3)
        tale.need()
        tale.family(units=[tale.others[0].unit_id])
        with pytest.raises(Refused, match="Samtycket gäller inte"):
            tale.call()
        assert state_of(tale) == "consented"
        assert tale.page(tale.others[0]) is None

    def test_a_unit_of_the_wrong_age_is_refused_and_says_who_instead(self, county: World):
        tale = county.tale(years=15)
        adult = county.actors["vuxenpsykiatri"]
        tale.others = [adult]
        tale.need(areas=["psychiatric"])
        tale.family()
        with pytest.raises(Refused, match="18"):
            tale.call()

    def test_a_closed_unit_is_refused(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        unit = county.units[tale.others[0].operation]
        close_unit(unit, on=clock.today(), actor=Actor.system(county.code))
        with pytest.raises(Refused, match="har stängt"):
            tale.call()

    def test_a_past_meeting_is_refused(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        with pytest.raises(Refused) as refusal:
            tale.call(meets_at=clock.now() - dt.timedelta(days=1))
        assert refusal.value.field == "meets_on"

    def test_twice_is_refused(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        tale.call()
        with pytest.raises(NotPossible):
            tale.call()
        assert Summons.objects.count() == len(tale.others)


class TestAnswer:
    def test_the_last_answer_moves_the_turn(self, world: World):
        tale = world.tale()
        tale.need()
        tale.family()
        tale.call()
        tale.answers(tale.others[:-1])
        assert state_of(tale) == "called"
        tale.answers(tale.others[-1:])
        assert state_of(tale) == "answered"

    def test_is_denied_to_another_unit(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        tale.call()
        first = tale.page(tale.others[0]).my_summons
        with pytest.raises((Denied, NotPossible)):
            cases.answer_call(first.id, reply=Reply.COMES, person="x", actor=tale.others[1])

    def test_a_no_needs_a_reason(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        tale.call()
        summons = tale.page(tale.others[0]).my_summons
        with pytest.raises(Refused) as refusal:
            cases.answer_call(summons.id, reply=Reply.DOES_NOT_COME, actor=tale.others[0])
        assert refusal.value.field == "why"

    def test_a_reminder_once_a_day(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        tale.call()
        summons = tale.page(tale.owner).call.summons[0]
        assert cases.remind_unit(summons.id, actor=tale.owner).reminders == 1
        with pytest.raises(NotPossible, match="i dag"):
            cases.remind_unit(summons.id, actor=tale.owner)


class TestOldCall:
    def test_only_the_latest_call_is_answered(self, county: World):
        tale = county.tale(others=2)
        tale.need()
        tale.family()
        tale.call()
        old = tale.page(tale.others[0]).my_summons
        tale.meet()
        tale.call()
        with pytest.raises(NotPossible, match="nyare"):
            cases.answer_call(old.id, reply=Reply.COMES, person="x", actor=tale.others[0])
        assert state_of(tale) == "called"


class TestMeeting:
    def test_a_child_that_is_not_there_still_has_a_voice(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        tale.call()
        with pytest.raises(Refused) as refusal:
            tale.meet(child_took_part=Taking.NOT)
        assert refusal.value.field == "spokesperson"
        tale.meet(child_took_part=Taking.NOT, spokesperson="Kuratorn")
        assert state_of(tale) == "met"

    def test_the_child_gets_an_answer(self, county: World):
        tale = county.tale()
        tale.need()
        tale.family()
        tale.call()
        meeting = tale.meet()
        cases.record_answer_to_child(
            meeting.pk, on=clock.today(), by="Kim", how="Ritade", actor=tale.owner
        )
        assert tale.page(tale.owner).meeting.answered_child_by == "Kim"


class TestClosing:
    def test_closing_stops_the_sharing_and_reopening_starts_from_the_need(self, county: World):
        tale = county.tale().to_plan_in_force()
        cases.close_case(tale.case_id, why="Målen är nådda", actor=tale.owner)
        assert tale.page(tale.others[0]) is None
        cases.reopen_case(tale.case_id, why="Nytt behov", actor=tale.owner)
        assert state_of(tale) == "need"

    def test_closing_ends_releases_on_every_ground(self, county: World):
        tale = county.tale()
        tale.need()
        cases.share_case(
            tale.case_id, [tale.others[0].own_unit], scopes=[Scope.NEED], ground=Ground.DUTY_BY_LAW,
            valid_until=clock.today() + dt.timedelta(days=30), note="Bedömt", actor=tale.owner,
        )  # fmt: skip
        assert tale.page(tale.others[0]) is not None
        cases.close_case(tale.case_id, why="Klart", actor=tale.owner)
        assert tale.page(tale.others[0]) is None

    def test_every_move_leaves_a_step(self, county: World):
        tale = county.tale().to_plan_in_force()
        wall.bind(tale.owner)
        actions = list(
            CaseStep.objects.filter(case_id=tale.case_id).values_list("action", flat=True)
        )
        assert actions == ["need", "consent", "call", "answer", "meet", "draft", "agree"]
