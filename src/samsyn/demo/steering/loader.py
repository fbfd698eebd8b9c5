"""In which order is the steering half told? All or nothing."""

from typing import Any

from django.db import transaction

from samsyn.access.rules import Actor
from samsyn.demo.people import data
from samsyn.demo.steering.agreements import tell_revision
from samsyn.demo.steering.crew import Crew, actor_of_role, crew_of
from samsyn.demo.steering.meetings import fill_seats, tell_meetings
from samsyn.demo.steering.patterns import tell_patterns
from samsyn.demo.steering.plans import (
    tell_figures,
    tell_findings,
    tell_plan,
    tell_reports,
    tell_statuses,
    tell_voices,
)
from samsyn.followup.operations import open_county
from samsyn.foundation import wall
from samsyn.governance.models import Meeting

CHILDREN, PLAN = "jamtland-harjedalen", "jonkopings-lan"


def is_loaded() -> bool:
    """Whether the steering half is there."""
    return Meeting.objects.filter(arena__region=CHILDREN).exists()


@transaction.atomic
def load_steering() -> str:
    """Load both counties' packages and the demo's story; one line for the command line."""
    for code in (CHILDREN, PLAN):
        open_county(code, actor=Actor.system(code))
    crew = crew_of(CHILDREN)
    filled = fill_seats(crew) + fill_seats(crew_of(PLAN))
    revision = tell_revision(crew)
    matters = tell_meetings(crew, {"jamtbus": revision.version_id})
    revision.treat()
    tell_patterns(crew)
    _tell_rest(crew, matters)
    _tell_plan_county()
    wall.bind(None)
    return f"{len(matters)} ärenden i arenorna och {filled} platser med namn."


def _tell_rest(crew: Crew, matters: dict[str, Any]) -> None:
    plan = tell_plan(crew, data("steering")["plan"], "barnarenan")
    tell_statuses(crew, plan)
    analyst = actor_of_role(CHILDREN, "analyst")
    auditor = actor_of_role(CHILDREN, "auditor")
    if analyst is not None:
        tell_figures(crew, analyst)
    tell_voices(crew, matters)
    tell_reports(crew)
    if auditor is not None:
        tell_findings(crew, auditor)


def _tell_plan_county() -> None:
    signatories = (
        ("Hälso- och sjukvårdsdirektör", "Region Jönköpings län"),
        ("Utvecklingschef", "Jönköpings kommun"),
    )
    tell_plan(
        crew_of(PLAN), data("steering")["jonkoping_plan"], "strategigrupp-barn-och-unga",
        signatories,
    )  # fmt: skip
