"""Which units and assignments are there today?"""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import QuerySet

from samsyn.organisations.models import Assignment, Unit


def open_units(region: str, on: dt.date) -> QuerySet[Unit]:
    """Units of a county that are open on `on`, with their party, by party and name."""
    units = Unit.objects.on(on).filter(party__region=region)
    return units.select_related("party").order_by("party__name", "name")


def assignments_of(user_id: uuid.UUID, on: dt.date) -> QuerySet[Assignment]:
    """A person's assignments in force on `on`, in units that are open then."""
    rows = Assignment.objects.on(on).filter(user_id=user_id, user__is_active=True)
    rows = rows.exclude(unit__valid_to__lte=on)
    return rows.select_related("user", "unit__party").order_by("unit__name", "role")


def names_of(assignment_ids: Collection[uuid.UUID]) -> dict[uuid.UUID | None, str]:
    """Who stands behind each assignment, also those that have ended."""
    rows = Assignment.objects.filter(pk__in=assignment_ids).select_related("user").order_by("id")
    return {row.pk: str(row.user) for row in rows}
