"""A directory's people: made, changed and taken away, and what that does to log-ins and work."""

import uuid
from importlib import import_module

import pytest
from django.apps import apps

from samsyn.access.rules import Actor
from samsyn.accounts.models import Identity, IdentityKind, LoginSession, User
from samsyn.accounts.rules import normal
from samsyn.audit.models import Event
from samsyn.family.operations import end_access
from samsyn.foundation import clock, wall
from samsyn.logins.operations import enter
from samsyn.logins.rules import Asserted
from samsyn.organisations.models import Assignment
from samsyn.organisations.operations import give_assignment, register_person
from samsyn.provisioning.models import ProvisionedPerson, ProvisioningClient
from samsyn.provisioning.operations import map_group
from tests.browsing import client_of
from tests.family.test_access import let_in
from tests.provisioning.conftest import GROUP, USER, Directory
from tests.world import World, number_of_age

HSA = "SE2321000016-9XZ1"


def living(user_id) -> set[tuple[uuid.UUID, str]]:
    rows = Assignment.objects.on(clock.today()).filter(user_id=user_id)
    return set(rows.values_list("unit_id", "role"))


def user_of(resource) -> User:
    return User.objects.get(identities__kind="scim", identities__value=resource["userName"])


@pytest.fixture
def nurse(directory: Directory, unit) -> dict:
    """A person whom a mapped group has given an assignment."""
    person = directory.person(HSA)
    group = directory.group("Sköterskor", person["id"])
    map_group(
        uuid.UUID(group["id"]), unit_id=unit.pk, role="school_nurse",
        actor=Actor.system(unit.party.region),
    )  # fmt: skip
    assert living(user_of(person).pk) == {(unit.pk, "school_nurse")}
    return person


class TestCreate:
    def test_a_person_can_log_in_by_the_national_name(self, directory: Directory):
        made = directory.person(HSA, externalId="e-1")
        assert made["active"] is True and made["externalId"] == "e-1"
        user = user_of(made)
        assert str(user) == "Kim Testsson" and user.is_active
        assert HSA not in user.handle and not user.has_usable_password()
        names = set(Identity.objects.filter(user=user).values_list("issuer", "kind", "value"))
        assert names == {
            (f"scim:{directory.party.pk}", "scim", HSA), ("", "hsa_id", HSA),
        }  # fmt: skip
        assert living(user.pk) == set()

    def test_the_answer_says_where_it_is(self, directory: Directory):
        body = {"schemas": [USER], "userName": "a", "name": {"givenName": "A", "familyName": "B"}}
        answer = directory.call("POST", "Users", body)
        assert answer.status_code == 201
        assert answer["Location"] == answer.json()["meta"]["location"]
        assert answer["ETag"] == 'W/"1"'
        assert answer["Content-Type"].startswith("application/scim+json")

    def test_the_same_name_twice_is_refused(self, directory: Directory):
        directory.person("Kim@kommun.example")
        body = {
            "schemas": [USER], "userName": "kim@KOMMUN.example",
            "name": {"givenName": "A", "familyName": "B"},
        }  # fmt: skip
        answer = directory.call("POST", "Users", body)
        assert answer.status_code == 409
        assert answer.json()["scimType"] == "uniqueness"

    def test_what_is_not_needed_is_not_stored(self, directory: Directory):
        made = directory.person(
            "kim", emails=[{"value": "kim@hemma.example"}], title="Chef", nickName="Kimmen"
        )
        assert "emails" not in made and "title" not in made and "nickName" not in made

    @pytest.mark.parametrize("where", ["userName", "externalId", "givenName", "familyName"])
    def test_a_personnummer_is_refused_wherever_it_stands(self, directory: Directory, where):
        number = number_of_age(10)
        body = {
            "schemas": [USER], "userName": "kim", "externalId": "e",
            "name": {"givenName": "Kim", "familyName": "T"},
        }  # fmt: skip
        (body["name"] if where.endswith("Name") and where != "userName" else body)[where] = number
        answer = directory.call("POST", "Users", body)
        assert answer.status_code == 400
        assert answer.json()["scimType"] == "invalidValue"
        assert "personnummer" in answer.json()["detail"]
        assert number not in answer.content.decode()
        assert not Identity.objects.filter(kind="scim").exists()

    def test_somebody_known_at_the_party_is_recognised(self, directory: Directory, unit):
        system = Actor.system(unit.party.region)
        known = register_person("kim", given_name="Kim", family_name="T", actor=system)
        Identity.objects.create(user=known, issuer="", kind="hsa_id", value=HSA)
        give_assignment(known, unit, role="teacher", valid_from=clock.today(), actor=system)
        assert user_of(directory.person(HSA)) == known

    def test_somebody_of_another_party_is_not_taken_over(self, directory: Directory, county: World):
        system = Actor.system(county.code)
        other = next(u for u in county.units.values() if u.party_id != directory.party.pk)
        known = register_person("kim", given_name="Alex", family_name="T", actor=system)
        Identity.objects.create(user=known, issuer="", kind="hsa_id", value=HSA)
        give_assignment(known, other, role="teacher", valid_from=clock.today(), actor=system)
        body = {"schemas": [USER], "userName": HSA, "name": {"givenName": "K", "familyName": "T"}}
        assert directory.call("POST", "Users", body).status_code == 409
        known.refresh_from_db()
        assert known.given_name == "Alex"


