"""How do the units of a party stand in its tree, and what is known of one of them?"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count as Number
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission, roles
from samsyn.administration import rules
from samsyn.administration.access import the_unit, units_within
from samsyn.administration.queries.work import (
    Count,
    Orphaned,
    counts,
    open_work,
    orphans,
    workers_in,
)
from samsyn.foundation import clock
from samsyn.foundation.dates import day
from samsyn.organisations.models import Assignment, Party, Unit, UnitChange, UnitWhat
from samsyn.organisations.queries import with_names
from samsyn.regions import region


@dataclass(frozen=True)
class UnitLine:
    """A unit in the tree; `depth` counts the offices above it that are shown."""

    id: uuid.UUID
    name: str
    operation: str
    town: str
    depth: int
    state: str
    is_open: bool
    people: int


@dataclass(frozen=True)
class UnitList:
    """The units that the actor administers, each under the office that leads it."""

    rows: list[UnitLine]
    closed: list[UnitLine]
    may_open: bool


def operation_names(county: str) -> Mapping[str, str]:
    """What operations are called, by code; units that meet no children are offices."""
    english = (get_language() or "sv") == "en"
    rows = region(county).on(clock.today()).operations
    return {"": _("Kontor")} | {op.code: op.name_en if english else op.name for op in rows}


def unit_list(actor: Actor) -> UnitList:
    """The tree. Two statements, however many units."""
    today = clock.today()
    in_force = Q(assignments__valid_from__lte=today) & (
        Q(assignments__valid_to__isnull=True) | Q(assignments__valid_to__gt=today)
    )
    units = units_within(actor).annotate(
        people=Number("assignments__user", filter=in_force, distinct=True)
    )
    names = operation_names(actor.region)
    rows = sorted(units, key=lambda unit: unit.name.casefold())
    tree = [_line(unit, depth, names, today) for unit, depth in _in_order(rows)]
    return UnitList(
        rows=[row for row in tree if row.is_open],
        closed=[row for row in tree if not row.is_open],
        may_open=actor.may(Permission.ORGANISATION_PARTY),
    )


def _in_order(units: Sequence[Unit]) -> list[tuple[Unit, int]]:
    """Each unit under the one above it; those whose office is not shown stand at the top."""
    shown = {unit.pk for unit in units}
    below: dict[uuid.UUID | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.above_id if unit.above_id in shown else None, []).append(unit)
    found: list[tuple[Unit, int]] = []

    def walk(of: uuid.UUID | None, depth: int) -> None:
        for unit in below.get(of, []):
            found.append((unit, depth))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return found


def _line(unit: Unit, depth: int, names: Mapping[str, str], today: dt.date) -> UnitLine:
    is_open = unit.valid_to is None or unit.valid_to > today
    people = unit.people  # type: ignore[attr-defined]
    operation = names.get(unit.operation, unit.operation)
    return UnitLine(
        unit.pk,
        unit.name,
        operation,
        unit.town,
        min(depth, 3),
        state_of(unit, today),
        is_open,
        people,
    )


def state_of(unit: Unit, today: dt.date) -> str:
    """How the unit stands, in words."""
    if unit.valid_to is not None and unit.valid_to <= today:
        return _("Stängd %(day)s") % {"day": day(unit.valid_to)}
    if unit.winding_up_from is not None and unit.winding_up_from <= today:
        return _("Avvecklas")
    if unit.valid_to is not None:
        return _("Stänger %(day)s") % {"day": day(unit.valid_to)}
    if unit.valid_from > today:
        return _("Öppnar %(day)s") % {"day": day(unit.valid_from)}
    return _("Öppen")


@dataclass(frozen=True)
class Happened:
    """A line of a unit's history."""

    what: str
    on: dt.date
    was: str
    became: str
    by: str


@dataclass(frozen=True)
class AssignmentLine:
    """An assignment in words."""

    id: uuid.UUID
    person_id: uuid.UUID
    name: str
    unit_name: str
    role: str
    valid_from: dt.date
    last_day: dt.date | None
    state: str
    source: str
    can_change: bool
    leaves: list["LeaveLine"] = field(default_factory=list)


@dataclass(frozen=True)
class LeaveLine:
    """Somebody is away; `id` opens the page where it is cut short."""

    id: int
    away_from: dt.date
    last_day: dt.date
    substitute: str


@dataclass(frozen=True)
class UnitPage:
    """All that is known of a unit by its administrator."""

    id: uuid.UUID
    name: str
    party: str
    operation: str
    town: str
    hsa_id: str
    above: str
    above_id: uuid.UUID | None
    below: list[tuple[uuid.UUID, str]]
    state: str
    is_open: bool
    is_winding_up: bool
    merged_into: str
    valid_from: dt.date
    people: list[AssignmentLine]
    work: list[Count]
    left: list[tuple[Orphaned, list[Count]]]
    history: list[Happened]
    may_move: bool


