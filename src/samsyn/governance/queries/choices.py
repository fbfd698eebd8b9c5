"""What can be chosen in the forms about matters and balance lists?"""

import datetime as dt
import uuid

from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.agreements.models import Version
from samsyn.agreements.rules import State
from samsyn.foundation import clock, dates
from samsyn.governance import rules
from samsyn.governance.models import Matter
from samsyn.governance.queries.calendar import meetings_for
from samsyn.governance.queries.lineage import arenas_of
from samsyn.governance.queries.ways import suggested_arenas
from samsyn.organisations.models import Unit

Choice = tuple[str, str]


def arena_choices(actor: Actor) -> list[Choice]:
    """The county's arenas of today."""
    return [(str(a.id), a.name) for a in arenas_of(actor.region).on(clock.today())]


def way_choices(actor: Actor, matter_id: uuid.UUID) -> list[Choice]:
    """Where the matter can go: what the arenas and the county's rule point out comes first."""
    matter = Matter.objects.select_related("version").get(pk=matter_id, region=actor.region)
    arenas = arenas_of(actor.region)
    first = suggested_arenas(matter, arenas)
    rest = [a.id for a in arenas.on(clock.today()) if a.id not in (*first, matter.arena_id)]
    return [(str(arena_id), arenas.name(arena_id)) for arena_id in (*first, *rest)]


def about_choices(actor: Actor) -> list[Choice]:
    """The county's agreements and those versions that are on their way."""
    rows = Version.objects.filter(agreement__region=actor.region).select_related("agreement")
    ended = (State.ENDED, State.WITHDRAWN)
    found: dict[str, str] = {}
    for row in rows.order_by("agreement__name", "number"):
        found.setdefault(f"agreement:{row.agreement_id}", row.agreement.name)
        if row.state not in ended:
            found[f"version:{row.pk}"] = f"{row.agreement.name}, {row.label}"
    return list(found.items())


def unit_choices(actor: Actor) -> list[Choice]:
    """Units of the county's parties of which somebody steers."""
    rows = Unit.objects.on(clock.today()).filter(
        party__region=actor.region, assignments__role__in=STEERING_ROLES
    )
    rows = rows.select_related("party").order_by("party__name", "name", "id").distinct()
    return [(str(row.pk), f"{row.party.name}: {row.name}") for row in rows]


#: Roles that may answer on a balance list (they hold matter.prepare).
STEERING_ROLES = (
    "arena_secretary", "county_coordinator", "board_secretary", "director", "coordinator",
    "unit_manager",
)  # fmt: skip


def meeting_choices(actor: Actor, arena_id: uuid.UUID) -> list[Choice]:
    """The arena's meetings of the last year that were held, newest first."""
    line = arenas_of(actor.region).line(arena_id)
    since = clock.now() - dt.timedelta(days=400)
    rows = meetings_for(actor).filter(
        arena__in=line, starts_at__gte=since, state__in=rules.TOOK_PLACE
    )
    return [
        (str(row.pk), dates.day(timezone.localdate(row.starts_at)))
        for row in rows.order_by("-starts_at")
    ]
