"""Which client asks, and for which party?"""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied
from samsyn.organisations.models import Party
from samsyn.provisioning.models import ProvisioningClient


@dataclass(frozen=True)
class ClientActor(Actor):
    """A directory that acts for its party; it is nobody's person and meets no children."""

    client_id: uuid.UUID | None = None
    #: Domains of EPPN and first parts of HSA-ids that the client may write; any when empty.
    bounds: frozenset[str] = frozenset()

    @property
    def ground(self) -> str:
        """How an event names the client."""
        return f"scim {self.client_id}"


def digest(token: str) -> str:
    """What is stored of a token. It has 256 bits of its own, so it needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_with(token: str) -> ClientActor | None:
    """The client that holds a token which is in force now."""
    row = (
        ProvisioningClient.objects.select_related("party")
        .filter(token_digest=digest(token), revoked_at=None, expires_at__gt=clock.now())
        .first()
    )
    return client_actor(row.pk, row.name, row.party, row.bounds) if row else None


def former_client(token: str) -> uuid.UUID | None:
    """The client that held a token which has run out or is revoked; None when it was nobody's."""
    rows = ProvisioningClient.objects.filter(token_digest=digest(token))
    return rows.values_list("pk", flat=True).first()


def client_actor(
    client_id: uuid.UUID, name: str, party: Party, bounds: Iterable[str] = ()
) -> ClientActor:
    """The actor of a client."""
    return ClientActor(
        client_id=client_id,
        bounds=frozenset(bounds),
        user_name=name,
        party_id=party.pk,
        party_name=party.name,
        region=party.region,
        permissions=frozenset({Permission.ORGANISATION_MANAGE}),
    )


def check_is_client(actor: Actor) -> None:
    """People and groups of a directory are changed by that directory alone."""
    if not isinstance(actor, ClientActor) or actor.party_id is None:
        raise Denied(
            _("Bara partens eget system för behörigheter ändrar det här."),
            _("Ändra i det systemet, så följer det med hit."),
        )
