"""What must hold of what a directory sends? Each no is a sentence, and says what kind it is."""

import re
import uuid
from typing import TypeVar

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.accounts.rules import looks_like_personal_number
from samsyn.foundation.refusals import Changed, Denied, Refused
from samsyn.provisioning.access import ClientActor
from samsyn.provisioning.models import ProvisionedGroup, ProvisionedPerson
from samsyn.provisioning.rules import GroupFacts, PersonFacts, is_within

Row = TypeVar("Row", ProvisionedPerson, ProvisionedGroup)


class Taken(Refused):
    """Somebody else has the name."""


class Missing(Refused):
    """There is nothing with this id, or it is another party's."""


class HoldsPersonalNumber(Refused):
    """A value that looks like a personnummer is never taken in."""


def check_is_set_up(actor: Actor) -> None:
    """Tokens and the meaning of groups are decided where the service is run."""
    if actor.user_id is not None or not actor.may("organisation.manage"):
        raise Denied(
            _("Nycklar för behörighetssystem ges där Samsyn drivs."),
            _("Be den som förvaltar tjänsten."),
        )


def check_person(facts: PersonFacts) -> None:
    """All that is stored of a person."""
    _check_text("userName", facts.user_name, 200)
    _check_text("name.givenName", facts.given_name, 80)
    _check_text("name.familyName", facts.family_name, 80)
    _check_text("externalId", facts.external_id, 200, needed=False)


def check_name(user_name: str, actor: ClientActor) -> None:
    """A new userName that a log-in may know somebody by lies within what the client may write."""
    if not is_within(user_name, actor.bounds):
        raise Refused(
            _("userName ligger utanför de domäner och HSA-id:n som nyckeln får skriva."),
            _("Be den som förvaltar Samsyn om en ny nyckel."),
            field="userName",
        )


def check_group(facts: GroupFacts) -> None:
    """All that is stored of a group."""
    _check_text("displayName", facts.display_name, 200)
    _check_text("externalId", facts.external_id, 200, needed=False)


def _check_text(name: str, text: str, most: int, *, needed: bool = True) -> None:
    if needed and not text.strip():
        raise Refused(_("%(name)s saknas.") % {"name": name}, field=name)
    if len(text) > most or re.search(r"[\x00-\x1f\x7f]", text):
        raise Refused(_("%(name)s går inte att använda.") % {"name": name}, field=name)
    if looks_like_personal_number(text):
        raise HoldsPersonalNumber(
            _("%(name)s ser ut som ett personnummer. Samsyn tar inte emot sådana.")
            % {"name": name},
            field=name,
        )


def locked_person(
    person_id: uuid.UUID, actor: Actor, version: int | None = None
) -> ProvisionedPerson:
    """The client's own person, locked; `version` is the one that the client has read."""
    rows = ProvisionedPerson.objects.select_for_update(of=("self",)).select_related("user")
    row = rows.filter(pk=person_id, party_id=actor.own_party, removed_at=None).first()
    return _as_read(row, version)


def locked_group(group_id: uuid.UUID, actor: Actor, version: int | None = None) -> ProvisionedGroup:
    """The client's own group, locked."""
    rows = ProvisionedGroup.objects.select_for_update(of=("self",))
    return _as_read(rows.filter(pk=group_id, party_id=actor.own_party).first(), version)


def _as_read(row: Row | None, version: int | None) -> Row:
    if row is None:
        raise Missing(_("Det finns inget med det id:t."))
    if version is not None and row.version != version:
        raise Changed(_("Någon har ändrat sedan du läste."), _("Läs igen och försök på nytt."))
    return row