class TestLeaving:
    @pytest.mark.parametrize("how", ["patch", "put", "delete", "entra"])
    def test_log_ins_end_at_once_and_assignments_the_same_day(
        self, directory: Directory, nurse, unit, how
    ):
        user = user_of(nurse)
        extra = give_assignment(
            user, unit, role="coordinator", valid_from=clock.today(),
            actor=Actor.system(unit.party.region),
        )  # fmt: skip
        browser = client_of(Actor(user_id=user.pk, assignment_id=extra.pk))
        assert browser.get("/min-tur/").status_code == 200
        path = f"Users/{nurse['id']}"
        if how == "delete":
            answer = directory.call("DELETE", path)
        elif how == "put":
            body = {key: nurse[key] for key in ("schemas", "userName", "name")}
            answer = directory.call("PUT", path, {**body, "active": False})
        elif how == "patch":
            answer = directory.patch(path, {"op": "replace", "path": "active", "value": False})
        else:  # as Microsoft Entra writes it
            answer = directory.patch(path, {"op": "Replace", "value": {"active": "False"}})
        assert answer.status_code in (200, 204), answer.content
        assert browser.get("/min-tur/").status_code == 302
        assert not LoginSession.objects.filter(user=user, ended_at=None).exists()
        assert living(user.pk) == set()
        user.refresh_from_db()
        assert not user.is_active
        ended = Assignment.objects.filter(user=user)
        assert {row.valid_to for row in ended} == {clock.today()}
        wall.bind(None)
        seen = Event.objects.filter(action="assignment.ended", user_id=None)
        assert {row.object_id for row in seen} == {str(row.pk) for row in ended}
        assert all(row.ground == directory.actor.ground for row in seen)

    def test_what_another_party_gave_stays(self, directory: Directory, nurse, county: World):
        user = user_of(nurse)
        other = next(u for u in county.units.values() if u.party_id != directory.party.pk)
        give_assignment(
            user, other, role="teacher", valid_from=clock.today(), actor=Actor.system(county.code)
        )
        directory.call("DELETE", f"Users/{nurse['id']}")
        user.refresh_from_db()
        assert user.is_active
        assert living(user.pk) == {(other.pk, "teacher")}
        assert entering(IdentityKind.HSA_ID, HSA) == user, "the other party's log-in finds it still"

    @pytest.mark.parametrize("access_is_over", [False, True])
    def test_a_family_keeps_its_pages(self, directory: Directory, county: World, access_is_over):
        tale = county.tale()
        access = let_in(tale)
        user = User.objects.get(pk=access.user_id)
        Identity.objects.create(user=user, issuer="", kind="hsa_id", value=HSA)
        made = directory.person(HSA)
        assert user_of(made) == user
        unit = next(u for u in county.units.values() if u.party_id == directory.party.pk)
        give_assignment(
            user, unit, role="teacher", valid_from=clock.today(), actor=Actor.system(county.code)
        )
        if access_is_over:
            end_access(tale.child_id, access.pk, actor=tale.owner)
        assert directory.call("DELETE", f"Users/{made['id']}").status_code == 204
        assert living(user.pk) == set()
        user.refresh_from_db()
        assert user.is_active is not access_is_over

    def test_who_comes_back_gets_what_the_groups_give(self, directory: Directory, nurse, unit):
        path = f"Users/{nurse['id']}"
        directory.patch(path, {"op": "replace", "path": "active", "value": False})
        directory.patch(path, {"op": "replace", "path": "active", "value": True})
        user = user_of(nurse)
        assert user.is_active
        assert living(user.pk) == {(unit.pk, "school_nurse")}

    def test_a_put_that_says_nothing_does_not_open_again(self, directory: Directory, nurse):
        path = f"Users/{nurse['id']}"
        directory.patch(path, {"op": "replace", "path": "active", "value": False})
        body = {key: nurse[key] for key in ("schemas", "userName", "name")}
        assert directory.call("PUT", path, body).json()["active"] is False
        assert living(user_of(nurse).pk) == set()

    def test_a_change_of_name_does_not_open_for_one_who_was_shut_out_here(
        self, directory: Directory, nurse
    ):
        User.objects.filter(pk=user_of(nurse).pk).update(is_active=False)
        name = {"op": "replace", "path": "name.givenName", "value": "Alex"}
        assert directory.patch(f"Users/{nurse['id']}", name).status_code == 200
        user = user_of(nurse)
        assert (user.given_name, user.is_active) == ("Alex", False)

    def test_a_name_given_to_somebody_else_is_another_person(self, directory: Directory):
        first = directory.person("kim@kommun.example", externalId="e-1")
        user = user_of(first)
        directory.call("DELETE", f"Users/{first['id']}")
        second = directory.person("kim@kommun.example", externalId="e-2")
        assert second["id"] != first["id"]
        assert user_of(second) != user

    def test_the_same_person_is_the_same_when_it_comes_back(self, directory: Directory):
        first = directory.person("kim@kommun.example", externalId="e-1")
        user = user_of(first)
        directory.call("DELETE", f"Users/{first['id']}")
        second = directory.person("kim@kommun.example", externalId="e-1")
        assert user_of(second) == user and user_of(second).is_active


