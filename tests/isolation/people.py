"""One person for each set of permissions in each relation to a thing, in two counties."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.test import Client

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor, Permission, roles
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment
from samsyn.organisations.operations import give_assignment, register_person
from tests.browsing import client_of

#: How a unit stands to a thing, the nearest first.
RELATIONS = ("own", "released", "withdrawn", "none", "other county")
#: Nothing of the thing may ever come to these.
STRANGERS = ("none", "other county")


@cache
def role_groups() -> dict[str, tuple[str, ...]]:
    """Roles with the same permissions answer alike: by the first of them, all of them."""
    found: dict[frozenset[Any], list[str]] = {}
    for code, role in sorted(roles().items()):
        found.setdefault(role.permissions, []).append(code)
    return {codes[0]: tuple(codes) for codes in found.values()}


def carries(role: str, requirement: str) -> bool:
    """Whether the role's permissions satisfy what a view asks for."""
    if requirement in {p.value for p in Permission}:
        return Permission(requirement) in roles()[role].permissions
    return True


@dataclass
class People:
    """Who asks: a browser by relation and role group."""

    units: dict[str, Any]

    def __post_init__(self) -> None:
        self.actors: dict[tuple[str, str], Actor] = {}
        self.clients: dict[tuple[str, str], Client] = {}
        for number, (relation, unit) in enumerate(self.units.items()):
            system = Actor.system(unit.party.region)
            for role in role_groups():
                handle = f"person-{number}-{role}".replace("_", "-")
                person = register_person(handle, given_name="P", family_name="P", actor=system)
                given = give_assignment(
                    person, unit, role=role, valid_from=clock.today(), actor=system
                )
                loaded = Assignment.objects.select_related("user", "unit__party").get(pk=given.pk)
                actor = actor_from(loaded)
                self.actors[relation, role] = actor
                self.clients[relation, role] = client_of(actor)
