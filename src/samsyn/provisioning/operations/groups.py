"""A directory keeps groups; what each stands for is said where the service is run."""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, roles
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.models import Unit
from samsyn.provisioning.access import ClientActor, check_is_client
from samsyn.provisioning.models import ProvisionedGroup, ProvisionedPerson
from samsyn.provisioning.operations.assignments import end_group_assignments, settle
from samsyn.provisioning.operations.checks import (
    Missing,
    Taken,
    check_group,
    check_is_set_up,
    locked_group,
)
from samsyn.provisioning.rules import GroupFacts


@operation
def add_group(facts: GroupFacts, *, actor: ClientActor) -> ProvisionedGroup:
    """A group of the directory. It gives nothing until it is mapped to a unit and a role."""
    check_is_client(actor)
    check_group(facts)
    _check_name_is_free(facts, actor)
    now = clock.now()
    group = ProvisionedGroup.objects.create(
        party_id=actor.own_party, display_name=facts.display_name,
        external_id=facts.external_id, created_at=now, changed_at=now,
    )  # fmt: skip
    record("group.provisioned", group, actor=actor, ground=actor.ground)
    _set_members(group, facts, actor)
    return group


@operation
def change_group(
    group_id: uuid.UUID, facts: GroupFacts, *, actor: ClientActor, version: int | None = None
) -> ProvisionedGroup:
    """The group as the directory has it: who has come gets the assignment, who left loses it."""
    check_is_client(actor)
    check_group(facts)
    group = locked_group(group_id, actor, version)
    _check_name_is_free(facts, actor, but=group_id)
    group.display_name, group.external_id = facts.display_name, facts.external_id
    group.changed_at, group.version = clock.now(), group.version + 1
    group.save()
    record("group.changed", group, actor=actor, ground=actor.ground)
    _set_members(group, facts, actor)
    return group


@operation
def remove_group(group_id: uuid.UUID, *, actor: ClientActor, version: int | None = None) -> None:
    """The directory has the group no more: what it gave ends today."""
    check_is_client(actor)
    group = locked_group(group_id, actor, version)
    record("group.removed", group, actor=actor, ground=actor.ground)
    end_group_assignments(group, ground=actor.ground, actor=actor)
    group.delete()


@operation
def map_group(
    group_id: uuid.UUID, *, unit_id: uuid.UUID | None, role: str, actor: Actor
) -> ProvisionedGroup:
    """Say which unit and role a group stands for (no unit: none any more); its members follow.

    Done where the service is run, so that a directory cannot give roles that nobody meant.
    """
    check_is_set_up(actor)
    group = ProvisionedGroup.objects.select_for_update(of=("self",)).filter(pk=group_id).first()
    if group is None:
        raise Missing(_("Det finns inget med det id:t."))
    unit = Unit.objects.filter(pk=unit_id, party_id=group.party_id).first() if unit_id else None
    if unit_id and unit is None:
        raise Refused(_("Enheten finns inte hos den parten."), field="unit")
    if unit is not None and role not in roles():
        raise Refused(_("Det finns ingen sådan roll."), field="role")
    taken = ProvisionedGroup.objects.filter(unit=unit, role=role).exclude(pk=group_id)
    if unit is not None and taken.exists():
        raise Refused(_("En annan grupp står redan för den enheten och rollen."), field="role")
    end_group_assignments(group, ground="scim", actor=actor)
    group.unit, group.role = unit, role if unit else ""
    group.save(update_fields=["unit", "role"])
    record("group.mapped", group, actor=actor)
    settle(group, ground="scim", actor=actor)
    return group


def _check_name_is_free(
    facts: GroupFacts, actor: ClientActor, but: uuid.UUID | None = None
) -> None:
    same = ProvisionedGroup.objects.filter(
        party_id=actor.own_party, display_name__iexact=facts.display_name
    )
    if any(row != but for row in same.values_list("pk", flat=True)):
        raise Taken(_("Det finns redan en grupp med det namnet."), field="displayName")


def _set_members(group: ProvisionedGroup, facts: GroupFacts, actor: ClientActor) -> None:
    people = ProvisionedPerson.objects.filter(
        pk__in=facts.members, party_id=actor.own_party, removed_at=None
    )
    found = list(people)
    if len(found) != len(facts.members):
        raise Refused(_("Någon av medlemmarna finns inte hos er."), field="members")
    group.people.set(found)
    settle(group, ground=actor.ground, actor=actor)