def entering(kind: str, value: str, issuer: str = "https://idp.example") -> User:
    """Who comes in by a provider that says this of somebody."""
    shown = Asserted(
        issuer=issuer, method="oidc", identities=((kind, value),), assurance=3,
        authenticated_at=clock.now(), given_name="Kim", family_name="Testsson",
    )  # fmt: skip
    return enter(shown, actor=Actor.system())


def elsewhere(county: World, directory: Directory):
    """A unit of another party."""
    return next(u for u in county.units.values() if u.party_id != directory.party.pk)


class TestOfTwoParties:
    """One party's directory never says by which name somebody of another party logs in."""

    @pytest.fixture
    def shared(self, directory: Directory, county: World, nurse) -> User:
        user = user_of(nurse)
        give_assignment(
            user, elsewhere(county, directory), role="teacher", valid_from=clock.today(),
            actor=Actor.system(county.code),
        )  # fmt: skip
        return user

    @pytest.mark.parametrize("name", ["SE2321000016-EVIL", "evil@kommun.example", "evil"])
    def test_a_new_user_name_is_refused(self, directory: Directory, nurse, shared, name):
        before = set(Identity.objects.filter(user=shared).values_list("kind", "value"))
        change = {"op": "replace", "path": "userName", "value": name}
        answer = directory.patch(f"Users/{nurse['id']}", change)
        assert answer.status_code == 403, answer.content
        body = {key: nurse[key] for key in ("schemas", "name")} | {"userName": name}
        assert directory.call("PUT", f"Users/{nurse['id']}", body).status_code == 403
        assert set(Identity.objects.filter(user=shared).values_list("kind", "value")) == before
        name = {"op": "replace", "path": "name.givenName", "value": "Alex"}
        assert directory.patch(f"Users/{nurse['id']}", name).status_code == 200

    def test_only_the_directorys_own_name_is_written(self, directory: Directory, nurse, shared):
        Identity.objects.filter(user=shared, issuer="").delete()
        name = {"op": "replace", "path": "name.givenName", "value": "Alex"}
        assert directory.patch(f"Users/{nurse['id']}", name).status_code == 200
        left = Identity.objects.filter(user=shared).values_list("issuer", flat=True)
        assert list(left) == [f"scim:{directory.party.pk}"]

    def test_one_whom_another_directory_has_is_not_taken_over(
        self, directory: Directory, stranger: Directory
    ):
        user_of(stranger.person(HSA))
        body = {"schemas": [USER], "userName": HSA, "name": {"givenName": "K", "familyName": "T"}}
        assert directory.call("POST", "Users", body).status_code == 409

    def test_one_whom_another_directory_has_put_away_keeps_its_names(
        self, directory: Directory, stranger: Directory, nurse
    ):
        user = user_of(nurse)
        its = stranger.person("theirs")
        ProvisionedPerson.objects.filter(pk=its["id"]).update(user=user, is_active=False)
        change = {"op": "replace", "path": "userName", "value": "evil@kommun.example"}
        assert directory.patch(f"Users/{nurse['id']}", change).status_code == 403
        assert directory.call("DELETE", f"Users/{nurse['id']}").status_code == 204
        assert Identity.objects.filter(user=user, issuer="", value=HSA).exists()

    @pytest.mark.parametrize("name", ["alex@kommun.example", "Alex@Kommun.example"])
    def test_a_name_that_a_provider_has_said_is_somebodys(
        self, directory: Directory, county: World, name
    ):
        system = Actor.system(county.code)
        known = register_person("alex", given_name="Alex", family_name="T", actor=system)
        give_assignment(
            known, elsewhere(county, directory), role="teacher", valid_from=clock.today(),
            actor=system,
        )  # fmt: skip
        Identity.objects.create(
            user=known, issuer="https://idp.example", kind="eppn", value="alex@kommun.example"
        )
        body = {"schemas": [USER], "userName": name, "name": {"givenName": "K", "familyName": "T"}}
        assert directory.call("POST", "Users", body).status_code == 409
        made = directory.person("kim@kommun.example")
        change = {"op": "replace", "path": "userName", "value": name}
        assert directory.patch(f"Users/{made['id']}", change).status_code == 409

    def test_one_who_comes_back_does_not_get_a_name_that_is_anothers_now(
        self, directory: Directory, county: World
    ):
        made = directory.person("kim@kommun.example", externalId="e-1")
        directory.call("DELETE", f"Users/{made['id']}")
        other = register_person(
            "kim", given_name="K", family_name="T", actor=Actor.system(county.code)
        )
        Identity.objects.create(user=other, issuer="", kind="eppn", value="kim@kommun.example")
        body = {
            "schemas": [USER], "userName": "kim@kommun.example", "externalId": "e-1",
            "name": {"givenName": "Kim", "familyName": "Testsson"},
        }  # fmt: skip
        assert directory.call("POST", "Users", body).status_code == 409


