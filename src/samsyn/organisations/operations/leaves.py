"""Somebody is away from an assignment for a time, and somebody stands in."""

import datetime as dt
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from samsyn.accounts.models import User
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.access import check_is_another, check_may_manage
from samsyn.organisations.models import Assignment, Leave
from samsyn.organisations.operations.assignments import check_alone


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
        check_may_manage(actor, assignment.unit)
        if substitute is not None:
            check_is_another(actor, substitute.pk)
    if back_on <= away_from:
        raise Refused(_("Du kommer tillbaka innan du har åkt."), field="back_on")
    overlapping = Leave.objects.filter(
        assignment=assignment, away_from__lt=back_on, away_to__gt=away_from
    )
    if overlapping.exists():
        raise Refused(_("Du är redan borta någon av de dagarna."), field="away_from")
    given = None
    if substitute is not None:
        given = _stand_in(assignment, substitute, away_from, back_on, actor)
    leave = Leave.objects.create(
        assignment=assignment, away_from=away_from, away_to=back_on, substitute=given
    )
    record("leave.taken", leave, actor=actor)
    return leave


@operation
def cut_leave(leave_id: int, *, back_on: dt.date, actor: Any) -> Leave:
    """The person is back earlier; the substitute's assignment ends the same day."""
    rows = Leave.objects.select_related("assignment__unit", "substitute")
    leave = rows.select_for_update(of=("self",)).filter(pk=leave_id).first()
    if leave is None:
        raise NotPossible(_("Frånvaron finns inte."))
    if leave.assignment.user_id != actor.user_id:
        check_may_manage(actor, leave.assignment.unit)
    if leave.away_to <= clock.today():
        raise NotPossible(_("Frånvaron är redan slut."))
    if back_on >= leave.away_to:
        raise Refused(
            _("Personen är tillbaka redan den dagen."), _("Välj en tidigare dag."), field="back_on"
        )
    if back_on < clock.today():
        raise Refused(_("Dagen har varit."), _("Välj i dag eller senare."), field="back_on")
    if back_on <= leave.away_from:
        record("leave.taken_back", leave, actor=actor)
        Leave.objects.filter(pk=leave.pk).delete()
        _end_stand_in(leave, None)
        return leave
    leave.away_to = back_on
    leave.save(update_fields=["away_to"])
    _end_stand_in(leave, back_on)
    record("leave.cut", leave, actor=actor)
    return leave


def _end_stand_in(leave: Leave, on: dt.date | None) -> None:
    """The substitute's assignment ends on the day, or never began."""
    if leave.substitute_id is not None:
        rows = Assignment.objects.filter(pk=leave.substitute_id)
        rows.update(valid_to=on or F("valid_from"))


def _stand_in(
    assignment: Assignment, substitute: User, away_from: dt.date, back_on: dt.date, actor: Any
) -> Assignment:
    if substitute.pk == assignment.user_id:
        raise Refused(_("Välj någon annan som ersätter."), field="substitute")
    works_there = Assignment.objects.on(away_from).filter(
        user=substitute, unit__party_id=assignment.unit.party_id
    )
    if not works_there.exists():
        raise Refused(_("Den som ersätter måste arbeta hos samma part."), field="substitute")
    check_alone(substitute, assignment.unit, assignment.role, away_from, back_on)
    given = Assignment.objects.create(
        user=substitute, unit_id=assignment.unit_id, role=assignment.role,
        valid_from=away_from, valid_to=back_on,
    )  # fmt: skip
    record("assignment.given", given, actor=actor)
    return given
