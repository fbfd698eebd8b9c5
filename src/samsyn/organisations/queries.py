"""Which units and assignments are there today?"""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from samsyn.organisations.models import Assignment, Leave, Unit


def open_units(region: str, on: dt.date) -> QuerySet[Unit]:
    """Units of a county that take part in something new on `on`, with their party, by name.

    A unit that is being wound up gets nothing new.
    """
    units = Unit.objects.on(on).filter(party__region=region).exclude(winding_up_from__lte=on)
    return units.select_related("party").order_by("party__name", "name")


def assignments_of(user_id: uuid.UUID, on: dt.date) -> QuerySet[Assignment]:
    """A person's assignments in force on `on`, in units that are open then."""
    rows = Assignment.objects.on(on).filter(user_id=user_id, user__is_active=True)
    rows = rows.exclude(unit__valid_to__lte=on)
    return rows.select_related("user", "unit__party").order_by("unit__name", "role")


def with_names(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that have an `assignment_id`, with the `name` of who stands behind it, ended or not."""
    behind = Assignment.objects.filter(pk=OuterRef("assignment_id"))
    name = Concat("user__given_name", Value(" "), "user__family_name")
    return rows.annotate(name=Subquery(behind.order_by().values_list(name)[:1]))


def line_above(unit: Unit) -> list[Unit]:
    """The offices above a unit in its party's line, nearest first; never round in a ring."""
    found: list[Unit] = []
    seen, here = {unit.pk}, unit.above
    while here is not None and here.pk not in seen:
        found.append(here)
        seen.add(here.pk)
        here = here.above
    return found


def at_work(roles: Collection[str], on: dt.date) -> QuerySet[Assignment]:
    """Assignments in these roles of people who are there on `on`: in force and not on leave."""
    away = Leave.objects.filter(assignment_id=OuterRef("pk"), away_from__lte=on, away_to__gt=on)
    rows = Assignment.objects.on(on).filter(role__in=roles, user__is_active=True)
    rows = rows.exclude(unit__valid_to__lte=on).exclude(Exists(away))
    return rows.select_related("user", "unit__party").order_by("unit_id", "user__family_name")
