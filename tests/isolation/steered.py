"""What the addresses of the steering half can name, one builder for each of its packages."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from samsyn.access.rules import Actor
from samsyn.agreements.models import Version
from samsyn.followup import operations as followup
from samsyn.foundation import clock
from samsyn.indicators.operations import NewMeasure, add_measure
from samsyn.indicators.rules import Direction, Kind, MeasureUnit
from samsyn.participation import operations as participation
from tests.actionplans.county import written
from tests.agreements.test_operations import draft
from tests.followup.test_findings import found
from tests.followup.test_reports import END, START, a_decision, a_meeting, an_arena
from tests.governance.chambers import Chambers
from tests.governance.test_arena_views import Built
from tests.governance.test_meeting_views import Full
from tests.participation.test_operations import a_matter, heard
from tests.patterns.watched import Kind as DeviationKind
from tests.patterns.watched import Watched
from tests.steering import Steering

Known = dict[str, Any]


def governance(county: Steering) -> Known:
    """Arena, seat, mandate, matter, meetings with agenda, an entry of the balance list."""
    built, full = Built(county), Full(Chambers(county))
    return {
        **built.ids, "mandate_id": built.texts[-1].pk, "matter_id": full.matter.pk,
        "meeting_id": full.held.pk, "item_id": full.held.items.first().pk,
        "entry_id": full.entry.pk, "year": clock.today().year,
    }  # fmt: skip


def agreements(county: Steering) -> Known:
    """A draft of a new version, beside the one in force."""
    version = draft(county)
    before = Version.objects.filter(agreement=version.agreement).exclude(pk=version.pk)[0]
    return {
        "agreement_id": version.agreement_id, "version_id": version.pk, "other_id": before.pk,
    }  # fmt: skip


def actionplans(county: Steering) -> Known:
    """A written plan."""
    return {
        "plan_id": written(county).pk, "number": 1, "row_id": "rad-1", "before": 1, "after": 2,
    }  # fmt: skip


def participation_(county: Steering) -> Known:
    """A view that is linked to a matter."""
    voice = participation.record_voice(heard(), actor=county.secretary)
    link = participation.link_voice(
        voice.pk, matter_id=a_matter(county.code).pk, actor=county.secretary
    )
    return {"voice_id": voice.pk, "link_id": link.pk}


def followup_(county: Steering) -> Known:
    """A report being written, a finding and a measure of it."""
    actor, arena = county.secretary, an_arena(county.code)
    report = followup.draft_report(arena.pk, period_from=START, period_to=END, actor=actor)
    a_decision(arena, a_meeting(arena))
    finding = followup.record_finding(found(), actor=county.auditor)
    measure = followup.add_measure(finding.pk, text="Gör", arena_id=arena.pk, actor=actor)
    return {
        "report_id": report.pk, "finding_id": finding.pk, "measure_id": measure.pk,
        "key": "meetings",
    }  # fmt: skip


def indicators(county: Steering) -> Known:
    """A measure."""
    new = NewMeasure(
        name="Barn i kö", definition="Antal barn.", unit=MeasureUnit.COUNT, kind=Kind.MANUAL,
        source="Regionen", direction=Direction.DOWN,
    )  # fmt: skip
    return {"measure_id": add_measure(new, actor=county.analyst).pk}


def patterns(county: Steering) -> Known:
    """A kept pattern, one that is only found, and a deviation on the top rung."""
    watched = Watched(county)
    top = watched.to_the_top(watched.report(2, 3, kind=DeviationKind.COST))
    pattern = watched.kept(6)
    watched.reports(3, 1, 2, kind=DeviationKind.RESPONSIBILITY)
    (row,) = watched.found()
    return {
        "key": row.key, "deviation_id": top.pk, "pattern_id": pattern.pk,
        "year": clock.today().year,
    }  # fmt: skip


#: By the namespace of the addresses.
BUILDERS: dict[str, Callable[[Steering], Known]] = {
    "governance": governance, "agreements": agreements, "actionplans": actionplans,
    "participation": participation_, "followup": followup_, "indicators": indicators,
    "patterns": patterns,
}  # fmt: skip


class Steered:
    """A steered county, another one, and offices: one that leads, another party's, elsewhere."""

    def __init__(self, space: str) -> None:
        self.county, self.elsewhere = Steering("jamtland-harjedalen"), Steering("fjordlanda")
        self.known = BUILDERS[space](self.county)
        first, second = list(self.county.parties.values())[:2]
        other = next(iter(self.elsewhere.parties.values()))
        self.units = {
            "own": self.office(self.county, first),
            "none": self.office(self.county, second),
            "other county": self.office(self.elsewhere, other),
        }

    def office(self, county: Steering, party: Any) -> Any:
        """A unit that would let a role meet children, so that only the address refuses it."""
        from samsyn.organisations.operations import open_unit
        from samsyn.regions import region

        code = region(county.code).on(clock.today()).operations[0].code
        return open_unit(
            party, operation_code=code, name="Enheten", town="Orten",
            valid_from=dt.date(2015, 1, 1), actor=Actor.system(county.code),
        )  # fmt: skip

    def known_to(self, _relation: str) -> Known:
        """The ids are the same for all."""
        return self.known
