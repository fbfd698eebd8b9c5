"""A party joins; a unit opens, is renamed, described and placed. Each leaves a line of history."""

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.dates import day
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.access import (
    check_may_manage,
    check_may_manage_party,
    check_may_set_up,
    is_set_up,
)
from samsyn.organisations.models import Party, Unit, UnitChange, UnitWhat
from samsyn.organisations.queries import line_above


@operation
def join_party(region: str, code: str, *, name: str, kind: str, actor: Any) -> Party:
    """Let a party of the county's agreement join; joining twice changes its name."""
    check_may_set_up(actor)
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
    above: Unit | None = None,
    hsa_id: str = "",
) -> Unit:
    """Open a unit of `operation_code` in a party, under the office `above` if any."""
    check_may_manage_party(actor, party.pk)
    name = _named(name)
    unit = Unit(
        party=party, operation=operation_code, name=name, town=town.strip(),
        valid_from=valid_from, above=above, hsa_id=_free_hsa_id(hsa_id, None),
    )  # fmt: skip
    if above is not None:
        _check_above(unit, above)
    unit.save(force_insert=True)
    note_change(unit, UnitWhat.OPENED, valid_from, actor, became=name)
    record("unit.opened", unit, actor=actor)
    return unit


@operation
def rename_unit(unit_id: uuid.UUID, *, name: str, on: dt.date, actor: Any) -> Unit:
    """The unit is called something else from `on`, today or earlier. Old documents keep the old."""
    unit = locked_unit(unit_id)
    check_may_manage(actor, unit)
    name = _named(name)
    if name == unit.name:
        raise Refused(_("Enheten heter redan så."), field="name")
    if on > clock.today():
        raise Refused(_("Dagen har inte kommit än."), _("Byt namn den dag det gäller."), field="on")
    known = UnitChange.objects.filter(unit=unit, what__in=[UnitWhat.OPENED, UnitWhat.RENAMED])
    latest = known.order_by("-from_on").values_list("from_on", flat=True).first()
    earliest = max(filter(None, (latest, unit.valid_from)))
    if on < earliest:
        raise Refused(
            _("Enheten har hetat %(name)s sedan %(day)s. Välj en dag därefter.")
            % {"name": unit.name, "day": day(earliest)},
            field="on",
        )
    note_change(unit, UnitWhat.RENAMED, on, actor, was=unit.name, became=name)
    unit.name = name
    unit.save(update_fields=["name"])
    record("unit.renamed", unit, actor=actor)
    return unit


@operation
def describe_unit(unit_id: uuid.UUID, *, town: str, hsa_id: str, actor: Any) -> Unit:
    """Where the unit is and what HSA calls it."""
    unit = locked_unit(unit_id)
    check_may_manage(actor, unit)
    before = ", ".join(filter(None, (unit.town, unit.hsa_id)))
    unit.town, unit.hsa_id = town.strip(), _free_hsa_id(hsa_id, unit.pk)
    after = ", ".join(filter(None, (unit.town, unit.hsa_id)))
    if before != after:
        note_change(unit, UnitWhat.DESCRIBED, clock.today(), actor, was=before, became=after)
    unit.save(update_fields=["town", "hsa_id"])
    record("unit.described", unit, actor=actor)
    return unit


@operation
def place_unit(unit: Unit, *, above: Unit | None, actor: Any) -> Unit:
    """Say which office leads a unit; None makes it the top of its party."""
    given, unit = unit, locked_unit(unit.pk)
    check_may_manage_party(actor, unit.party_id)
    if above is not None:
        _check_above(unit, Unit.objects.get(pk=above.pk))
    was = unit.above.name if unit.above else ""
    unit.above = given.above = above
    unit.save(update_fields=["above"])
    became = above.name if above else ""
    if was or not is_set_up(actor):  # the set-up's first order is no move
        note_change(unit, UnitWhat.PLACED, clock.today(), actor, was=was, became=became)
    record("unit.placed", unit, actor=actor)
    return unit


def locked_unit(unit_id: uuid.UUID) -> Unit:
    """The unit, locked; NotPossible when there is none. Who may change it is asked after."""
    rows = Unit.objects.select_for_update(of=("self",)).select_related("above")
    unit = rows.filter(pk=unit_id).first()
    if unit is None:
        raise NotPossible(_("Enheten finns inte."))
    return unit


def note_change(
    unit: Unit, what: UnitWhat, on: dt.date, actor: Any, *, was: str = "", became: str = ""
) -> None:
    """Write a line of the unit's history."""
    UnitChange.objects.create(
        unit=unit, what=what, from_on=on, was=was[:200], became=became[:200],
        at=clock.now(), assignment_id=actor.assignment_id,
    )  # fmt: skip


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Skriv vad enheten heter."), field="name")
    return name


def _free_hsa_id(text: str, own: uuid.UUID | None) -> str:
    hsa_id = text.strip().upper()
    taken = Unit.objects.filter(hsa_id=hsa_id)
    if own is not None:
        taken = taken.exclude(pk=own)
    if hsa_id and taken.exists():
        raise Refused(
            _("En annan enhet har redan det HSA-id:t."), _("Kontrollera i HSA."), field="hsa_id"
        )
    return hsa_id


def _check_above(unit: Unit, above: Unit) -> None:
    if above.party_id != unit.party_id:
        raise Refused(_("Enheten ovanför hör till en annan part."), field="above")
    if above.pk == unit.pk or unit.pk in [office.pk for office in line_above(above)]:
        raise Refused(_("Då skulle enheten leda sig själv."), field="above")
    if above.valid_to is not None and above.valid_to <= clock.today():
        raise Refused(_("Enheten ovanför är stängd."), _("Välj en som är öppen."), field="above")
