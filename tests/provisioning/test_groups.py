"""A directory's groups: they give nothing until somebody says what, and then just that."""

import datetime as dt
import uuid

import pytest

from samsyn.access.rules import Actor
from samsyn.accounts.models import User
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied, Refused
from samsyn.organisations.models import Assignment, GivenBy
from samsyn.organisations.operations import close_unit, give_assignment
from samsyn.provisioning.operations import add_person, issue_token, map_group
from samsyn.provisioning.rules import PersonFacts
from tests.provisioning.conftest import GROUP, Directory
from tests.world import World


def living(user) -> list[tuple[str, str]]:
    rows = Assignment.objects.on(clock.today()).filter(user=user)
    return sorted(rows.values_list("role", "given_by"))


def user_of(resource) -> User:
    return User.objects.get(identities__kind="scim", identities__value=resource["userName"])


@pytest.fixture
def system(county: World) -> Actor:
    return Actor.system(county.code)


def mapped(directory: Directory, unit, system: Actor, *members: str) -> str:
    group = directory.group("Sköterskor", *members)
    map_group(uuid.UUID(group["id"]), unit_id=unit.pk, role="school_nurse", actor=system)
    return group["id"]


class TestMembers:
    def test_a_group_gives_nothing_until_it_is_mapped(self, directory: Directory, unit, system):
        kim = directory.person("kim")
        group = directory.group("Sköterskor", kim["id"])
        assert living(user_of(kim)) == []
        map_group(uuid.UUID(group["id"]), unit_id=unit.pk, role="school_nurse", actor=system)
        assert living(user_of(kim)) == [("school_nurse", "provisioning")]

    def test_who_comes_gets_it_and_who_leaves_loses_it_the_same_day(
        self, directory: Directory, unit, system
    ):
        kim, alex = directory.person("kim"), directory.person("alex")
        group = mapped(directory, unit, system, kim["id"])
        add = {"op": "add", "path": "members", "value": [{"value": alex["id"]}]}
        answer = directory.patch(f"Groups/{group}", add)
        assert {row["value"] for row in answer.json()["members"]} == {kim["id"], alex["id"]}
        assert living(user_of(alex)) == [("school_nurse", "provisioning")]
        remove = {"op": "remove", "path": f'members[value eq "{kim["id"]}"]'}
        assert directory.patch(f"Groups/{group}", remove).status_code == 200
        assert living(user_of(kim)) == []
        assert living(user_of(alex)) == [("school_nurse", "provisioning")]
        assert user_of(kim).is_active

    def test_as_entra_takes_a_member_out(self, directory: Directory, unit, system):
        kim = directory.person("kim")
        group = mapped(directory, unit, system, kim["id"])
        remove = {"op": "Remove", "path": "members", "value": [{"value": kim["id"]}]}
        assert directory.patch(f"Groups/{group}", remove).status_code == 200
        assert living(user_of(kim)) == []

    def test_in_and_out_and_in_on_one_day(self, directory: Directory, unit, system):
        kim = directory.person("kim")
        group = mapped(directory, unit, system, kim["id"])
        for members in ([], [{"value": kim["id"]}], [], [{"value": kim["id"]}]):
            body = {"schemas": [GROUP], "displayName": "Sköterskor", "members": members}
            assert directory.call("PUT", f"Groups/{group}", body).status_code == 200
        assert living(user_of(kim)) == [("school_nurse", "provisioning")]

    def test_what_an_administrator_gave_is_left_alone(self, directory: Directory, unit, system):
        kim = directory.person("kim")
        give_assignment(
            user_of(kim), unit, role="school_nurse", valid_from=clock.today(), actor=system
        )
        group = mapped(directory, unit, system, kim["id"])
        assert living(user_of(kim)) == [("school_nurse", "administrator")]
        directory.call("DELETE", f"Groups/{group}")
        assert living(user_of(kim)) == [("school_nurse", "administrator")]

    def test_until_what_an_administrator_has_given_begins(self, directory: Directory, unit, system):
        kim, later = directory.person("kim"), clock.today() + dt.timedelta(days=30)
        give_assignment(user_of(kim), unit, role="school_nurse", valid_from=later, actor=system)
        mapped(directory, unit, system, kim["id"])
        given = Assignment.objects.get(user=user_of(kim), given_by=GivenBy.PROVISIONING)
        assert (given.valid_from, given.valid_to) == (clock.today(), later)

    def test_a_closed_unit_gives_nothing(self, directory: Directory, unit, system):
        close_unit(unit, on=clock.today(), actor=system)
        kim = directory.person("kim")
        mapped(directory, unit, system, kim["id"])
        assert living(user_of(kim)) == []

    def test_a_group_that_is_gone_takes_what_it_gave(self, directory: Directory, unit, system):
        kim = directory.person("kim")
        group = mapped(directory, unit, system, kim["id"])
        assert directory.call("DELETE", f"Groups/{group}").status_code == 204
        assert directory.call("GET", f"Groups/{group}").status_code == 404
        assert living(user_of(kim)) == []

    @pytest.mark.parametrize("member", ["9c1d7a52-3c1b-4d53-9a3e-2f6f0d1f7b11", "inget-id"])
    def test_nobody_unknown_gets_in(self, directory: Directory, member):
        body = {"schemas": [GROUP], "displayName": "X", "members": [{"value": member}]}
        answer = directory.call("POST", "Groups", body)
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
        assert directory.call("GET", "Groups").json()["totalResults"] == 0

    def test_one_name_one_group(self, directory: Directory):
        directory.group("Sköterskor")
        body = {"schemas": [GROUP], "displayName": "sköterskor"}
        assert directory.call("POST", "Groups", body).status_code == 409


class TestMapping:
    def test_another_role_takes_the_place_of_the_first(self, directory: Directory, unit, system):
        kim = directory.person("kim")
        group = uuid.UUID(mapped(directory, unit, system, kim["id"]))
        map_group(group, unit_id=unit.pk, role="teacher", actor=system)
        assert living(user_of(kim)) == [("teacher", "provisioning")]
        map_group(group, unit_id=None, role="", actor=system)
        assert living(user_of(kim)) == []

    def test_only_to_a_unit_of_the_party_and_a_role_that_is(
        self, directory: Directory, unit, county: World, system
    ):
        group = uuid.UUID(directory.group("X")["id"])
        other = next(u for u in county.units.values() if u.party_id != unit.party_id)
        with pytest.raises(Refused, match="hos den parten"):
            map_group(group, unit_id=other.pk, role="teacher", actor=system)
        with pytest.raises(Refused, match="ingen sådan roll"):
            map_group(group, unit_id=unit.pk, role="kung", actor=system)

    def test_one_group_for_a_unit_and_role(self, directory: Directory, unit, system):
        mapped(directory, unit, system)
        other = uuid.UUID(directory.group("Andra")["id"])
        with pytest.raises(Refused, match="En annan grupp"):
            map_group(other, unit_id=unit.pk, role="school_nurse", actor=system)

    def test_a_directory_does_not_decide_it(self, directory: Directory, unit, county: World):
        group = uuid.UUID(directory.group("X")["id"])
        person = next(iter(county.actors.values()))
        for actor in (person,):
            with pytest.raises(Denied):
                map_group(group, unit_id=unit.pk, role="teacher", actor=actor)
            with pytest.raises(Denied):
                issue_token(unit.party, name="x", actor=actor)
        with pytest.raises(Denied):
            add_person(PersonFacts("kim", "K", "T"), actor=Actor.system(county.code))
