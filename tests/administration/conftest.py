"""A county with administrators: one of a unit, one of its party, one of another party."""

from dataclasses import dataclass, field

import pytest

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.accounts.models import User
from samsyn.organisations.models import Assignment, Unit
from samsyn.organisations.operations import give_assignment, register_person
from tests.remembered import remembered
from tests.world import Tale, World


@dataclass
class Office:
    """A tale's owner's unit with its administrators, and colleagues of the owner."""

    world: World
    tale: Tale
    unit: Unit
    own: Actor
    party: Actor
    elsewhere: Actor
    made: int = field(default=0)

    def colleague(self, role: str = "coordinator", unit: Unit | None = None, **period) -> Actor:
        """Somebody more in the unit (or another)."""
        self.made += 1
        system = Actor.system(self.world.code)
        person = register_person(
            f"{self.world.code}-kollega-{self.made}", given_name=f"Kollega{self.made}",
            family_name="Person", actor=system,
        )  # fmt: skip
        given = give_assignment(
            person, unit or self.unit, role=role, actor=system,
            **{"valid_from": self.unit.valid_from, **period},
        )  # fmt: skip
        return the_actor(given.pk)

    @property
    def owner(self) -> User:
        """The person who has the tale's case in hand."""
        return User.objects.get(pk=self.tale.owner.user_id)


def the_actor(assignment_id) -> Actor:
    """The actor behind an assignment."""
    return actor_from(
        Assignment.objects.select_related("user", "unit__party").get(pk=assignment_id)
    )


@remembered
def office_of(world: World) -> Office:
    """The world with administrators around a tale's owner."""
    tale = world.tale(others=2)
    unit = Unit.objects.select_related("party").get(pk=tale.owner.unit_id)
    system = Actor.system(world.code)
    person = register_person(
        f"{world.code}-administrator", given_name="Admin", family_name="Enhet", actor=system
    )
    given = give_assignment(
        person, unit, role="administrator", valid_from=unit.valid_from, actor=system
    )
    party = world.add_unit("", unit.party, "partadmin", role="party_administrator")
    others = [u for u in world.units.values() if u.party_id != unit.party_id]
    elsewhere = world.add_unit("", others[0].party, "annanadmin", role="party_administrator")
    return Office(world, tale, unit, the_actor(given.pk), party, elsewhere)


@pytest.fixture
def office(world: World) -> Office:
    """In both counties."""
    return office_of(world)


@pytest.fixture
def home(county: World) -> Office:
    """In Jämtland Härjedalen only."""
    return office_of(county)
