"""A directory adds, changes and removes a person."""

import uuid

from django.utils.translation import gettext as _

from samsyn.accounts.identities import who_has
from samsyn.accounts.models import Identity, IdentityKind, User
from samsyn.accounts.rules import normal
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied
from samsyn.organisations.models import Assignment
from samsyn.provisioning.access import ClientActor, check_is_client
from samsyn.provisioning.models import ProvisionedPerson
from samsyn.provisioning.operations.assignments import (
    is_anothers_too,
    leave_party,
    settle,
    works_elsewhere,
)
from samsyn.provisioning.operations.checks import Taken, check_name, check_person, locked_person
from samsyn.provisioning.rules import PersonFacts, is_within, outside_kind


@operation
def add_person(facts: PersonFacts, *, actor: ClientActor) -> ProvisionedPerson:
    """A person of the directory. One that Samsyn knows already is recognised by its userName."""
    check_is_client(actor)
    check_person(facts)
    check_name(facts.user_name, actor)
    living = ProvisionedPerson.objects.filter(party_id=actor.own_party, removed_at=None)
    if living.filter(user_name__iexact=facts.user_name).exists():
        raise _taken()
    person = _returning(facts, actor)
    if person is not None and _is_anothers(facts, person):
        raise _taken()
    known = None if person else _known(facts, actor)
    if known is not None and living.filter(user=known).exists():
        raise _taken()
    person = person or ProvisionedPerson(
        party_id=actor.own_party, user=known or _registered(facts), created_at=clock.now()
    )
    person.removed_at = None
    person.is_active = facts.is_active is not False
    _write(person, facts, actor)
    record("person.provisioned", person, actor=actor, ground=actor.ground)
    _follow(person, actor, wakes=known is None)
    return person


@operation
def change_person(
    person_id: uuid.UUID,
    facts: PersonFacts,
    *,
    actor: ClientActor,
    version: int | None = None,
    takes_active_away: bool = False,
) -> ProvisionedPerson:
    """The person as the directory has it now. Not active: log-ins and assignments end at once.

    Facts without a word of `is_active` leave it as it is, unless `takes_active_away`.
    """
    check_is_client(actor)
    check_person(facts)
    person = locked_person(person_id, actor, version)
    if person.user_name.lower() != facts.user_name.lower():
        check_name(facts.user_name, actor)
        _check_is_ours_alone(person)
        same = ProvisionedPerson.objects.filter(party_id=actor.own_party, removed_at=None)
        if same.filter(user_name__iexact=facts.user_name).exists() or _is_anothers(facts, person):
            raise _taken()
        _forget_names(person)
    was_away = not person.may_work
    if facts.is_active is not None or takes_active_away:
        person.is_active = facts.is_active
    person.version += 1
    _write(person, facts, actor)
    record("person.changed", person, actor=actor, ground=actor.ground)
    _follow(person, actor, wakes=was_away)
    return person


@operation
def remove_person(
    person_id: uuid.UUID, *, actor: ClientActor, version: int | None = None
) -> ProvisionedPerson:
    """The directory has the person no more. What the person has done here stays."""
    check_is_client(actor)
    person = locked_person(person_id, actor, version)
    person.is_active, person.removed_at = False, clock.now()
    person.version += 1
    person.save(update_fields=["is_active", "removed_at", "version"])
    record("person.deprovisioned", person, actor=actor, ground=actor.ground)
    leave_party(person, actor=actor)
    person.groups.clear()
    _forget_names(person)
    return person


def _taken() -> Taken:
    return Taken(_("Det finns redan en person med det userName."), field="userName")


def _returning(facts: PersonFacts, actor: ClientActor) -> ProvisionedPerson | None:
    """Somebody who was removed and comes back: the same userName and the directory's same id.

    A userName can be given to somebody else in time; without an id the names must be the same.
    """
    rows = ProvisionedPerson.objects.select_for_update(of=("self",)).select_related("user")
    rows = rows.filter(
        party_id=actor.own_party, removed_at__isnull=False,
        user_name__iexact=facts.user_name, external_id=facts.external_id,
    )  # fmt: skip
    if not facts.external_id:
        rows = rows.filter(given_name=facts.given_name, family_name=facts.family_name)
    return rows.order_by("-removed_at").first()


