"""What may a client see? People and groups of its own party, and nothing else."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from samsyn.access.rules import Actor
from samsyn.organisations.models import Party
from samsyn.provisioning.models import ProvisionedGroup, ProvisionedPerson, ProvisioningClient

#: What can be asked for by equality, and in which column it stands.
PERSON_FILTERS = {
    "id": "pk", "username": "user_name__iexact", "externalid": "external_id",
    "active": "is_active",
}  # fmt: skip
GROUP_FILTERS = {
    "id": "pk", "displayname": "display_name__iexact", "externalid": "external_id",
}  # fmt: skip


def people_for(actor: Actor) -> QuerySet[ProvisionedPerson]:
    """People of the client's party that it has not removed, oldest first."""
    rows = ProvisionedPerson.objects.filter(party_id=actor.own_party, removed_at=None)
    return rows.order_by("created_at", "pk").prefetch_related("groups")


def groups_for(actor: Actor) -> QuerySet[ProvisionedGroup]:
    """Groups of the client's party, oldest first."""
    rows = ProvisionedGroup.objects.filter(party_id=actor.own_party)
    return rows.order_by("created_at", "pk").prefetch_related("people")


def matching(rows: QuerySet[Any], wanted: Mapping[str, object]) -> QuerySet[Any]:
    """Rows that equal `wanted`, by column; an id that is none matches nothing."""
    if "pk" in wanted:
        try:
            uuid.UUID(str(wanted["pk"]))
        except ValueError:
            return rows.none()
    return rows.filter(**wanted)


def parties_with(code: str, region: str = "") -> list[Party]:
    """Parties that have joined under a code, in a county or in all."""
    rows = Party.objects.filter(code=code)
    return list(rows.filter(region=region) if region else rows)


def clients_of(party: Party) -> list[ProvisioningClient]:
    """A party's clients, newest first."""
    return list(ProvisioningClient.objects.filter(party=party).order_by("-created_at"))


def groups_of(party: Party) -> list[ProvisionedGroup]:
    """A party's groups by name, with unit and people."""
    rows = ProvisionedGroup.objects.filter(party=party).select_related("unit")
    return list(rows.prefetch_related("people").order_by("display_name"))
