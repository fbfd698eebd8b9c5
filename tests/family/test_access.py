"""Who in a family sees what, given by whom, until when, and nobody else?"""

import datetime as dt
import uuid

import pytest
from django.db import connection, transaction

from samsyn.access.rules import Actor
from samsyn.accounts.models import Identity
from samsyn.audit.models import Event
from samsyn.audit.trail import record
from samsyn.cases.operations import share_case, withdraw_family_consent
from samsyn.children.models import ChildRecord, Guardian
from samsyn.children.operations import keep_guardians_unaware, protect_child
from samsyn.children.rules import Kind, Source
from samsyn.family import operations, queries, rules
from samsyn.family.access import Member
from samsyn.family.models import FamilyAccess
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.releases.models import Release
from samsyn.releases.rules import Ground, Scope
from tests.world import Tale, World, number_of_age, published_numbers

TODAY = dt.date(2026, 12, 1)


def grown_up() -> str:
    """A published test number of somebody born in 1979."""
    return next(n for n in published_numbers() if n.startswith("1979"))


def guardian_of(tale: Tale) -> Guardian:
    wall.bind(tale.owner)
    return Guardian.objects.filter(record__child_id=tale.child_id).order_by("name")[0]


def let_in(tale: Tale, *, number: str = "", **changes) -> FamilyAccess:
    values = {
        "guardian_id": guardian_of(tale).pk, "number": number or grown_up(),
        "valid_until": clock.today() + dt.timedelta(days=90), "is_checked": True,
        "actor": tale.owner,
    }  # fmt: skip
    return operations.give_access(tale.child_id, **{**values, **changes})


def seen(access: FamilyAccess, user_id=None):
    member = Member(user_id or access.user_id)
    with transaction.atomic():
        wall.bind(member)
        return queries.family_page_for(member, access.pk)


class TestRules:
    def test_a_guardians_access_ends_the_day_before_the_child_comes_of_age(self):
        born = dt.date(2009, 3, 1)
        assert rules.last_day(rules.Relation.GUARDIAN, born, TODAY) == dt.date(2027, 2, 28)
        assert rules.last_day(rules.Relation.SELF, born, TODAY) == TODAY + rules.LONGEST

    def test_nothing_is_given_to_the_guardian_of_a_grown_up(self):
        born = dt.date(2008, 12, 1)
        assert rules.last_day(rules.Relation.GUARDIAN, born, TODAY) is None

    def test_a_leap_days_child_comes_of_age_on_the_first_of_march(self):
        assert rules.comes_of_age(dt.date(2012, 2, 29)) == dt.date(2030, 3, 1)


