"""Who may call, for which party, and what does everybody else see?"""

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, get_resolver

from samsyn.audit.models import Event
from samsyn.cli.main import main
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment
from samsyn.provisioning.models import ProvisionedGroup, ProvisionedPerson, ProvisioningClient
from samsyn.provisioning.operations import revoke_token
from tests.browsing import client_of
from tests.provisioning.conftest import GROUP, USER, Directory
from tests.world import World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def patterns() -> list[URLPattern]:
    (found,) = [
        entry.url_patterns
        for entry in get_resolver().url_patterns
        if getattr(entry, "namespace", None) == "scim"
    ]
    return found


def every_address() -> list[str]:
    one = "9c1d7a52-3c1b-4d53-9a3e-2f6f0d1f7b11"
    return [
        f"/scim/v2/{path}"
        for path in (
            "ServiceProviderConfig", "ResourceTypes", "ResourceTypes/User", "Schemas",
            f"Schemas/{USER}", "Users", f"Users/{one}", "Groups", f"Groups/{one}", ".search",
            "", "nagot/annat",
        )
    ]  # fmt: skip


class TestToken:
    def test_all_addresses_are_in_the_list_below(self):
        assert len(patterns()) == len(every_address()) - 1  # what is not there has two
        assert {entry.callback.requirement for entry in patterns()} == {"provisioning"}

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("path", every_address())
    def test_nothing_is_answered_without(self, directory: Directory, path, method):
        answers = [
            Client().generic(method, path),
            Client().generic(method, path, headers={"Authorization": "Bearer " + "x" * 43}),
            Client().generic(method, path, headers={"Authorization": f"Basic {directory.token}"}),
            Client().generic(method, f"{path}?access_token={directory.token}"),
        ]
        for answer in answers:
            assert answer.status_code == 401
            assert answer["WWW-Authenticate"].startswith("Bearer")
            assert answer.json()["status"] == "401"

    def test_a_log_in_is_no_token(self, county: World):
        browser = client_of(next(iter(county.actors.values())))
        assert browser.get("/scim/v2/Users").status_code == 401

    def test_it_runs_out(self, directory: Directory):
        assert directory.call("GET", "Users").status_code == 200
        with time_machine.travel(clock.now() + dt.timedelta(days=366)):
            assert directory.call("GET", "Users").status_code == 401

    def test_one_that_is_refused_leaves_an_event_and_not_itself(self, directory: Directory):
        def refused() -> list[str]:
            wall.bind(None)
            rows = Event.objects.filter(action="login.refused").order_by("id")
            return list(rows.values_list("ground", flat=True))

        Client().get("/scim/v2/Users")
        assert refused() == [], "nothing was shown"
        Client().get("/scim/v2/Users", headers={"Authorization": "Bearer " + "x" * 43})
        Client().get("/scim/v2/Users", headers={"Authorization": f"Basic {directory.token}"})
        client_id = directory.actor.client_id
        ProvisioningClient.objects.update(revoked_at=clock.now())
        assert directory.call("GET", "Users").status_code == 401
        assert refused() == ["scim unknown_token", "scim unknown_token", f"scim {client_id}"]

    def test_it_can_be_revoked(self, directory: Directory, county: World):
        from samsyn.access.rules import Actor

        revoke_token(directory.actor.client_id, actor=Actor.system(county.code))
        assert directory.call("GET", "Users").status_code == 401

    def test_only_its_digest_is_stored(self, directory: Directory):
        row = ProvisioningClient.objects.get()
        assert directory.token not in str(vars(row))
        assert len(row.token_digest) == 64


class TestOtherParty:
    def test_meets_nothing_and_changes_nothing(self, directory: Directory, stranger: Directory):
        kim = directory.person("kim")
        group = directory.group("Sköterskor", kim["id"])
        for path in (f"Users/{kim['id']}", f"Groups/{group['id']}"):
            assert stranger.call("GET", path).status_code == 404
            assert stranger.call("DELETE", path).status_code == 404
            operation = {"op": "replace", "path": "externalId", "value": "x"}
            assert stranger.patch(path, operation).status_code == 404
        assert stranger.call("GET", "Users").json()["totalResults"] == 0
        assert stranger.call("GET", 'Users?filter=userName eq "kim"').json()["totalResults"] == 0
        body = {"schemas": [GROUP], "displayName": "X", "members": [{"value": kim["id"]}]}
        assert stranger.call("POST", "Groups", body).status_code == 400
        assert directory.call("GET", f"Users/{kim['id']}").status_code == 200

    def test_the_same_name_is_another_person(self, directory: Directory, stranger: Directory):
        assert directory.person("kim")["id"] != stranger.person("kim")["id"]
        rows = ProvisionedPerson.objects.filter(user_name="kim")
        assert len({row.user_id for row in rows}) == 2


class TestCommandLine:
    def test_a_token_is_shown_once_listed_and_revoked(self, unit, capsys):
        words = [unit.party.code, "--region", unit.party.region]
        assert main(["provisioning", "token", *words, "--name", "Entra", "--days", "30"]) == 0
        token = capsys.readouterr().out.strip()
        directory = Directory(unit.party, token)
        assert directory.call("GET", "Users").status_code == 200
        assert main(["provisioning", "tokens", *words]) == 0
        listed = capsys.readouterr().out
        assert "Entra" in listed and token not in listed
        assert "bara" not in listed
        bounds = ["--within", "Kommun.example", "--within", "SE2321000016"]
        assert main(["provisioning", "token", *words, *bounds]) == 0
        capsys.readouterr()
        assert main(["provisioning", "tokens", *words]) == 0
        assert "bara SE2321000016, kommun.example" in capsys.readouterr().out
        assert main(["provisioning", "token", *words, "--within", "kommun"]) == 1
        assert "Skriv en domän" in capsys.readouterr().err
        assert main(["provisioning", "revoke", str(directory.actor.client_id)]) == 0
        assert directory.call("GET", "Users").status_code == 401

    def test_groups_are_listed_and_mapped(self, directory: Directory, unit, capsys):
        kim = directory.person("kim")
        group = directory.group("Sköterskor", kim["id"])["id"]
        words = [unit.party.code, "--region", unit.party.region]
        assert main(["provisioning", "groups", *words]) == 0
        assert "står inte för något än" in capsys.readouterr().out
        assert main(["provisioning", "map", group, str(unit.pk), "school_nurse"]) == 0
        person = ProvisionedPerson.objects.get(pk=kim["id"])
        rows = Assignment.objects.on(clock.today()).filter(user_id=person.user_id)
        assert rows.get().role == "school_nurse"
        assert main(["provisioning", "unmap", group]) == 0
        assert ProvisionedGroup.objects.get(pk=group).unit is None

    def test_what_cannot_be_is_said(self, unit, capsys):
        assert main(["provisioning", "token", "finns-inte"]) == 1
        assert "Kontrollera koden" in capsys.readouterr().err
        words = [unit.party.code, "--region", unit.party.region]
        assert main(["provisioning", "token", *words, "--days", "9999"]) == 1
        assert "två år" in capsys.readouterr().err
        assert main(["provisioning", "map", str(uuid.uuid4()), str(unit.pk), "teacher"]) == 1
