"""Which units can be chosen for this child, the likely ones first?"""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.cases.queries.lines import NeedLine
from samsyn.foundation import clock
from samsyn.organisations.queries import open_units
from samsyn.regions import region as package
from samsyn.responsibilities.engine import Age, age_refusal
from samsyn.responsibilities.queries import county as county_on


@dataclass(frozen=True)
class UnitChoices:
    """Units to choose; `likely` are near and of an operation that the engine named.

    `first` and `groups` (party, where) say as slices where in `choices` they stand.
    """

    choices: list[tuple[str, str]]
    likely: frozenset[str]
    first: str
    groups: list[tuple[str, str]]


def unit_choices(actor: Actor, born_on: dt.date, need: NeedLine | None) -> UnitChoices:
    """Open units of the county that receive a child of this age, except the own unit."""
    today = clock.today()
    county = county_on(actor.region, today)
    age = Age.from_birth(born_on, today)
    named = _named(need)
    language = get_language() or "sv"
    operations = {op.code: op for op in county.on(today).operations}
    fit = {code for code in operations if not age_refusal(county, code, age, today)}
    rows, likely = [], set()
    for unit in open_units(actor.region, today):
        if unit.pk == actor.unit_id or unit.operation not in fit:
            continue
        operation = operations[unit.operation]
        is_near = unit.party_id == actor.party_id or unit.party.kind == "region"
        value = str(unit.pk)
        if unit.operation in named and is_near:
            likely.add(value)
        name = operation.name_en if language == "en" else operation.name
        party = "" if value in likely else unit.party.name
        rows.append((value not in likely, not is_near, party, name, unit.name, value))
    rows.sort()
    return UnitChoices(
        choices=[(value, f"{unit} · {name}") for *_place, name, unit, value in rows],
        likely=frozenset(likely),
        first=f":{len(likely)}",
        groups=_slices([row[2] for row in rows], len(likely)),
    )


def _slices(parties: list[str], start: int) -> list[tuple[str, str]]:
    """Each run of the same party from `start` on, as a slice."""
    found = []
    for party, run in groupby(parties[start:]):
        end = start + len(list(run))
        found.append((party, f"{start}:{end}"))
        start = end
    return found


def _named(need: NeedLine | None) -> set[str]:
    if need is None:
        return set()
    levels = need.answer.get("levels", {})
    return {row["operation"] for rows in levels.values() for row in rows}


@dataclass(frozen=True)
class UnitWords:
    """How other units are named in one case of a child, to one actor.

    Of a protected child those at either end of a release know each other; everybody else is told
    the kind of operation.
    """

    actor: Actor
    owner_id: uuid.UUID
    hides: bool

    def name(self, unit_id: object, name: str, operation: str) -> str:
        """The unit's name, or what kind of operation it is."""
        known = str(self.actor.unit_id) in (str(unit_id), str(self.owner_id))
        if not self.hides or known or str(unit_id) == str(self.owner_id):
            return name
        return operation_word(self.actor.region, operation)


def operation_word(region: str, code: str) -> str:
    """What a kind of operation is called in the county."""
    today = clock.today()
    for operation in package(region).on(today).operations:
        if operation.code == code:
            return operation.name_en if get_language() == "en" else operation.name
    return str(_("En annan verksamhet"))