class TestOneForm:
    @pytest.mark.parametrize(
        ("name", "kind", "shown"),
        [
            ("se2321000016-9xz1", "hsa_id", "SE2321000016-9XZ1"),
            ("SE2321000016-9XZ1", "hsa_id", "se2321000016-9xz1"),
            ("Kim@Kommun.example", "eppn", "kim@kommun.example"),
            ("kim@kommun.example", "eppn", "KIM@kommun.example"),
        ],
    )
    def test_case_says_nothing_at_log_in(self, directory: Directory, name, kind, shown):
        user = user_of(directory.person(name))
        assert entering(kind, shown) == user
        assert entering(kind, shown) == user, "once more, by what was remembered"
        assert not Identity.objects.filter(user=user, kind=kind).exclude(
            value=normal(kind, name)
        ).exists()  # fmt: skip

    def test_rows_from_before_are_put_in_it(self, directory: Directory):
        one, two = (user_of(directory.person(name)) for name in ("one", "two"))
        for user, issuer, kind, value in (
            (one, "", "hsa_id", "se2321000016-1"), (one, "", "hsa_id", "SE2321000016-1"),
            (one, "a", "eppn", "One@a.example"), (one, "", "subject", "AbC"),
            (one, "", "eppn", "both@a.example"), (two, "", "eppn", "Both@a.example"),
            (two, "b", "eppn", "both@a.example"),
        ):  # fmt: skip
            Identity.objects.create(user=user, issuer=issuer, kind=kind, value=value)
        import_module("samsyn.accounts.migrations.0006_names_in_one_form").to_one_form(apps, None)
        rows = Identity.objects.exclude(kind="scim").values_list("user", "issuer", "kind", "value")
        assert set(rows) == {
            (one.pk, "", "hsa_id", "SE2321000016-1"), (one.pk, "a", "eppn", "one@a.example"),
            (one.pk, "", "subject", "AbC"), (two.pk, "b", "eppn", "both@a.example"),
        }  # fmt: skip


