"""Who registers whom, with which roles, and how a person is known at log-in."""

import datetime as dt

import pytest

from samsyn.access.rules import roles
from samsyn.accounts.models import Identity, IdentityKind, User
from samsyn.administration import operations, rules
from samsyn.administration.access import roles_to_give
from samsyn.administration.operations.people import Newcomer, Post
from samsyn.administration.queries.people import person_list, person_page
from samsyn.deviations.models.walls import OFFICES
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, Refused
from samsyn.organisations.models import Assignment
from samsyn.organisations.operations import (
    end_assignment,
    forget_outside_name,
    give_outside_name,
    rename_person,
)
from tests.administration.conftest import Office
from tests.world import number_of_age

HSA = "SE2321000016-1A2B"


def post(office: Office, role: str = "teacher", **more) -> Post:
    return Post(office.unit.pk, role, clock.today(), **more)


class TestAdmitting:
    def test_a_newcomer_gets_an_assignment_and_a_name_at_login(self, office: Office):
        given = operations.admit_person(
            Newcomer("Ny", "Person", hsa_id=HSA.lower()), post(office), actor=office.own
        )
        person = User.objects.get(pk=given.user_id)
        assert not person.has_usable_password()
        assert Identity.objects.get(user=person).value == HSA
        assert given.given_by == "administrator"

    def test_one_who_is_known_elsewhere_is_found_again(self, office: Office):
        other = operations.admit_person(
            Newcomer("Ny", "Person", hsa_id=HSA),
            Post(office.elsewhere.unit_id, "area_manager", clock.today()),
            actor=office.elsewhere,
        )
        again = operations.admit_person(
            Newcomer("Ny", "Person", hsa_id=HSA), post(office), actor=office.own
        )
        assert again.user_id == other.user_id
        with pytest.raises(Refused, match="annat namn") as refused:
            operations.admit_person(
                Newcomer("Annan", "Människa", hsa_id=HSA), post(office), actor=office.own
            )
        assert "Person" not in str(refused.value)

    def test_a_personnummer_is_never_stored(self, office: Office):
        number = number_of_age(10)
        for value in (number, f"{number[:8]}-{number[8:]}", f"{number[2:]}@kommun.example"):
            with pytest.raises(Refused, match="personnummer"):
                operations.admit_person(
                    Newcomer("Ny", "Person", eppn=value), post(office), actor=office.own
                )
        assert not User.objects.filter(given_name="Ny").exists()

    def test_in_another_unit_is_denied(self, office: Office):
        with pytest.raises(Denied):
            operations.admit_person(Newcomer("Ny", "Person"), post(office), actor=office.elsewhere)


class TestRoles:
    def test_none_has_a_reach_beyond_the_administrators(self, office: Office):
        by_unit, by_party = (roles_to_give(a, office.unit) for a in (office.own, office.party))
        assert "coordinator" in by_unit and "administrator" not in by_unit
        assert {"administrator", "party_administrator", "board_secretary"} <= set(by_party)
        for code in ("county_coordinator", "arena_secretary", "auditor", "analyst"):
            assert code not in by_party

    def test_an_office_over_a_party_or_the_county_is_not_a_units_to_give(self, office: Office):
        """Whatever reaches over a whole party in the database; a new office cannot be forgotten."""
        reach = {kind: {p for k, p in OFFICES.values() if k == kind} for kind in ("uuid", "text")}
        assert reach["uuid"] <= rules.OF_THE_PARTY and reach["text"] <= rules.OF_THE_COUNTY
        over_party = {r.code for r in roles().values() if r.permissions & reach["uuid"]}
        assert {"log_reviewer", "archivist", "archive_approver"} <= over_party
        for unit in office.world.units.values():
            assert not over_party & set(roles_to_give(office.own, unit))
        assert over_party <= {
            code
            for unit in office.world.units.values()
            for code in roles_to_give(office.party, unit)
        }

    @pytest.mark.parametrize("role", ["county_coordinator", "administrator", "ingen"])
    def test_one_that_does_not_fit_is_refused_at_its_field(self, office: Office, role: str):
        with pytest.raises(Refused) as refused:
            operations.admit_person(Newcomer("Ny", "P"), post(office, role), actor=office.own)
        assert refused.value.field == "role"

    def test_one_that_meets_children_is_not_given_in_an_office(self, office: Office):
        with pytest.raises(Refused, match="kontor"):
            operations.admit_person(
                Newcomer("Ny", "P"), Post(office.party.unit_id, "teacher", clock.today()),
                actor=office.party,
            )  # fmt: skip

    def test_every_role_is_given_by_somebody_or_by_the_service(self, office: Office):
        given = {
            code
            for unit in office.world.units.values()
            if unit.party_id == office.party.party_id
            for code in roles_to_give(office.party, unit)
        }
        of_the_county = {"county_coordinator", "arena_secretary", "auditor", "analyst"}
        assert set(roles()) - given == of_the_county

    def test_nobody_gives_oneself_anything(self, office: Office):
        for administrator in (office.own, office.party):
            with pytest.raises(Denied, match="dina egna"):
                operations.appoint(
                    administrator.own_user, post(office, "coordinator"), actor=administrator,
                    just_registered=True,
                )  # fmt: skip