def unit_page(actor: Actor, unit_id: uuid.UUID) -> UnitPage | None:
    """A unit that the actor administers, or None."""
    unit = the_unit(unit_id, actor)
    if unit is None:
        return None
    today = clock.today()
    rows, workers = open_work([unit.pk], actor), workers_in([unit.pk], today)
    merged = unit.merged_into.name if unit.merged_into else ""
    return UnitPage(
        id=unit.pk,
        name=unit.name,
        party=unit.party.name,
        operation=operation_names(actor.region).get(unit.operation, unit.operation),
        town=unit.town,
        hsa_id=unit.hsa_id,
        above=unit.above.name if unit.above else "",
        above_id=unit.above_id if actor.may(Permission.ORGANISATION_PARTY) else None,
        below=list(Unit.objects.filter(above=unit).order_by("name").values_list("pk", "name")),
        state=state_of(unit, today),
        is_open=unit.valid_to is None or unit.valid_to > today,
        is_winding_up=unit.winding_up_from is not None and unit.winding_up_from <= today,
        merged_into=merged,
        valid_from=unit.valid_from,
        people=_people(unit, today),
        work=counts(rows),
        left=[(one, counts(one.rows)) for one in orphans(rows, workers)],
        history=history_of(unit),
        may_move=actor.may(Permission.ORGANISATION_PARTY),
    )


def _people(unit: Unit, today: dt.date) -> list[AssignmentLine]:
    rows = Assignment.objects.filter(unit=unit).exclude(valid_to__lte=today)
    rows = rows.select_related("user", "unit").order_by("user__family_name", "user__given_name")
    return [assignment_line(row, today) for row in rows]


def assignment_line(
    row: Assignment, today: dt.date, leaves: list[LeaveLine] | None = None
) -> AssignmentLine:
    """An assignment as it is shown."""
    role = roles().get(row.role)
    source = {
        "claims": _("Från HSA vid inloggning"),
        "provisioning": _("Från ert behörighetssystem"),
    }
    last = row.valid_to - dt.timedelta(days=1) if row.valid_to else None
    return AssignmentLine(
        id=row.pk,
        person_id=row.user_id,
        name=str(row.user),
        unit_name=row.unit.name,
        role=role.label(get_language() or "sv") if role else row.role,
        valid_from=row.valid_from,
        last_day=last,
        state=_in_force(row, today),
        source=source.get(row.given_by, ""),
        can_change=row.given_by not in source and (row.valid_to is None or row.valid_to > today),
        leaves=leaves or [],
    )


def _in_force(row: Assignment, today: dt.date) -> str:
    if row.valid_to is not None and row.valid_to <= today:
        return "ended"
    if row.valid_from > today:
        return "coming"
    if row.valid_to is not None and (row.valid_to - today).days <= rules.SOON:
        return "ending"
    return "now"


def history_of(unit: Unit) -> list[Happened]:
    """What has happened to the unit, latest first, and who wrote it down."""
    told = {
        UnitWhat.OPENED: _("Öppnade"), UnitWhat.RENAMED: _("Bytte namn"),
        UnitWhat.PLACED: _("Flyttades"), UnitWhat.DESCRIBED: _("Ort eller HSA-id ändrades"),
        UnitWhat.WINDING_UP: _("Går upp i en annan enhet"), UnitWhat.CLOSED: _("Stängde"),
        UnitWhat.REOPENED: _("Öppnades igen för att avslutas"),
    }  # fmt: skip
    rows = with_names(UnitChange.objects.filter(unit=unit)).order_by("-from_on", "-pk")
    return [
        Happened(told[UnitWhat(row.what)], row.from_on, row.was, row.became, row.name or "")
        for row in rows
    ]


def name_on(unit: Unit, on: dt.date) -> str:
    """What the unit was called on a day."""
    later = UnitChange.objects.filter(unit=unit, what=UnitWhat.RENAMED, from_on__gt=on)
    first = later.order_by("from_on", "pk").values_list("was", flat=True).first()
    return first or unit.name


def above_choices(actor: Actor, unit: Unit | None) -> list[tuple[str, str]]:
    """Open units of the party that can lead another."""
    rows = units_within(actor).on(clock.today()).order_by("name")  # type: ignore[attr-defined]
    return [(str(row.pk), row.name) for row in rows if unit is None or row.pk != unit.pk]


def into_choices(actor: Actor, unit: Unit) -> list[tuple[str, str]]:
    """Open units of the same party and operation, that a unit can go into."""
    rows = units_within(actor).on(clock.today()).filter(operation=unit.operation)  # type: ignore[attr-defined]
    rows = rows.filter(party_id=unit.party_id, winding_up_from__isnull=True).exclude(pk=unit.pk)
    return [(str(row.pk), row.name) for row in rows.order_by("name")]


def operation_choices(actor: Actor) -> list[tuple[str, str]]:
    """Operations that a unit can be of: those of the party's kind, and an office."""
    kind = Party.objects.filter(pk=actor.own_party).values_list("kind", flat=True).first()
    names = operation_names(actor.region)
    rows = region(actor.region).on(clock.today()).operations
    fitting = [op.code for op in rows if kind in {k.value for k in op.huvudman}]
    return [("-", names[""])] + [(code, names[code]) for code in fitting]
