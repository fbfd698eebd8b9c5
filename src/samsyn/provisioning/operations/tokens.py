"""A party's directory gets a token, and loses it."""

import datetime as dt
import secrets
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Party
from samsyn.provisioning.access import digest
from samsyn.provisioning.models import ProvisioningClient
from samsyn.provisioning.operations.checks import check_is_set_up
from samsyn.provisioning.rules import MOST_TOKEN_DAYS, TOKEN_DAYS, TOKEN_PREFIX, read_bound


@operation
def issue_token(
    party: Party, *, name: str, actor: Actor, days: int = TOKEN_DAYS, bounds: Iterable[str] = ()
) -> tuple[ProvisioningClient, str]:
    """A new client of a party, and its token: shown now and never again.

    `bounds` are the domains of EPPN and the first parts of HSA-ids that it may write; any without.
    """
    check_is_set_up(actor)
    if not 1 <= days <= MOST_TOKEN_DAYS:
        raise Refused(_("En nyckel gäller mellan en dag och två år."), field="days")
    kept = {read_bound(text) for text in bounds}
    if "" in kept:
        raise Refused(
            _("Skriv en domän, som kommun.example, eller början av ett HSA-id, som SE2321000016."),
            field="bounds",
        )
    now, token = clock.now(), TOKEN_PREFIX + secrets.token_urlsafe(32)
    client = ProvisioningClient.objects.create(
        party=party, name=name[:80], token_digest=digest(token), bounds=sorted(kept),
        created_at=now, expires_at=now + dt.timedelta(days=days),
    )  # fmt: skip
    record("client.admitted", client, actor=actor)
    return client, token


@operation
def revoke_token(client_id: uuid.UUID, *, actor: Actor) -> ProvisioningClient:
    """The token is of no use from now on."""
    check_is_set_up(actor)
    client = ProvisioningClient.objects.select_for_update().filter(pk=client_id).first()
    if client is None:
        raise NotPossible(_("Det finns ingen sådan nyckel."))
    if client.revoked_at is not None:
        raise NotPossible(_("Nyckeln är redan återkallad."))
    client.revoked_at = clock.now()
    client.save(update_fields=["revoked_at"])
    record("client.revoked", client, actor=actor)
    return client
