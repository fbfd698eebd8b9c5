"""A unit ends: it closes, or goes into another one and is wound up. What is open is asked above."""

import datetime as dt
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.access import check_may_manage_party, is_set_up
from samsyn.organisations.models import Assignment, Unit, UnitWhat
from samsyn.organisations.operations.units import locked_unit, note_change


@operation
def close_unit(unit: Unit, *, on: dt.date, actor: Any, merged_into: Unit | None = None) -> Unit:
    """Close a unit from `on`; `merged_into` says who goes on. Its assignments end then."""
    unit = locked_unit(unit.pk)
    check_may_manage_party(actor, unit.party_id)
    if on <= unit.valid_from:
        raise Refused(_("Enheten kan inte stänga före den dag den öppnade."), field="on")
    if unit.valid_to is not None and unit.valid_to <= clock.today():
        raise NotPossible(_("Enheten är redan stängd."))
    if not is_set_up(actor):
        _check_nothing_below(unit, on)
        _end_assignments(unit, on)
    unit.valid_to, unit.merged_into = on, merged_into or unit.merged_into
    unit.save(update_fields=["valid_to", "merged_into"])
    became = unit.merged_into.name if unit.merged_into else ""
    note_change(unit, UnitWhat.CLOSED, on, actor, was=unit.name, became=became)
    record("unit.closed", unit, actor=actor)
    return unit


@operation
def wind_up_unit(unit: Unit, *, into: Unit, on: dt.date, actor: Any) -> Unit:
    """From `on` the unit gets nothing new, for it goes into another one; what is open is finished.

    The compartment stays what it was: who finishes the work does so through an assignment in it.
    """
    unit = locked_unit(unit.pk)
    check_may_manage_party(actor, unit.party_id)
    if on <= unit.valid_from:
        raise Refused(_("Enheten kan inte stänga före den dag den öppnade."), field="on")
    unit.winding_up_from, unit.merged_into = on, into
    unit.save(update_fields=["winding_up_from", "merged_into"])
    note_change(unit, UnitWhat.WINDING_UP, on, actor, was=unit.name, became=into.name)
    record("unit.winding_up", unit, actor=actor)
    return unit


@operation
def reopen_unit(unit: Unit, *, actor: Any) -> Unit:
    """Open a closed unit again, only to finish what is left in it."""
    unit = locked_unit(unit.pk)
    check_may_manage_party(actor, unit.party_id)
    if unit.valid_to is None:
        raise NotPossible(_("Enheten är redan öppen."))
    unit.winding_up_from, unit.valid_to = unit.winding_up_from or unit.valid_to, None
    unit.save(update_fields=["winding_up_from", "valid_to"])
    note_change(unit, UnitWhat.REOPENED, clock.today(), actor, became=unit.name)
    record("unit.reopened", unit, actor=actor)
    return unit


def _check_nothing_below(unit: Unit, on: dt.date) -> None:
    below = Unit.objects.filter(above=unit).exclude(valid_to__lte=on).count()
    if below:
        text = ngettext(
            "%(n)s enhet ligger under den här.", "%(n)s enheter ligger under den här.", below
        )
        raise Refused(text % {"n": below}, _("Flytta dem först."), field="on")


def _end_assignments(unit: Unit, on: dt.date) -> None:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Assignment.objects.filter(lasting, unit=unit)
    rows.filter(valid_from__lt=on).update(valid_to=on)
    rows.filter(valid_from__gte=on).update(valid_to=F("valid_from"))
