"""A county is opened: everything that its package says of steering is stored, once."""

from importlib import import_module
from typing import Any

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.followup.operations.findings import open_findings
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.organisations.operations import join_party
from samsyn.regions import region
from samsyn.regions.schema import Region

#: In order: what comes later points at what came before.
BELOW = (
    ("samsyn.agreements.operations", "open_agreements"),
    ("samsyn.indicators.operations", "open_measures"),
    ("samsyn.governance.operations", "open_arenas"),
    ("samsyn.actionplans.operations", "open_plans"),
)


@operation
def open_county(region_code: str, *, actor: Actor) -> Region:
    """Let the county's parties join and store what its package says and the database lacks.

    Done twice it stores nothing new; what was edited since stays as it is.
    """
    county = region(region_code)
    for party in county.on(clock.today()).parties:
        join_party(region_code, party.code, name=party.name, kind=party.kind.value, actor=actor)
    for module, name in BELOW:
        opened: Any = getattr(import_module(module), name, None)
        if opened is not None:
            opened(county, actor=actor)
    open_findings(county, actor=actor)
    record("county.opened", "county", actor=actor)
    return county
