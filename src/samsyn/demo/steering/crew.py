"""Who steers in the demo, and when is "eleven weeks ago, on a Friday"?"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Assignment

FRIDAY = 4


@dataclass(frozen=True)
class Crew:
    """The people who steer a county."""

    region: str
    secretary: Actor

    @contextmanager
    def at(self, moment: dt.datetime, actor: Actor | None = None) -> Iterator[Actor]:
        """Act at a moment, as the secretary unless somebody else is named."""
        with clock.held(moment):
            who = actor or self.secretary
            wall.bind(who)
            yield who


def actor_of_role(region: str, role: str, party: str = "") -> Actor | None:
    """The first person of a role in a county, of a party if one is named."""
    rows = Assignment.objects.on(clock.today()).filter(role=role, unit__party__region=region)
    if party:
        rows = rows.filter(unit__party__code=party)
    found = rows.select_related("user", "unit__party").order_by("user__handle").first()
    return actor_from(found) if found else None


def crew_of(region: str) -> Crew:
    """The county's crew; LookupError when nobody is secretary there."""
    secretary = actor_of_role(region, "arena_secretary")
    if secretary is None:
        raise LookupError(f"nobody is arena secretary in {region}")
    return Crew(region, secretary)


def weeks_away(weeks: int, hour: int = 9) -> dt.datetime:
    """The Friday of the week that is `weeks` from this one, at an hour; never today.

    Counted from the real day, also while the clock is held to tell what has been.
    """
    today = timezone.localdate()
    friday = today + dt.timedelta(days=FRIDAY - today.weekday(), weeks=weeks)
    if weeks < 0 and friday >= today:
        friday -= dt.timedelta(weeks=1)
    return timezone.make_aware(dt.datetime.combine(friday, dt.time(hour)))