class TestWithin:
    """A client that is bound to its own domains and HSA-ids."""

    @pytest.fixture
    def bound(self, directory: Directory) -> Directory:
        ProvisioningClient.objects.update(bounds=["kommun.example", "SE2321000016"])
        return directory

    @pytest.mark.parametrize(
        "name", ["kim@KOMMUN.example", "kim", "se2321000016-1A", "kim@utan-punkt"]
    )
    def test_writes_what_is_its_own(self, bound: Directory, name):
        bound.person(name)

    @pytest.mark.parametrize(
        "name", ["kim@annan.example", "kim@x.kommun.example", "kim@kommun.example.evil.example",
                 "SE2321000024-1A", "SE232100001600-1A"],
    )  # fmt: skip
    def test_and_nothing_else(self, bound: Directory, name):
        body = {"schemas": [USER], "userName": name, "name": {"givenName": "K", "familyName": "T"}}
        answer = bound.call("POST", "Users", body)
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
        made = bound.person("kim@kommun.example")
        change = {"op": "replace", "path": "userName", "value": name}
        assert bound.patch(f"Users/{made['id']}", change).status_code == 400

    def test_a_person_from_before_may_still_leave(self, directory: Directory):
        made = directory.person("kim@annan.example")
        user = user_of(made)
        Identity.objects.filter(user=user, issuer="").delete()
        ProvisioningClient.objects.update(bounds=["kommun.example"])
        off = {"op": "replace", "path": "active", "value": False}
        assert directory.patch(f"Users/{made['id']}", off).status_code == 200
        assert not Identity.objects.filter(user=user, issuer="").exists(), "and no name is written"


