"""What may happen to parties, units, people and assignments."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from samsyn.accounts.models import User
from samsyn.audit.trail import record
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.access import check_may_manage
from samsyn.organisations.models import Assignment, Party, Unit


@operation
def join_party(region: str, code: str, *, name: str, kind: str, actor: Any) -> Party:
    """Let a party of the county's agreement join; joining twice changes its name."""
    check_may_manage(actor)
    party, _created = Party.objects.update_or_create(
        region=region, code=code, defaults={"name": name, "kind": kind}
    )
    record("party.joined", party, actor=actor)
    return party


@operation
def open_unit(
    party: Party,
    *,
    operation_code: str,
    name: str,
    town: str,
    valid_from: dt.date,
    actor: Any,
) -> Unit:
    """Open a unit of `operation_code` in a party."""
    check_may_manage(actor)
    unit = Unit.objects.create(
        party=party,
        operation=operation_code,
        name=name,
        town=town,
        valid_from=valid_from,
    )
    record("unit.opened", unit, actor=actor)
    return unit


@operation
def close_unit(unit: Unit, *, on: dt.date, actor: Any, merged_into: Unit | None = None) -> Unit:
    """Close a unit from `on`; `merged_into` says who goes on."""
    check_may_manage(actor)
    if on <= unit.valid_from:
        raise Refused(_("Enheten kan inte stänga före den dag den öppnade."), field="on")
    unit.valid_to, unit.merged_into = on, merged_into
    unit.save(update_fields=["valid_to", "merged_into"])
    record("unit.closed", unit, actor=actor)
    return unit


@operation
def register_person(handle: str, *, given_name: str, family_name: str, actor: Any) -> User:
    """Register a professional, without any right before an assignment is given."""
    check_may_manage(actor)
    person = User(handle=handle, given_name=given_name, family_name=family_name)
    person.set_unusable_password()
    person.save()
    record("person.registered", person, actor=actor)
    return person


@operation
def give_assignment(
    person: User,
    unit: Unit,
    *,
    role: str,
    valid_from: dt.date,
    actor: Any,
    valid_to: dt.date | None = None,
) -> Assignment:
    """Give a person a role in a unit, from and (perhaps) to."""
    check_may_manage(actor)
    assignment = Assignment.objects.create(
        user=person, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to
    )
    record("assignment.given", assignment, actor=actor)
    return assignment
