"""People: registered, named, known from outside, and no longer there."""

import re
from typing import Any

from django.utils.translation import gettext as _

from samsyn.accounts.identities import who_has
from samsyn.accounts.models import Identity, IdentityKind, User
from samsyn.accounts.rules import HSA_ID, looks_like_personal_number, normal
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.access import (
    check_may_administer,
    check_may_change_person,
)

#: What an administrator writes down; the rest comes from the log-in or from provisioning.
WRITTEN = (IdentityKind.HSA_ID, IdentityKind.EPPN)


@operation
def register_person(handle: str, *, given_name: str, family_name: str, actor: Any) -> User:
    """Register a professional, without any right before an assignment is given."""
    check_may_administer(actor)
    for text, field in ((given_name, "given_name"), (family_name, "family_name")):
        if not text.strip():
            raise Refused(_("Skriv personens för- och efternamn."), field=field)
    if User.objects.filter(handle=handle).exists():
        raise Refused(_("Det finns redan en person med den beteckningen."), field="handle")
    person = User(handle=handle, given_name=given_name.strip(), family_name=family_name.strip())
    person.set_unusable_password()
    person.save()
    record("person.registered", person, actor=actor)
    return person


@operation
def rename_person(person: User, *, given_name: str, family_name: str, actor: Any) -> User:
    """The person is called something else."""
    check_may_change_person(actor, person, clock.today())
    if not given_name.strip() or not family_name.strip():
        raise Refused(_("Skriv personens för- och efternamn."), field="given_name")
    person.given_name, person.family_name = given_name.strip(), family_name.strip()
    person.save(update_fields=["given_name", "family_name"])
    record("person.renamed", person, actor=actor)
    return person


@operation
def give_outside_name(person: User, *, kind: IdentityKind, value: str, actor: Any) -> Identity:
    """Write down what HSA (HSA-id) or the skolfederation (EPPN) calls the person at log-in."""
    check_may_change_person(actor, person, clock.today())
    value = read_outside_name(kind, value)
    if who_has([(kind, value)]) - {person.pk}:
        raise Refused(
            _("Någon annan har redan den identiteten."), _("Kontrollera den."), field="value"
        )
    identity, _is_new = Identity.objects.get_or_create(
        user=person, issuer="", kind=kind, value=value
    )
    record("identity.given", identity, actor=actor)
    return identity


@operation
def forget_outside_name(identity: Identity, *, actor: Any) -> None:
    """The person no longer logs in by this name."""
    check_may_change_person(actor, identity.user, clock.today())
    if identity.kind not in WRITTEN:
        raise Refused(_("Identiteten kommer från inloggningen och tas inte bort här."))
    record("identity.forgotten", identity, actor=actor)
    identity.delete()


@operation
def deactivate_person(person: User, *, actor: Any) -> User:
    """The person cannot log in any more. Log-ins under way are ended by who calls this."""
    check_may_change_person(actor, person, clock.today())
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person.deactivated", person, actor=actor)
    return person


def read_outside_name(kind: IdentityKind, value: str) -> str:
    """The name as it is stored; Refused when it cannot be one, or holds a personnummer."""
    value = value.strip()
    if looks_like_personal_number(value, or_reserve=True):
        raise Refused(
            _("Det liknar ett personnummer."),
            _("Skriv HSA-id eller EPPN. Personnummer sparas inte för medarbetare."),
            field="value",
        )
    if kind == IdentityKind.HSA_ID:
        if not HSA_ID.fullmatch(value):
            raise Refused(_("Ett HSA-id ser ut så här: SE0000000000-1A2B."), field="value")
    elif not re.fullmatch(r"[^@\s]{1,64}@[A-Za-z0-9.-]{3,120}", value):
        raise Refused(_("Ett EPPN ser ut så här: abc123@kommun.example."), field="value")
    return normal(kind, value)
