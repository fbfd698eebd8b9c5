"""A party with a directory that may provision it, and a way to call as that directory."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from samsyn.access.rules import Actor
from samsyn.organisations.models import Party
from samsyn.provisioning.access import ClientActor, client_with
from samsyn.provisioning.operations import issue_token
from tests.world import World

USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@dataclass
class Directory:
    """A party's directory, as it calls us."""

    party: Party
    token: str
    browser: Client = field(default_factory=Client)

    @property
    def actor(self) -> ClientActor:
        found = client_with(self.token)
        assert found is not None
        return found

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One call; the answer has `.json()` and `.status_code`."""
        return self.browser.generic(
            method, f"/scim/v2/{path}",
            "" if body is None else json.dumps(body), content_type="application/scim+json",
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )  # fmt: skip

    def person(self, user_name: str, **changes: Any) -> dict[str, Any]:
        """Create a person; its resource."""
        body = {
            "schemas": [USER], "userName": user_name,
            "name": {"givenName": "Kim", "familyName": "Testsson"}, **changes,
        }  # fmt: skip
        answer = self.call("POST", "Users", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    def group(self, name: str, *members: str) -> dict[str, Any]:
        """Create a group; its resource."""
        body = {
            "schemas": [GROUP], "displayName": name,
            "members": [{"value": member} for member in members],
        }  # fmt: skip
        answer = self.call("POST", "Groups", body)
        assert answer.status_code == 201, answer.content
        return answer.json()

    def patch(self, path: str, *operations: dict[str, Any]) -> Any:
        """Patch a resource."""
        return self.call("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})


def directory_of(party: Party) -> Directory:
    """A directory for a party."""
    _client, token = issue_token(party, name="Katalogen", actor=Actor.system(party.region))
    return Directory(party, token)


@pytest.fixture
def unit(county: World) -> Any:
    """A unit of the party."""
    return county.units[next(iter(county.units))]


@pytest.fixture
def directory(unit: Any) -> Directory:
    """The directory of the unit's party."""
    return directory_of(unit.party)


@pytest.fixture
def stranger(county: World, unit: Any) -> Directory:
    """The directory of another party."""
    other = Party.objects.filter(region=county.code).exclude(pk=unit.party_id).first()
    return directory_of(other)
