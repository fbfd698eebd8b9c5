"""Somebody works in a unit in a role, from a day and perhaps to one."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samsyn.accounts.models import User
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.dates import day
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.access import (
    check_is_another,
    check_is_changed_here,
    check_may_manage,
    is_set_up,
)
from samsyn.organisations.models import Assignment, GivenBy, Unit


@operation
def give_assignment(
    person: User,
    unit: Unit,
    *,
    role: str,
    valid_from: dt.date,
    actor: Any,
    valid_to: dt.date | None = None,
    given_by: GivenBy = GivenBy.ADMINISTRATOR,
    commission: str = "",
) -> Assignment:
    """Give a person a role in a unit, from and (perhaps) to; `valid_to` is the first day after."""
    check_may_manage(actor, unit)
    check_is_another(actor, person.pk)
    _check_period(unit, valid_from, valid_to)
    check_alone(person, unit, role, valid_from, valid_to)
    assignment = Assignment.objects.create(
        user=person, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to,
        given_by=given_by, commission=commission,
    )  # fmt: skip
    record("assignment.given", assignment, actor=actor)
    return assignment


@operation
def end_assignment(assignment_id: uuid.UUID, *, on: dt.date, actor: Any) -> Assignment:
    """The assignment is over from `on`: the day before is the last one."""
    return _set_end(assignment_id, on, "assignment.ended", actor)


@operation
def change_end(assignment_id: uuid.UUID, *, valid_to: dt.date | None, actor: Any) -> Assignment:
    """The assignment goes on until another day, or until further notice."""
    return _set_end(assignment_id, valid_to, "assignment.prolonged", actor)


@operation
def note_taken_over(assignment_id: uuid.UUID, *, count: int, actor: Any) -> None:
    """`count` things were handed over to the assignment; 0 when its person has looked through."""
    row = Assignment.objects.select_related("unit").get(pk=assignment_id)
    is_own = count == 0 and row.user_id == actor.user_id
    if not is_own:
        check_may_manage(actor, row.unit)
    more = F("taken_over") + count if count else 0
    Assignment.objects.filter(pk=assignment_id).update(taken_over=more)
    record("assignment.taken_over" if count else "assignment.looked_through", row, actor=actor)


def locked_assignment(assignment_id: uuid.UUID, actor: Any) -> Assignment:
    """An assignment that the actor may change, locked."""
    rows = Assignment.objects.select_related("unit", "user").select_for_update(of=("self",))
    row = rows.filter(pk=assignment_id).first()
    if row is None:
        raise NotPossible(_("Uppdraget finns inte."))
    check_may_manage(actor, row.unit)
    check_is_another(actor, row.user_id)
    check_is_changed_here(actor, row)
    return row


def _set_end(assignment_id: uuid.UUID, on: dt.date | None, action: str, actor: Any) -> Assignment:
    row = locked_assignment(assignment_id, actor)
    if row.valid_to is not None and row.valid_to <= clock.today():
        raise NotPossible(
            _("Uppdraget är redan slut."), _("Ge ett nytt om personen kommer tillbaka.")
        )
    if on is not None and on < row.valid_from:
        raise Refused(
            _("Uppdraget började %(day)s. Välj en dag därefter.") % {"day": day(row.valid_from)},
            field="last_day",
        )
    if on is not None and on < clock.today() and not is_set_up(actor):
        raise Refused(
            _("Dagen har varit."), _("Välj i dag eller senare, eller avsluta genast."),
            field="last_day",
        )  # fmt: skip
    if on is None or (row.valid_to is not None and on > row.valid_to):
        _check_period(row.unit, row.valid_from, on)
        check_alone(row.user, row.unit, row.role, row.valid_from, on, but=row.pk)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(action, row, actor=actor)
    return row


def _check_period(unit: Unit, valid_from: dt.date, valid_to: dt.date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise Refused(_("Uppdraget slutar innan det har börjat."), field="last_day")
    if unit.valid_to is not None and valid_from >= unit.valid_to:
        raise Refused(
            _("Enheten stängde %(day)s.") % {"day": day(unit.valid_to)},
            _("Välj en enhet som är öppen."),
            field="unit",
        )


def check_alone(
    person: User,
    unit: Unit,
    role: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    but: uuid.UUID | None = None,
) -> None:
    """The same role in the same unit is one assignment, not two at once."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    rows = Assignment.objects.filter(lasting, user=person, unit=unit, role=role)
    if but is not None:
        rows = rows.exclude(pk=but)
    rows = rows.exclude(valid_to=F("valid_from"))  # taken back before it began
    if valid_to is not None:
        rows = rows.filter(valid_from__lt=valid_to)
    if rows.exists():
        raise Refused(
            _("Personen har redan det uppdraget då."),
            _("Ändra när det slutar i stället."),
            field="valid_from",
        )
