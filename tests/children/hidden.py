"""A protected child with a rare name, a colleague outside the few, and browsers that have opened it."""

import uuid
from dataclasses import dataclass, replace

from django.test import Client
from django.urls import reverse

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.accounts.models import User
from samsyn.children.operations import name_person, protect_child, register_child
from samsyn.children.rules import GuardianKind, IdentityNumber, Kind, Reason, Source
from samsyn.organisations.models import Assignment, Unit
from samsyn.organisations.operations import give_assignment, register_person
from tests.browsing import client_of
from tests.remembered import remembered
from tests.world import Tale, World, number_of_age

GIVEN, RARE, PLACE = "Zyphora", "Qvistelblad", "Rum Hemligsal 77"


@dataclass
class Hidden:
    """The tale of a protected child."""

    tale: Tale
    number: str
    colleague: Actor
    kind: Kind

    @property
    def pretty(self) -> str:
        """The number as pages write it."""
        return IdentityNumber(self.number, False).pretty

    def opened(self, actor: Actor) -> Client:
        """A browser that has given a reason."""
        client = client_of(actor)
        self.open(client)
        return client

    def open(self, client: Client) -> None:
        """Give a reason."""
        wait = reverse("children:wait", args=[self.tale.child_id])
        assert client.post(wait, {"reason": Reason.OWN_CASE.value}).status_code == 302

    def actor_opened(self, actor: Actor) -> Actor:
        """The actor as it is behind a request after a given reason."""
        return replace(actor, opened=frozenset({self.tale.child_id}))

    def add_colleague(self, actor: Actor, handle: str, role: str = "physician") -> Actor:
        """One more person in an actor's unit."""
        return add_person(self.tale.world, actor, handle, role)

    def add_manager(self) -> Actor:
        """The unit's manager, who is not one of the few."""
        return self.add_colleague(self.tale.owner, "chef", "unit_manager")

    def teacher_named(self) -> Actor:
        """Somebody who is named but keeps no list."""
        name_person(self.tale.child_id, user_id=self.colleague.own_user, actor=self.tale.owner)
        return self.colleague


def add_person(world: World, actor: Actor, handle: str, role: str) -> Actor:
    """A person with a role in an actor's unit."""
    system = Actor.system(world.code)
    person = register_person(
        f"{world.code}-{handle}-{uuid.uuid4().hex[:6]}", given_name=handle.capitalize(),
        family_name="Person", actor=system,
    )  # fmt: skip
    unit = Unit.objects.get(pk=actor.unit_id)
    given = give_assignment(person, unit, role=role, valid_from=unit.valid_from, actor=system)
    loaded = Assignment.objects.select_related("user", "unit__party").get(pk=given.pk)
    return actor_from(loaded)


@remembered
def hidden_tale(world: World, *, kind: Kind = Kind.MARKED, protect_first: bool = False) -> Hidden:
    """A child with a rare name whose data are protected, and a plan in force."""
    crew = world.fitting(10, 3)
    tale = Tale(world, crew[0], crew[1:], 10)
    number = number_of_age(10, 7)
    tale.child_id = register_child(
        number, given_name=GIVEN, family_name=RARE, reason="Barn hos oss", actor=tale.owner,
        guardians=[("Kim Vuxen", GuardianKind.GUARDIAN)],
    ).child_id  # fmt: skip
    if protect_first:
        protect_child(tale.child_id, kind=kind, source=Source.REGISTER, actor=tale.owner)
        opened = frozenset({tale.child_id})
        tale.owner = replace(tale.owner, opened=opened)
        tale.others = [replace(actor, opened=opened) for actor in tale.others]
    tale.need()
    tale.family()
    tale.call(place=PLACE)
    tale.answers()
    tale.meet()
    tale.start()
    tale.write()
    tale.agree()
    if not protect_first:
        protect_child(tale.child_id, kind=kind, source=Source.REGISTER, actor=tale.owner)
    colleague = add_person(world, tale.owner, "kollega", "physician")
    return Hidden(tale, number, colleague, kind)


def door_name(world: World, actor: Actor) -> str:
    """What the demo's door knows a person by, without the county."""
    handle = User.objects.get(pk=actor.user_id).handle
    return handle.removeprefix(f"{world.code}-")
