"""A county is opened: everything that its package says of steering is stored, once."""

from samsyn.access.rules import Actor
from samsyn.actionplans.operations import open_plans
from samsyn.agreements.operations import open_agreements
from samsyn.audit.trail import record
from samsyn.followup.operations.findings import open_findings
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.governance.operations import open_arenas
from samsyn.indicators.operations import open_measures
from samsyn.organisations.operations import join_party
from samsyn.regions import region
from samsyn.regions.schema import Region


@operation
def open_county(region_code: str, *, actor: Actor) -> Region:
    """Let the county's parties join and store what its package says and the database lacks.

    Done twice it stores nothing new; what was edited since stays as it is.
    """
    county = region(region_code)
    for party in county.on(clock.today()).parties:
        join_party(region_code, party.code, name=party.name, kind=party.kind.value, actor=actor)
    # What comes later points at what came before.
    open_agreements(county, actor=actor)
    open_measures(county, actor=actor)
    open_arenas(county, actor=actor)
    open_plans(county, actor=actor)
    open_findings(county, actor=actor)
    record("county.opened", "county", actor=actor)
    return county
