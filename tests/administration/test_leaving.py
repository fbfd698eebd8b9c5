"""When somebody leaves, everything open gets a new owner first; never is anything without one."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.translation import override

from samsyn.access.rules import Actor
from samsyn.accounts.models import LoginSession
from samsyn.administration import operations
from samsyn.administration.models import Handover
from samsyn.administration.operations.units import told
from samsyn.administration.queries.turns import administration_turns, taken_over
from samsyn.administration.queries.work import leaving, open_work, ownerless
from samsyn.administration.rules import Kind
from samsyn.audit.models import Event
from samsyn.children.operations import name_person, protect_child
from samsyn.children.rules import Kind as Protected
from samsyn.children.rules import Source
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.organisations.models import Assignment, Leave
from samsyn.organisations.operations import cut_leave, end_assignment, give_assignment
from tests.administration.conftest import Office, the_actor
from tests.browsing import client_of


def work_of(office: Office, actor: Actor | None = None):
    wall.bind(actor or office.own)
    return open_work([office.unit.pk], actor or office.own)


def page_of(office: Office):
    wall.bind(office.own)
    row = Assignment.objects.select_related("user", "unit").get(pk=office.tale.owner.assignment_id)
    return leaving(row, office.own)


class TestWhatIsLeft:
    def test_a_case_is_in_the_hands_of_who_moved_it_last(self, office: Office):
        office.tale.need()
        (row,) = work_of(office)
        assert (row.kind, row.user_id) == (Kind.CASE, office.tale.owner.user_id)

    def test_each_kind_is_told(self, office: Office):
        office.tale.to_plan_in_force()
        kinds = {row.kind for row in work_of(office)}
        assert {Kind.CASE, Kind.PLAN} <= kinds

    def test_a_call_and_a_plan_to_answer_are_the_called_units(self, office: Office):
        tale = office.tale
        tale.need(), tale.family(), tale.call()
        called = tale.others[0]
        wall.bind(called)
        assert [row.kind for row in open_work([called.unit_id], called)] == [Kind.CALL]
        tale.answers(), tale.meet(), tale.start(), tale.write()
        wall.bind(called)
        assert [row.kind for row in open_work([called.unit_id], called)] == [Kind.ANSWER]

    def test_it_says_nothing_of_who(self, office: Office):
        office.tale.to_plan_in_force()
        text = repr(work_of(office))
        assert "Lo" not in text.replace("Location", "") or "Barnsson" not in text
        assert str(office.tale.child_id) not in text

    def test_nothing_of_a_unit_that_is_not_ones_own(self, office: Office):
        office.tale.need()
        assert work_of(office, office.elsewhere) == []
        assert work_of(office, office.tale.others[0]) == []
        assert len(work_of(office, office.party)) == 1


class TestEnding:
    def test_is_refused_before_everything_is_handed_over(self, office: Office):
        office.tale.need()
        office.colleague()
        with pytest.raises(Refused) as refused:
            operations.end_and_hand_over(
                office.tale.owner.own_assignment, last_day=clock.today(), takers={},
                actor=office.own,
            )  # fmt: skip
        assert refused.value.field == "to_case"
        assert Assignment.objects.get(pk=office.tale.owner.assignment_id).valid_to is None

    def test_is_refused_when_nobody_can_take_over(self, office: Office):
        office.tale.need()
        office.colleague(role="administrator")
        with pytest.raises(Refused, match="Ingen annan i enheten"):
            operations.end_and_hand_over(
                office.tale.owner.own_assignment, last_day=None, takers={}, actor=office.own
            )

    def test_hands_over_and_ends_with_a_trace(self, office: Office):
        office.tale.need()
        taker = office.colleague()
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=clock.today(),
            takers={Kind.CASE: taker.own_assignment}, actor=office.own,
        )  # fmt: skip
        (row,) = work_of(office)
        assert row.user_id == taker.user_id
        ended = Assignment.objects.get(pk=office.tale.owner.assignment_id)
        assert ended.valid_to == clock.today() + dt.timedelta(days=1)
        actions = set(Event.objects.values_list("action", flat=True))
        assert {"work.handed_over", "assignment.ended"} <= actions

    def test_the_taker_reads_up_on_it(self, office: Office):
        office.tale.need()
        taker = office.colleague()
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=None,
            takers={Kind.CASE: taker.own_assignment}, actor=office.own,
        )  # fmt: skip
        taker = the_actor(taker.assignment_id)
        wall.bind(taker)
        assert "1 sak" in administration_turns(taker)[0].about
        (one,) = taken_over(taker)
        assert client_of(taker).get(one.url).status_code == 200
        operations.look_through(actor=taker)
        assert administration_turns(the_actor(taker.assignment_id)) == ()

    def test_who_works_on_afterwards_has_it_in_hand(self, office: Office):
        office.tale.need()
        taker = office.colleague()
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=clock.today() + dt.timedelta(days=5),
            takers={Kind.CASE: taker.own_assignment}, actor=office.own,
        )  # fmt: skip
        office.tale.family()  # the one who leaves goes on for some days
        (row,) = [r for r in work_of(office) if r.kind is Kind.CASE]
        assert row.user_id == office.tale.owner.user_id

    def test_at_once_cuts_the_login(self, office: Office):
        client = client_of(office.tale.owner)
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=None, takers={}, actor=office.own
        )
        assert client.get("/min-tur/").status_code == 302
        assert LoginSession.objects.get(user_id=office.tale.owner.user_id).ended_at is not None

    def test_of_another_party_is_denied(self, office: Office):
        with pytest.raises(Denied):
            operations.end_and_hand_over(
                office.tale.owner.own_assignment, last_day=None, takers={}, actor=office.elsewhere
            )

    def test_of_ones_own_is_denied(self, office: Office):
        with pytest.raises(Denied, match="dina egna"):
            operations.end_and_hand_over(
                office.own.own_assignment, last_day=None, takers={}, actor=office.own
            )

    def test_from_claims_is_changed_where_it_comes_from(self, office: Office):
        Assignment.objects.filter(pk=office.tale.owner.assignment_id).update(given_by="claims")
        with pytest.raises(Denied, match="HSA-katalogen"):
            operations.end_and_hand_over(
                office.tale.owner.own_assignment, last_day=None, takers={}, actor=office.own
            )


class TestTheFew:
    """Of a protected child only those who meet it can take over, and somebody always can."""

    def protected(self, office: Office) -> None:
        office.tale.need()
        protect_child(
            office.tale.child_id, kind=Protected.MARKED, source=Source.REGISTER,
            actor=office.tale.owner,
        )  # fmt: skip

    def end(self, office: Office, taker: Actor | None = None):
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=None, actor=office.own,
            takers={Kind.CASE: taker.own_assignment} if taker else {},
        )  # fmt: skip

    def test_the_only_named_one_cannot_leave_it_to_who_is_not_named(self, office: Office):
        self.protected(office)
        taker = office.colleague()
        (left,) = page_of(office).left
        assert left.choices == () and page_of(office).is_of_few
        with pytest.raises(Refused, match="Ingen annan") as refused:
            self.end(office, taker)
        assert "skyddade uppgifter" in str(refused.value.advice)
        page = client_of(office.own).get(
            reverse("administration:end", args=[office.tale.owner.assignment_id])
        )
        assert "Något gäller ett barn med skyddade uppgifter" in page.content.decode()
        name_person(office.tale.child_id, user_id=taker.own_user, actor=office.tale.owner)
        self.end(office, taker)
        wall.bind(office.own)
        assert ownerless([office.unit.pk], office.own) == []

    def test_what_none_of_the_few_is_left_for_is_without_owner(self, office: Office):
        self.protected(office)
        office.colleague()
        system = Actor.system(office.world.code)
        end_assignment(office.tale.owner.own_assignment, on=clock.today(), actor=system)
        wall.bind(office.own)
        (one,) = ownerless([office.unit.pk], office.own)
        assert [row.kind for row in one.rows] == [Kind.CASE]

    def test_what_one_outside_the_few_had_in_hand_falls_to_them(self, office: Office):
        one, other = office.colleague(), office.colleague()
        office.tale.need()
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=None, actor=office.own,
            takers={Kind.CASE: one.own_assignment},
        )  # fmt: skip
        protect_child(
            office.tale.child_id, kind=Protected.MARKED, source=Source.REGISTER, actor=other
        )
        (row,) = work_of(office)
        assert row.user_id == one.user_id and other.user_id in row.few
        assert one.user_id not in row.few
        assert ownerless([office.unit.pk], office.own) == []
        with pytest.raises(NotPossible, match="1 öppen sak"):
            operations.shut_out_person(other.own_user, actor=office.own)


class TestWords:
    def test_one_thing_is_told_as_one_in_both_languages(self, office: Office):
        office.tale.to_plan_in_force()
        rows = [row for row in work_of(office) if row.kind in (Kind.CASE, Kind.PLAN)]
        assert told(rows) == "1 ärende, 1 plan att hålla ihop"
        with override("en"):
            assert told(rows) == "1 case, 1 plan to lead"
        assert told([*rows, *rows]) == "2 ärenden, 2 planer att hålla ihop"

    def test_what_was_taken_over_is_told_in_the_language_of_the_moment(self, office: Office):
        office.tale.need()
        taker = office.colleague()
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=None,
            takers={Kind.CASE: taker.own_assignment}, actor=office.own,
        )  # fmt: skip
        wall.bind(taker)
        assert [one.label for one in taken_over(taker)] == ["ärende"]
        with override("en"):
            assert [one.label for one in taken_over(taker)] == ["case"]


class TestByItself:
    def test_falls_to_the_administrators(self, office: Office):
        """Claims, SCIM or the last day end an assignment without asking anybody."""
        office.tale.need()
        office.colleague()
        end_assignment(
            office.tale.owner.own_assignment,
            on=clock.today(),
            actor=Actor.system(office.world.code),
        )
        for administrator in (office.own, office.party):
            wall.bind(administrator)
            lines = [turn.what for turn in administration_turns(administrator)]
            assert any(line.startswith("Ta hand om det som") for line in lines), lines
        wall.bind(office.elsewhere)
        assert not [t for t in administration_turns(office.elsewhere) if "Ta hand" in t.what]

    def test_is_handed_over_afterwards(self, office: Office):
        office.tale.need()
        taker, person = office.colleague(), office.tale.owner.user_id
        end_assignment(
            office.tale.owner.own_assignment,
            on=clock.today(),
            actor=Actor.system(office.world.code),
        )
        operations.hand_over_left(
            office.unit.pk, person_id=person, takers={Kind.CASE: taker.own_assignment},
            actor=office.own,
        )  # fmt: skip
        wall.bind(office.own)
        assert ownerless([office.unit.pk], office.own) == []
        with pytest.raises(NotPossible):
            operations.hand_over_left(office.unit.pk, person_id=person, takers={}, actor=office.own)

    def test_an_assignment_that_ends_soon_is_told(self, office: Office):
        office.colleague(valid_to=clock.today() + dt.timedelta(days=10))
        wall.bind(office.own)
        lines = [turn.about for turn in administration_turns(office.own)]
        assert any(line.startswith("Kollega1") for line in lines)


class TestShuttingOut:
    def test_is_refused_while_something_is_left(self, office: Office):
        office.tale.need()
        with pytest.raises(NotPossible, match="1 öppen sak"):
            operations.shut_out_person(office.tale.owner.own_user, actor=office.own)
        assert office.owner.is_active

    def test_ends_assignments_and_logins(self, office: Office):
        one = office.colleague()
        client = client_of(one)
        assert client.get("/min-tur/").status_code == 200
        operations.shut_out_person(one.own_user, actor=office.own)
        assert client.get("/min-tur/").status_code == 302
        assert not Assignment.objects.on(clock.today()).filter(user_id=one.user_id).exists()

    def test_of_one_who_works_elsewhere_too_is_denied(self, office: Office):
        one = office.colleague()
        other = next(u for u in office.world.units.values() if u.pk != office.unit.pk)
        give_assignment(
            one_user(one), other, role="coordinator", valid_from=clock.today(),
            actor=Actor.system(office.world.code),
        )  # fmt: skip
        with pytest.raises(Denied, match="också där"):
            operations.shut_out_person(one.own_user, actor=office.own)


class TestLeave:
    def test_a_substitute_stands_in_and_leaves_when_it_is_cut(self, office: Office):
        one = office.colleague(role="teacher")
        today = clock.today()
        leave = operations.set_leave(
            office.tale.owner.own_assignment, away_from=today, back_on=today + dt.timedelta(days=20),
            substitute_id=one.own_user, actor=office.own,
        )  # fmt: skip
        given = Assignment.objects.get(pk=leave.substitute_id)
        assert (given.role, given.user_id) == ("coordinator", one.user_id)
        back = today + dt.timedelta(days=3)
        cut_leave(leave.pk, back_on=back, actor=office.own)
        given.refresh_from_db()
        assert given.valid_to == back == Leave.objects.get(pk=leave.pk).away_to

    def test_an_administrator_does_not_stand_in(self, office: Office):
        today = clock.today()
        with pytest.raises(Denied):
            operations.set_leave(
                office.tale.owner.own_assignment, away_from=today,
                back_on=today + dt.timedelta(days=20), substitute_id=office.own.own_user,
                actor=office.own,
            )  # fmt: skip


def one_user(actor: Actor):
    from samsyn.accounts.models import User

    return User.objects.get(pk=actor.user_id)


class TestHandover:
    def test_is_never_rewritten_or_forged(self, office: Office):
        from django.db import Error, transaction

        office.tale.need()
        taker = office.colleague()
        operations.end_and_hand_over(
            office.tale.owner.own_assignment, last_day=None,
            takers={Kind.CASE: taker.own_assignment}, actor=office.own,
        )  # fmt: skip
        for actor in (office.own, office.tale.others[0]):
            wall.bind(actor)
            with pytest.raises(Error), transaction.atomic():
                Handover.objects.update(kind="call")
        wall.bind(office.tale.others[0])
        assert not Handover.objects.exists()
        with pytest.raises(Error), transaction.atomic():
            Handover.objects.create(
                unit=office.unit, kind="case", thing=office.tale.case_id, at=clock.now(),
                to_assignment_id=taker.own_assignment,
            )  # fmt: skip
