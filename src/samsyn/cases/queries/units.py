"""Which units can be chosen for this child, the likely ones first?"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.cases.queries.pages import NeedLine
from samsyn.foundation import clock
from samsyn.organisations.queries import open_units
from samsyn.regions import region
from samsyn.responsibilities.engine import Age, age_refusal


@dataclass(frozen=True)
class UnitChoices:
    """Units to choose; `likely` are near and of an operation that the engine named."""

    choices: list[tuple[str, str]]
    likely: frozenset[str]
    groups: list[tuple[str, list[str]]]


def unit_choices(actor: Actor, born_on: dt.date, need: NeedLine | None) -> UnitChoices:
    """Open units of the county that receive a child of this age, except the own unit."""
    county, today = region(actor.region), clock.today()
    age = Age.from_birth(born_on, today)
    named = _named(need)
    language = get_language() or "sv"
    operations = {op.code: op for op in county.on(today).operations}
    rows, likely = [], set()
    groups: dict[str, list[str]] = {}
    for unit in open_units(actor.region, today):
        operation = operations.get(unit.operation)
        if unit.pk == actor.unit_id or operation is None:
            continue
        if age_refusal(county, unit.operation, age, today):
            continue
        is_near = unit.party_id == actor.party_id or unit.party.kind == "region"
        value = str(unit.pk)
        if unit.operation in named and is_near:
            likely.add(value)
        name = operation.name_en if language == "en" else operation.name
        rows.append((value not in likely, not is_near, name, unit.name, value))
        groups.setdefault(unit.party.name, []).append(value)
    rows.sort()
    return UnitChoices(
        choices=[(value, f"{unit} · {name}") for _l, _n, name, unit, value in rows],
        likely=frozenset(likely),
        groups=list(groups.items()),
    )


def _named(need: NeedLine | None) -> set[str]:
    if need is None:
        return set()
    levels = need.answer.get("levels", {})
    return {row["operation"] for rows in levels.values() for row in rows}
