"""From what a provider has said to a person with assignments: what happens when somebody enters."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samsyn.accounts.identities import remember
from samsyn.accounts.models import User
from samsyn.accounts.rules import normal
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied
from samsyn.logins.configuration import RoleRule
from samsyn.logins.queries import person_named
from samsyn.logins.rules import Asserted, Commission, role_of
from samsyn.organisations.models import Assignment, GivenBy, Unit

__all__ = ["CommissionMapping", "enter", "enter_as_family"]


@dataclass(frozen=True)
class CommissionMapping:
    """How far a provider's word about commissions goes: which role they give, and if it is all.

    When `is_all`, an assignment from claims that is not among them any more ends today.
    """

    rules: tuple[RoleRule, ...] = ()
    is_all: bool = False


#: A provider that says nothing about commissions.
NO_WORD = CommissionMapping()


@operation
def enter(asserted: Asserted, *, mapping: CommissionMapping = NO_WORD, actor: Any) -> User:
    """The person behind a checked assertion, with names and assignments as the claims say.

    A person whom nobody has added is made only when a commission gives a role in a unit that is
    here; else Denied, in the same words whoever it is.
    """
    given = _given(asserted.commissions, mapping.rules)
    person = person_named(asserted) or _made(asserted, given, actor)
    if not person.is_active:
        raise _unknown()
    _keep_names(person, asserted, actor)
    if remember(person, asserted.issuer, asserted.identities):
        record("identity.remembered", person, actor=actor)
    _mirror(person, given, mapping.is_all, actor)
    record("login.accepted", person, actor=actor, ground=asserted.method)
    return person


@operation
def enter_as_family(asserted: Asserted, *, actor: Any) -> User:
    """The child, young person or guardian behind a checked assertion; nobody is made here.

    Who has assignments too works in none of them: the log-in that follows is a private person's.
    """
    person = person_named(asserted)
    if person is None or not person.is_active:
        raise Denied(
            _("Du finns inte i Samsyn än."), _("Be någon som stöttar er familj om en inbjudan.")
        )
    if remember(person, asserted.issuer, asserted.identities):
        record("identity.remembered", person, actor=actor)
    record("login.accepted", person, actor=actor, ground=asserted.method)
    return person


def _made(asserted: Asserted, given: Collection["Given"], actor: Any) -> User:
    if not given:
        raise _unknown()
    person = User(
        handle=f"p-{uuid.uuid4().hex}",
        given_name=asserted.given_name,
        family_name=asserted.family_name,
    )
    person.set_unusable_password()
    person.save()
    record("person.registered", person, actor=actor)
    return person


def _unknown() -> Denied:
    return Denied(
        _("Du finns inte i Samsyn än."), _("Be administratören på din enhet lägga till dig.")
    )


def _keep_names(person: User, asserted: Asserted, actor: Any) -> None:
    """The names as the provider has them now."""
    names = {"given_name": asserted.given_name, "family_name": asserted.family_name}
    changed = {key: new for key, new in names.items() if new and new != getattr(person, key)}
    if changed:
        for key, new in changed.items():
            setattr(person, key, new)
        person.save(update_fields=list(changed))
        record("person.renamed", person, actor=actor)


@dataclass(frozen=True)
class Given:
    """An assignment that a commission gives."""

    unit_id: uuid.UUID
    role: str
    commission: str


def _given(commissions: Iterable[Commission], rules: tuple[RoleRule, ...]) -> list[Given]:
    """What the commissions give, in units that are open today; one of each unit and role."""
    named = {normal("hsa_id", row.unit_hsa_id) for row in commissions if row.unit_hsa_id}
    today = clock.today()
    units = {unit.hsa_id: unit for unit in Unit.objects.on(today).filter(hsa_id__in=named)}
    found: dict[tuple[uuid.UUID, str], Given] = {}
    for commission in commissions:
        unit = units.get(normal("hsa_id", commission.unit_hsa_id))
        role = role_of(commission, unit.operation, rules) if unit else None
        if unit and role:
            found.setdefault((unit.pk, role), Given(unit.pk, role, commission.hsa_id[:64]))
    return list(found.values())


def _mirror(person: User, given: list[Given], is_all: bool, actor: Any) -> None:
    """Assignments from claims become those that are claimed; all others stay as they are."""
    today = clock.today()
    rows = list(Assignment.objects.on(today).filter(user=person).select_for_update())
    wanted = {(one.unit_id, one.role): one for one in given}
    for row in rows:
        is_claimed = wanted.pop((row.unit_id, row.role), None) is not None
        if is_all and not is_claimed and row.given_by == GivenBy.CLAIMS:
            _end(row, today, actor)
    for one in wanted.values():
        row = Assignment.objects.create(
            user=person, unit_id=one.unit_id, role=one.role, valid_from=today,
            valid_to=_next_begins(person, one, today), given_by=GivenBy.CLAIMS,
            commission=one.commission,
        )  # fmt: skip
        record("assignment.given", row, actor=actor, ground="claims")


def _next_begins(person: User, one: Given, today: dt.date) -> dt.date | None:
    """The day when the same assignment begins by someone else's word, if it does."""
    same = Assignment.objects.filter(user=person, unit_id=one.unit_id, role=one.role)
    later = same.filter(valid_from__gt=today).order_by("valid_from").values_list("valid_from")
    first = later.first()
    return first[0] if first else None


def _end(row: Assignment, on: dt.date, actor: Any) -> None:
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record("assignment.ended", row, actor=actor, ground="claims")
