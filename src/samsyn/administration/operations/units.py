"""Open, close and merge units, so that what is open in them always has somebody."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor
from samsyn.administration import rules
from samsyn.administration.access import the_unit
from samsyn.administration.operations.people import unit_to_change
from samsyn.administration.queries.units import above_choices, into_choices, operation_choices
from samsyn.administration.queries.work import counts, open_work, workers_in
from samsyn.administration.rules import Work, Worker
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Assignment, GivenBy, Party, Unit
from samsyn.organisations.operations import (
    close_unit,
    give_assignment,
    open_unit,
    reopen_unit,
    wind_up_unit,
)


@dataclass(frozen=True)
class NewUnit:
    """What is said of a unit when it opens; `operation` is empty for an office."""

    name: str
    operation: str
    town: str
    valid_from: dt.date
    above_id: uuid.UUID | None = None
    hsa_id: str = ""


@operation
def start_unit(new: NewUnit, *, actor: Actor) -> Unit:
    """Open a unit of one of the operations that the party runs, or an office."""
    if (new.operation or "-") not in dict(operation_choices(actor)):
        raise Refused(_("Parten driver ingen sådan verksamhet."), field="operation")
    above = the_unit(new.above_id, actor) if new.above_id else None
    if new.above_id and str(new.above_id) not in dict(above_choices(actor, None)):
        raise Refused(_("Enheten ovanför är inte öppen hos er."), field="above")
    return open_unit(
        Party.objects.get(pk=actor.own_party), operation_code=new.operation, name=new.name,
        town=new.town, valid_from=new.valid_from, above=above, hsa_id=new.hsa_id, actor=actor,
    )  # fmt: skip


@operation
def shut_unit(unit_id: uuid.UUID, *, last_day: dt.date, actor: Actor) -> Unit:
    """Close a unit after `last_day`; refused while anything is open in it."""
    unit = unit_to_change(unit_id, actor)
    rows = open_work([unit.pk], actor)
    if rows:
        raise NotPossible(
            _("Det som är öppet i enheten skulle bli utan ägare: %(what)s.") % {"what": told(rows)},
            _("Avsluta det först, eller låt enheten gå upp i en annan."),
        )
    return close_unit(unit, on=last_day + dt.timedelta(days=1), actor=actor)


@operation
def merge_unit(
    unit_id: uuid.UUID,
    *,
    into_id: uuid.UUID,
    last_day: dt.date,
    staff_follows: bool,
    helpers: Collection[uuid.UUID] = (),
    actor: Actor,
) -> Unit:
    """Let a unit go into another of the same party and operation after `last_day`.

    `staff_follows` gives its people the same roles in the receiving unit. When something is open,
    the unit is wound up: it gets nothing new, and its people and the `helpers` (assignments in the
    receiving unit, who get one here) finish what is open. Otherwise it closes.
    """
    unit = unit_to_change(unit_id, actor)
    into = the_unit(into_id, actor)
    if into is None or str(into_id) not in dict(into_choices(actor, unit)):
        raise Refused(
            _("Enheten kan bara gå upp i en öppen enhet med samma verksamhet hos samma part."),
            _("Annars är det två verksamheter med sekretess mellan sig: avsluta det som är öppet."),
            field="into",
        )
    first_after = last_day + dt.timedelta(days=1)
    rows, workers = open_work([unit.pk], actor), workers_in([unit.pk, into.pk], clock.today())
    if staff_follows:
        _follow(unit, into, first_after, actor)
    if not rows:
        return close_unit(unit, on=first_after, merged_into=into, actor=actor)
    for helper in _chosen(helpers, into, workers):
        _give_same(helper.assignment_id, unit, clock.today(), actor)
    _check_somebody_finishes(unit, rows, actor)
    return wind_up_unit(unit, into=into, on=first_after, actor=actor)


@operation
def reopen_to_finish(unit_id: uuid.UUID, *, actor: Actor) -> Unit:
    """Open a closed unit again when something in it is not finished."""
    unit = unit_to_change(unit_id, actor)
    if not open_work([unit.pk], actor):
        raise NotPossible(_("Inget är öppet i enheten, så den behöver inte öppnas igen."))
    return reopen_unit(unit, actor=actor)


def told(rows: Collection[Work]) -> str:
    """Open work in words, kinds and numbers only: 3 ärenden, 1 plan att hålla ihop."""
    return ", ".join(f"{count.n} {count.label}" for count in counts(rows))


def _chosen(
    helpers: Collection[uuid.UUID], into: Unit, workers: Collection[Worker]
) -> list[Worker]:
    chosen = [w for w in workers if w.assignment_id in helpers and w.unit_id == into.pk]
    if len(chosen) != len(set(helpers)):
        raise Refused(_("Välj bland dem som arbetar i den mottagande enheten."), field="helpers")
    return chosen


def _follow(unit: Unit, into: Unit, on: dt.date, actor: Actor) -> None:
    rows = Assignment.objects.filter(unit=unit, given_by=GivenBy.ADMINISTRATOR)
    rows = rows.filter(user__is_active=True).exclude(valid_to__lte=on).exclude(user=actor.own_user)
    for pk in rows.values_list("pk", flat=True):
        _give_same(pk, into, on, actor)


def _give_same(assignment_id: uuid.UUID, unit: Unit, on: dt.date, actor: Actor) -> None:
    """The same role in another unit; who has it there already goes on with that."""
    row = Assignment.objects.select_related("user").get(pk=assignment_id)
    try:
        give_assignment(
            row.user, unit, role=row.role, valid_from=on, valid_to=row.valid_to, actor=actor
        )
    except Refused as refusal:
        if refusal.field != "valid_from":
            raise


def _check_somebody_finishes(unit: Unit, rows: Collection[Work], actor: Actor) -> None:
    workers = workers_in([unit.pk], clock.today())
    alone = [row for row in rows if not rules.takers([row], workers)]
    if alone:
        n = len(alone)
        text = ngettext(
            "%(n)s öppen sak skulle bli utan ägare: %(what)s.",
            "%(n)s öppna saker skulle bli utan ägare: %(what)s.",
            n,
        )
        raise Refused(
            text % {"n": n, "what": told(alone)},
            _("Välj någon i den mottagande enheten som tar hand om dem."),
            field="helpers",
        )