class TestAssignments:
    def test_the_same_twice_at_once_is_refused(self, office: Office):
        with pytest.raises(Refused, match="redan det uppdraget"):
            operations.appoint(
                office.tale.owner.own_user, post(office, "coordinator"), actor=office.own
            )

    def test_is_prolonged_but_never_shortened_that_way(self, office: Office):
        one = office.colleague(valid_to=clock.today() + dt.timedelta(days=5))
        later = clock.today() + dt.timedelta(days=40)
        operations.prolong(one.own_assignment, last_day=later, actor=office.own)
        assert Assignment.objects.get(pk=one.assignment_id).valid_to == later + dt.timedelta(days=1)
        with pytest.raises(Refused) as refused:
            operations.prolong(one.own_assignment, last_day=clock.today(), actor=office.own)
        assert refused.value.field == "last_day"

    def test_has_a_last_day_that_has_not_been(self, office: Office):
        one = office.colleague()
        with pytest.raises(Refused, match="Dagen har varit"):
            end_assignment(
                one.own_assignment, on=clock.today() - dt.timedelta(days=3), actor=office.own
            )

    def test_the_service_ends_what_comes_from_elsewhere(self, office: Office):
        from samsyn.access.rules import Actor

        one = office.colleague()
        Assignment.objects.filter(pk=one.assignment_id).update(given_by="provisioning")
        with pytest.raises(Denied, match="behörigheter"):
            end_assignment(one.own_assignment, on=clock.today(), actor=office.own)
        end_assignment(one.own_assignment, on=clock.today(), actor=Actor.system())


class TestPersons:
    def test_are_found_within_ones_own_units_only(self, office: Office):
        office.colleague()
        assert [row.name for row in person_list(office.own, "kollega1").rows] == ["Kollega1 Person"]
        assert person_list(office.elsewhere, "kollega1").rows == []
        assert person_page(office.elsewhere, office.tale.owner.own_user) is None

    def test_are_found_by_identity(self, office: Office):
        one = office.colleague()
        person = User.objects.get(pk=one.user_id)
        given = give_outside_name(
            person, kind=IdentityKind.EPPN, value="AB12@x.example", actor=office.own
        )
        assert [row.id for row in person_list(office.own, "ab12@x.example").rows] == [person.pk]
        forget_outside_name(given, actor=office.own)
        assert person_list(office.own, "ab12@x.example").rows == []

    def test_no_identity_of_somebody_else_is_taken(self, office: Office):
        first, second = office.colleague(), office.colleague()
        for one, ok in ((first, True), (second, False)):
            person = User.objects.get(pk=one.user_id)
            if ok:
                give_outside_name(person, kind=IdentityKind.HSA_ID, value=HSA, actor=office.own)
                continue
            with pytest.raises(Refused) as refused:
                give_outside_name(person, kind=IdentityKind.HSA_ID, value=HSA, actor=office.own)
            assert refused.value.field == "value"

    def test_a_login_is_not_given_to_oneself_or_to_another_partys(self, office: Office):
        own, theirs = (User.objects.get(pk=a.user_id) for a in (office.own, office.tale.owner))
        for person, actor in ((own, office.own), (theirs, office.elsewhere)):
            with pytest.raises(Denied):
                give_outside_name(person, kind=IdentityKind.HSA_ID, value=HSA, actor=actor)
            with pytest.raises(Denied):
                rename_person(person, given_name="X", family_name="Y", actor=actor)

    def test_what_the_login_gave_is_shown_but_not_removed(self, office: Office):
        person = office.owner
        row = Identity.objects.create(
            user=person, issuer="", kind=IdentityKind.PERSONAL_NUMBER, value="digest"
        )
        page = person_page(office.own, person.pk)
        assert [(one.value, one.can_forget) for one in page.identities] == [("", False)]
        with pytest.raises(Refused):
            forget_outside_name(row, actor=office.own)