class TestAsking:
    def test_by_name_id_and_whether_active(self, directory: Directory):
        kim = directory.person("kim@kommun.example", externalId="e-1")
        alex = directory.person("alex@kommun.example", active=False)

        def ids(text):
            answer = directory.call("GET", f"Users?filter={text}")
            assert answer.status_code == 200, answer.content
            return [row["id"] for row in answer.json().get("Resources", [])]

        assert ids('userName eq "KIM@kommun.example"') == [kim["id"]]
        assert ids('externalId eq "e-1"') == [kim["id"]]
        assert ids("active eq true") == [kim["id"]]
        assert ids("active eq false") == [alex["id"]]
        assert ids('userName eq "ingen"') == []
        assert ids('id eq "inget-id"') == []

    @pytest.mark.parametrize(
        "text",
        ['userName sw "k"', 'userName eq "a" or active eq true', "userName pr", "((",
         'userName eq "a\\u0000b"'],
    )  # fmt: skip
    def test_what_cannot_be_asked_is_said(self, directory: Directory, text):
        answer = directory.call("GET", f"Users?filter={text}")
        assert answer.status_code == 400
        assert answer.json()["scimType"] == "invalidFilter"

    def test_no_personnummer_in_an_address(self, directory: Directory):
        answer = directory.call("GET", f'Users?filter=userName eq "{number_of_age(10)}"')
        assert (answer.status_code, answer.json()["scimType"]) == (400, "sensitive")

    def test_in_pages(self, directory: Directory):
        made = [directory.person(f"p{n}")["id"] for n in range(5)]
        answer = directory.call("GET", "Users?startIndex=2&count=2").json()
        assert (answer["totalResults"], answer["itemsPerPage"], answer["startIndex"]) == (5, 2, 2)
        assert [row["id"] for row in answer["Resources"]] == made[1:3]
        assert directory.call("GET", "Users?count=0").json()["totalResults"] == 5
        assert directory.call("GET", "Users?startIndex=99").json().get("Resources", []) == []
        for far in (f"startIndex={10**20}", f"startIndex={10**20}&count={10**20}"):
            answer = directory.call("GET", f"Users?{far}")
            assert answer.status_code == 200, answer.content
            assert answer.json().get("Resources", []) == []


class TestVersions:
    def test_what_somebody_changed_since_is_not_overwritten(self, directory: Directory):
        made = directory.person("kim")
        path, name = f"Users/{made['id']}", {"op": "replace", "path": "name.givenName"}
        assert directory.patch(path, {**name, "value": "Alex"})["ETag"] == 'W/"2"'
        body = {key: made[key] for key in ("schemas", "userName", "name")}
        late = directory.call("PUT", path, body, **{"If-Match": 'W/"1"'})
        assert late.status_code == 412
        assert directory.call("DELETE", path, **{"If-Match": 'W/"1"'}).status_code == 412
        now = directory.call("GET", path).json()
        assert now["name"]["givenName"] == "Alex"
        unchanged = directory.call("GET", path, **{"If-None-Match": now["meta"]["version"]})
        assert unchanged.status_code == 304
        assert directory.call("PUT", path, body, **{"If-Match": 'W/"2"'}).status_code == 200


class TestBadInput:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            ("inte json", 400), ([], 400), ({}, 400), ({"schemas": [USER]}, 400),
            ({"schemas": [USER], "userName": 7, "name": {"givenName": "A", "familyName": "B"}}, 400),
            ({"schemas": [USER], "userName": "a\u0000b",
              "name": {"givenName": "A", "familyName": "B"}}, 400),
            ({"schemas": [USER], "userName": "a" * 201,
              "name": {"givenName": "A", "familyName": "B"}}, 400),
            ({"schemas": [USER], "userName": " ", "name": {"givenName": "A", "familyName": "B"}}, 400),
            ({"schemas": [GROUP], "userName": "a"}, 400),
        ],
        ids=["no json", "list", "empty", "no name", "number", "nul", "long", "blank", "group"],
    )  # fmt: skip
    def test_is_refused_in_the_words_of_the_standard(self, directory: Directory, body, status):
        answer = directory.call("POST", "Users", body)
        assert answer.status_code == status, answer.content
        assert answer.json()["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
        assert answer.json()["status"] == str(status)

    def test_brackets_without_end(self, directory: Directory):
        answer = directory.browser.generic(
            "POST", "/scim/v2/Users", "[" * 100_000,
            headers={"Authorization": f"Bearer {directory.token}"},
        )  # fmt: skip
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidSyntax")

    def test_a_patch_of_what_may_not_be_changed(self, directory: Directory):
        made = directory.person("kim")
        answer = directory.patch(
            f"Users/{made['id']}", {"op": "replace", "path": "id", "value": str(uuid.uuid4())}
        )
        assert (answer.status_code, answer.json()["scimType"]) == (400, "mutability")