class TestGiving:
    def test_the_number_is_kept_as_a_digest_only(self, world: World):
        tale = world.tale()
        access = let_in(tale)
        (identity,) = Identity.objects.filter(user_id=access.user_id)
        assert grown_up() not in identity.value and len(identity.value) == 64

    def test_one_and_the_same_person_for_two_children(self, county: World):
        first = let_in(county.tale())
        other = Tale(county, county.fitting(11, 1)[0], [], 11)
        other.register()
        assert let_in(other).user_id == first.user_id

    def test_the_young_person_itself_needs_no_number(self, world: World):
        tale = world.tale(years=16)
        access = let_in(tale, guardian_id=None, number="-")
        assert access.relation == "self" and seen(access).is_own

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"is_checked": False}, "checked"),
            ({"number": "123"}, "number"),
            ({"guardian_id": uuid.uuid4()}, "who"),
            ({"valid_until": dt.date(2020, 1, 1)}, "valid_until"),
            ({"valid_until": dt.date(2099, 1, 1)}, "valid_until"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(self, county: World, changes, field):
        with pytest.raises(Refused) as refused:
            let_in(county.tale(), **changes)
        assert refused.value.field == field
        assert not FamilyAccess.objects.exists()

    def test_the_childs_own_number_is_no_guardians(self, county: World):
        with pytest.raises(Refused) as refused:
            let_in(county.tale(), number=number_of_age(10))
        assert refused.value.field == "number"

    def test_twice_is_refused_until_the_first_has_ended(self, county: World):
        tale = county.tale()
        first = let_in(tale)
        with pytest.raises(Refused):
            let_in(tale)
        operations.end_access(tale.child_id, first.pk, actor=tale.owner)
        assert let_in(tale).pk != first.pk

    def test_a_unit_that_does_not_know_the_child_cannot(self, county: World):
        tale = county.tale()
        guardian = guardian_of(tale).pk
        with pytest.raises(NotPossible):
            let_in(tale, guardian_id=guardian, actor=tale.others[0])

    def test_a_role_that_meets_no_children_cannot(self, county: World):
        tale = county.tale()
        guardian = guardian_of(tale).pk
        auditor = county.add_unit(
            tale.owner.operation, county.units[tale.owner.operation].party, "a", role="auditor"
        )
        with pytest.raises(Denied):
            let_in(tale, guardian_id=guardian, actor=auditor)


class TestSeeing:
    def test_is_what_the_giving_unit_has(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        page = seen(let_in(tale))
        assert page.child == "Lo" and page.unit == tale.owner.unit_name
        assert [goal.words for goal in page.plans[0].content.goals] == ["Jag vill ha en kompis"]
        assert page.consents[0].holds and page.consents[0].excludes == "Syskonen"
        assert {line.unit for line in page.shared} == {a.unit_name for a in tale.others}
        assert page.readings[0].times > 0
        assert [m.place for m in page.meetings] == ["Länk"]

    def test_never_what_was_written_of_the_worry(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        assert "Hemlig oro" not in repr(seen(let_in(tale)))

    def test_another_unit_shows_nothing_of_its_own(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        other = tale.others[0]
        wall.bind(other)
        assert ChildRecord.objects.filter(child_id=tale.child_id, unit_id=other.unit_id).exists()
        access = let_in(tale, guardian_id=None, number="", actor=other)
        page = seen(access)
        assert (page.plans, page.consents, page.shared, page.meetings) == ((), (), (), ())

    def test_a_withdrawal_shows_at_once(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        access = let_in(tale)
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        page = seen(access)
        assert not page.consents[0].holds and not any(line.holds for line in page.shared)

    def test_is_recorded_as_a_reading(self, county: World):
        tale = county.tale()
        access = let_in(tale)
        seen(access)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('samsyn.unit', '', true), set_config('samsyn.user', %s, true)",
                [str(access.user_id)],
            )
        assert Event.objects.filter(action="family.read", child_id=tale.child_id).count() == 1

    def test_never_that_something_was_shared_on_a_duty_to_report(self, county: World):
        tale = county.tale(others=2)
        tale.need(), tale.family()
        share_on_duty(tale)
        page = seen(let_in(tale))
        assert page.shared == ()
        wall.bind(tale.owner)
        released = {row.from_unit_id for row in Release.objects.filter(matter_id=tale.case_id)}
        assert released == {tale.owner.unit_id}

    def test_readings_are_what_the_logs_extract_may_tell_of(self, county: World):
        tale = county.tale(others=2)
        access = let_in(tale)
        (before,) = seen(access).readings
        with transaction.atomic():
            wall.bind(tale.owner)
            for action, ground in (
                ("release.decided", "duty_by_law"), ("deviation.read", ""), ("child.refused", ""),
                ("odd.thing", ""),
            ):  # fmt: skip
                record(action, "thing", actor=tale.owner, child_id=tale.child_id, ground=ground)
        assert seen(access).readings == (before,)
        with transaction.atomic():
            wall.bind(tale.owner)
            record("child.read", "child", actor=tale.owner, child_id=tale.child_id)
        assert seen(access).readings[0].times == before.times + 1

    def test_a_meeting_that_was_moved_stands_once(self, county: World):
        tale = county.tale(others=2)
        tale.need(), tale.family(), tale.call(), tale.answers()
        tale.call(meets_at=clock.now() + dt.timedelta(days=21), place="Nya rummet")
        assert [m.place for m in seen(let_in(tale)).meetings] == ["Nya rummet"]


class TestNobodyElse:
    def test_another_person_gets_nothing(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        access = let_in(tale)
        assert seen(access, uuid.uuid4()) is None
        assert seen(access, tale.owner.user_id) is None

    def test_nothing_after_it_has_ended_or_run_out(self, county: World):
        tale = county.tale()
        access = let_in(tale)
        with clock.held(clock.now() + dt.timedelta(days=91)):
            assert seen(access) is None
        operations.end_access(tale.child_id, access.pk, actor=tale.owner)
        assert seen(access) is None

    def test_a_professional_gets_nothing_as_a_unit(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        access = let_in(tale)
        for actor in (tale.owner, tale.others[0], Actor.system(county.code)):
            wall.bind(actor)
            assert one(access) is None

    def test_a_member_meets_no_row_of_any_table(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        access = let_in(tale)
        wall.bind(Member(access.user_id))
        met = {
            model._meta.db_table
            for model in wall.models_about_children()
            if model._meta.db_table != "audit_event" and model._base_manager.exists()
        }
        assert met == {"family_familyaccess"}

    def test_another_unit_does_not_learn_who_was_let_in(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        let_in(tale)
        wall.bind(tale.others[0])
        assert not FamilyAccess.objects.exists()

    def test_another_unit_cannot_end_it(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        access = let_in(tale)
        with pytest.raises(NotPossible):
            operations.end_access(tale.child_id, access.pk, actor=tale.others[0])


def doors(access: FamilyAccess) -> list[uuid.UUID]:
    with transaction.atomic():
        wall.bind(Member(access.user_id))
        return [door.id for door in queries.doors_of(Member(access.user_id))]


def share_on_duty(tale: Tale) -> None:
    """The owner shares the need with another unit because the law says that it must."""
    share_case(
        tale.case_id, [tale.others[0].unit_id], scopes=(Scope.NEED,), ground=Ground.DUTY_BY_LAW,
        valid_until=clock.today() + dt.timedelta(days=30), note="Anmälan", actor=tale.owner,
    )  # fmt: skip
    wall.bind(tale.owner)


def one(access: FamilyAccess):
    with connection.cursor() as cursor:
        cursor.execute("SELECT family_view(%s)", [access.pk])
        return cursor.fetchone()[0]


class TestProtected:
    """A child that nobody may find has no pages of its own, given before or after."""

    def test_nothing_is_given(self, county: World):
        tale = county.tale()
        guardian = guardian_of(tale).pk
        protect_child(tale.child_id, kind=Kind.MARKED, source=Source.REGISTER, actor=tale.owner)
        with pytest.raises(Denied):
            let_in(tale, guardian_id=guardian)

    def test_what_was_given_shows_nothing_from_then(self, county: World):
        tale = county.tale()
        access = let_in(tale)
        assert seen(access) is not None and doors(access) == [access.pk]
        protect_child(tale.child_id, kind=Kind.MARKED, source=Source.REGISTER, actor=tale.owner)
        assert seen(access) is None and doors(access) == []

    def test_what_another_unit_knows_of_somebody_kept_unaware_holds_here_too(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        guardian = guardian_of(tale)
        keep_guardians_unaware(tale.child_id, guardians=[str(guardian.pk)], actor=tale.owner)
        other = tale.others[0]
        with pytest.raises(Denied) as refused:
            let_in(tale, guardian_id=None, number="", actor=other)
        assert guardian.name not in str(refused.value)
        assert tale.owner.unit_name not in str(refused.value)

    def test_a_guardian_who_must_not_find_the_child_closes_them_for_all(self, county: World):
        tale = county.tale()
        access, guardian = let_in(tale), guardian_of(tale)
        keep_guardians_unaware(tale.child_id, guardians=[str(guardian.pk)], actor=tale.owner)
        assert seen(access) is None