def _known(facts: PersonFacts, actor: ClientActor) -> User | None:
    """Whom Samsyn knows by the national name in userName, when it is nobody of another party."""
    found = _named(facts)
    if not found:
        return None
    if len(found) > 1:  # different people, by different providers' word
        raise _taken()
    known = User.objects.get(pk=found.pop())
    rows = Assignment.objects.filter(user=known)
    is_ours = rows.filter(unit__party_id=actor.own_party).exists()
    if not is_ours and (rows.exists() or is_anothers_too(known.pk, actor.own_party)):
        raise _taken()
    return known


def _named(facts: PersonFacts) -> set[uuid.UUID]:
    """Whom a log-in may know by the userName, whoever has said so: a provider's word counts too."""
    kind = outside_kind(facts.user_name)
    return who_has([(kind, facts.user_name)]) if kind else set()


def _is_anothers(facts: PersonFacts, person: ProvisionedPerson) -> bool:
    return bool(_named(facts) - {person.user_id})


def _check_is_ours_alone(person: ProvisionedPerson) -> None:
    """By another name somebody else could log in as one who works for another party too."""
    if is_anothers_too(person.user_id, person.party_id):
        raise Denied(
            _("Personen finns hos en annan part också, så userName kan inte ändras härifrån."),
            _("Be den som förvaltar Samsyn."),
        )


def _registered(facts: PersonFacts) -> User:
    person = User(
        handle=f"p-{uuid.uuid4().hex}",
        given_name=facts.given_name,
        family_name=facts.family_name,
    )
    person.set_unusable_password()
    person.save()
    return person


def _write(person: ProvisionedPerson, facts: PersonFacts, actor: ClientActor) -> None:
    person.user_name, person.external_id = facts.user_name, facts.external_id
    person.given_name, person.family_name = facts.given_name, facts.family_name
    person.changed_at = clock.now()
    person.save()
    names = [(f"scim:{person.party_id}", IdentityKind.SCIM, facts.user_name)]
    kind = outside_kind(facts.user_name)
    if kind and _may_name(person, actor):
        names.append(("", IdentityKind(kind), normal(kind, facts.user_name)))
    for issuer, name, value in names:
        Identity.objects.get_or_create(
            issuer=issuer, kind=name, value=value, defaults={"user_id": person.user_id}
        )


def _may_name(person: ProvisionedPerson, actor: ClientActor) -> bool:
    """Whether the client may say by which national name the person logs in."""
    if not is_within(person.user_name, actor.bounds):
        return False
    return not is_anothers_too(person.user_id, person.party_id)


def _follow(person: ProvisionedPerson, actor: ClientActor, *, wakes: bool) -> None:
    """What the facts mean for the person itself, its log-ins and its assignments.

    Only one who was away and is back (`wakes`) may log in again: an administrator here may have
    shut somebody out, and a directory that only changes a name does not undo that.
    """
    if not person.may_work:
        leave_party(person, actor=actor)
        return
    people = User.objects.filter(pk=person.user_id)
    if wakes:
        people.update(is_active=True)
    if not works_elsewhere(person.user_id, person.party_id):  # else neither party renames it
        people.update(given_name=person.given_name, family_name=person.family_name)
    for group in person.groups.select_related("unit"):
        settle(group, ground=actor.ground, actor=actor)


def _forget_names(person: ProvisionedPerson) -> None:
    """The userName is free for somebody else; other names of the person stay.

    The name at log-in stays too when another party has the person, who logs in there by it.
    """
    rows = Identity.objects.filter(user_id=person.user_id, value__iexact=person.user_name)
    issuers = [f"scim:{person.party_id}"]
    if not is_anothers_too(person.user_id, person.party_id):
        issuers.append("")
    rows.filter(issuer__in=issuers).delete()
