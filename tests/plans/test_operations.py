"""Is a plan written together, agreed by all, changed openly and followed up?"""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from samsyn.cases.models import Case
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Changed, Denied, NotPossible, Refused
from samsyn.plans import operations as plans
from samsyn.plans import rules
from samsyn.plans.models import PlanVersion
from samsyn.plans.rules import Outcome, State
from tests.world import World


class TestAgreeing:
    def test_the_last_yes_puts_it_in_force(self, world: World):
        tale = world.tale().to_plan_in_force()
        page = tale.plan(tale.owner)
        assert page.state is State.AGREED
        assert page.agreed == page.version
        assert Case.objects.get(pk=tale.case_id).state == "in_force"

    def test_one_silent_unit_keeps_it_a_draft(self, world: World):
        tale = world.tale()
        tale.need(), tale.family(), tale.call(), tale.answers(), tale.meet(), tale.start()
        tale.write()
        for actor in [tale.owner, *tale.others[:-1]]:
            tale.say(actor)
        page = tale.plan(tale.owner)
        assert page.state is State.DRAFT
        assert [p.unit_id for p in page.waiting] == [tale.others[-1].unit_id]

    def test_a_change_by_one_reopens_the_others(self, world: World):
        tale = world.tale().to_plan_in_force()
        tale.write(replace(tale.plan(tale.owner).content, crisis="Ring Kim"), tale.others[0])
        page = tale.plan(tale.owner)
        assert page.state is State.DRAFT
        assert len(page.waiting) == 1 + len(tale.others)
        tale.agree()
        assert tale.plan(tale.owner).state is State.AGREED

    def test_an_old_version_cannot_be_agreed_to(self, county: World):
        tale = county.tale().to_plan_in_force()
        old = tale.plan(tale.others[0]).version
        tale.write(replace(tale.plan(tale.owner).content, crisis="Ring"))
        with pytest.raises(Changed):
            tale.say(tale.others[0], version=old)

    def test_a_no_needs_a_reason_and_stops_it(self, county: World):
        tale = county.tale().to_plan_in_force()
        tale.write(replace(tale.plan(tale.owner).content, crisis="Ring"))
        with pytest.raises(Refused):
            plans.answer_plan(
                tale.plan_id, version=tale.plan(tale.others[0]).version, yes=False, why=" ",
                own_consent=False, actor=tale.others[0],
            )  # fmt: skip
        tale.say(tale.others[0], yes=False)
        for actor in [tale.owner, *tale.others[1:]]:
            tale.say(actor)
        assert tale.plan(tale.owner).state is State.DRAFT

    def test_an_incomplete_plan_cannot_be_agreed_to(self, county: World):
        tale = county.tale()
        tale.need(), tale.family(), tale.call(), tale.answers(), tale.meet(), tale.start()
        with pytest.raises(NotPossible):
            tale.say(tale.owner)

    def test_a_unit_outside_is_denied(self, county: World):
        tale = county.tale().to_plan_in_force()
        stranger = county.fitting(10, 6)[-1]
        assert stranger not in tale.others
        with pytest.raises((Denied, NotPossible)):
            plans.answer_plan(
                tale.plan_id, version=2, yes=True, why="", own_consent=True, actor=stranger
            )


