"""What may happen to parties, units, people and assignments."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from samsyn.accounts.models import User
from samsyn.audit.trail import record
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.organisations.access import check_may_manage
from samsyn.organisations.models import Assignment, Leave, Party, Unit
from samsyn.organisations.queries import line_above


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


@operation
def place_unit(unit: Unit, *, above: Unit | None, actor: Any) -> Unit:
    """Say which office leads a unit; None makes it the top of its party."""
    check_may_manage(actor)
    if above is not None:
        if above.party_id != unit.party_id:
            raise Refused(_("Enheten ovanför hör till en annan part."), field="above")
        if above.pk == unit.pk or unit.pk in [office.pk for office in line_above(above)]:
            raise Refused(_("Då skulle enheten leda sig själv."), field="above")
    unit.above = above
    unit.save(update_fields=["above"])
    record("unit.placed", unit, actor=actor)
    return unit


@operation
def take_leave(
    assignment: Assignment,
    *,
    away_from: dt.date,
    back_on: dt.date,
    actor: Any,
    substitute: User | None = None,
) -> Leave:
    """Say that a person is away from an assignment until `back_on`, and who stands in.

    The substitute gets the same role in the same unit for those days. One says it oneself, or an
    administrator does.
    """
    if assignment.user_id != actor.user_id:
        check_may_manage(actor)
    if back_on <= away_from:
        raise Refused(_("Du kommer tillbaka innan du har åkt."), field="back_on")
    overlapping = Leave.objects.filter(
        assignment=assignment, away_from__lt=back_on, away_to__gt=away_from
    )
    if overlapping.exists():
        raise Refused(_("Du är redan borta någon av de dagarna."), field="away_from")
    given = None
    if substitute is not None:
        if substitute.pk == assignment.user_id:
            raise Refused(_("Välj någon annan som ersätter."), field="substitute")
        works_there = Assignment.objects.on(away_from).filter(
            user=substitute, unit__party_id=assignment.unit.party_id
        )
        if not works_there.exists():
            raise Refused(_("Den som ersätter måste arbeta hos samma part."), field="substitute")
        given = Assignment.objects.create(
            user=substitute, unit_id=assignment.unit_id, role=assignment.role,
            valid_from=away_from, valid_to=back_on,
        )  # fmt: skip
        record("assignment.given", given, actor=actor)
    leave = Leave.objects.create(
        assignment=assignment, away_from=away_from, away_to=back_on, substitute=given
    )
    record("leave.taken", leave, actor=actor)
    return leave