class TestWriting:
    def test_two_who_write_in_different_places_are_joined(self, county: World):
        tale = county.tale().to_plan_in_force()
        base, version = tale.plan(tale.owner).content, tale.plan(tale.owner).version
        tale.write(replace(base, crisis="Ring Kim"))
        saved = plans.save_plan(
            tale.plan_id, replace(base, works="Sång"), base_version=version, actor=tale.others[0]
        )
        assert saved.merged
        content = tale.plan(tale.owner).content
        assert (content.crisis, content.works) == ("Ring Kim", "Sång")

    def test_two_who_write_in_the_same_place_are_told_and_nothing_is_saved(self, county: World):
        tale = county.tale().to_plan_in_force()
        base, version = tale.plan(tale.owner).content, tale.plan(tale.owner).version
        tale.write(replace(base, crisis="Ring Kim"))
        saved = plans.save_plan(
            tale.plan_id, replace(base, crisis="Ring Robin"), base_version=version,
            actor=tale.others[0],
        )  # fmt: skip
        assert [(c.mine, c.theirs) for c in saved.clashes] == [("Ring Robin", "Ring Kim")]
        assert tale.plan(tale.owner).content.crisis == "Ring Kim"

    def test_a_form_without_unit_names_is_no_change_of_its_rows(self, county: World):
        tale = county.tale().to_plan_in_force()
        base, version = tale.plan(tale.owner).content, tale.plan(tale.owner).version
        first = replace(base.actions[0], what="Gör något annat")
        tale.write(replace(base, actions=(first, *base.actions[1:])))
        typed = tuple(replace(action, unit_name="") for action in base.actions)
        saved = plans.save_plan(
            tale.plan_id, replace(base, works="Sång", actions=typed, lead_unit_name=""),
            base_version=version, actor=tale.others[0],
        )  # fmt: skip
        assert saved.clashes == ()
        content = tale.plan(tale.owner).content
        assert (content.works, content.actions[0].what) == ("Sång", "Gör något annat")

    def test_after_a_clash_the_draft_holds_both_edits(self, county: World):
        tale = county.tale().to_plan_in_force()
        base, version = tale.plan(tale.owner).content, tale.plan(tale.owner).version
        more = (*base.goals, rules.Goal("g9", "Lära mig simma"))
        tale.write(replace(base, crisis="Ring Kim", goals=more))
        saved = plans.save_plan(
            tale.plan_id, replace(base, crisis="Ring Robin"), base_version=version,
            actor=tale.others[0],
        )  # fmt: skip
        assert (saved.draft.crisis, saved.draft.goals) == ("Ring Robin", more)

    def test_saving_the_same_makes_no_version(self, county: World):
        tale = county.tale().to_plan_in_force()
        before = tale.plan(tale.owner)
        tale.write(before.content)
        assert tale.plan(tale.owner).version == before.version
        assert tale.plan(tale.owner).state is State.AGREED

    def test_an_action_that_ends_before_it_begins_is_refused(self, county: World):
        tale = county.tale().to_plan_in_force()
        content = tale.plan(tale.owner).content
        wrong = replace(content.actions[0], from_on="2026-05-01", to_on="2026-04-01")
        with pytest.raises(Refused, match="slutar innan"):
            tale.write(replace(content, actions=(wrong,)))

    def test_a_version_never_changes(self, county: World):
        tale = county.tale().to_plan_in_force()
        wall.bind(tale.owner)
        with pytest.raises(DatabaseError), transaction.atomic():
            PlanVersion.objects.filter(plan_id=tale.plan_id).update(content={})

    def test_a_plan_begins_with_what_is_known(self, county: World):
        tale = county.tale()
        tale.need(), tale.family(), tale.call(), tale.answers(), tale.meet(), tale.start()
        content = tale.plan(tale.owner).content
        assert content.situation == "Bilden"
        assert content.child_view == "Jag vill vara med"


class TestFollowUp:
    def test_goes_on(self, world: World):
        tale = world.tale().to_plan_in_force()
        tale.look(Outcome.CONTINUE)
        page = tale.plan(tale.owner)
        assert page.state is State.AGREED
        assert page.next_follow_up == clock.today() + dt.timedelta(days=90)
        assert len(page.follow_ups[0].results) == 1 + len(page.content.actions)

    def test_new_version(self, world: World):
        tale = world.tale().to_plan_in_force()
        tale.look(Outcome.NEW_VERSION)
        assert tale.plan(tale.owner).state is State.DRAFT

    def test_ends(self, world: World):
        tale = world.tale().to_plan_in_force()
        tale.look(Outcome.END, next_on=None)
        assert tale.plan(tale.owner).state is State.ENDED
        assert Case.objects.get(pk=tale.case_id).state == "finished"

    def test_every_goal_and_action_is_evaluated(self, county: World):
        tale = county.tale().to_plan_in_force()
        with pytest.raises(Refused, match="varje mål"):
            tale.look(Outcome.CONTINUE, results={})

    def test_is_denied_to_those_who_do_not_lead(self, county: World):
        tale = county.tale().to_plan_in_force()
        looked = plans.following_up.Looked(
            clock.today(), {}, "x", rules.Outcome.CONTINUE, "x", clock.today()
        )
        with pytest.raises(Denied):
            plans.follow_up_plan(tale.plan_id, looked, actor=tale.others[0])
