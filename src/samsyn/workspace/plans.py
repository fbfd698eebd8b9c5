"""All plans of the actor's unit, a page at a time, in a constant number of statements."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.children.queries import listed_name, protected_at
from samsyn.foundation import clock
from samsyn.foundation.templatetags.ui import day
from samsyn.plans.models import Plan, PlanParty
from samsyn.plans.rules import State

PER_PAGE = 50


@dataclass(frozen=True)
class PlanRow:
    """One plan in the list, in ready strings."""

    child: str
    child_id: uuid.UUID
    url: str
    state: str
    lead: str
    hides_lead: bool
    version: int
    next_follow_up: str
    late: bool


@dataclass(frozen=True)
class PlanList:
    """One page of plans."""

    rows: tuple[PlanRow, ...]
    page: int
    has_next: bool
    state: str


def plans_page(actor: Actor, *, page: int = 1, state: str = "") -> PlanList:
    """Plans where the unit has a place, nearest follow-up first."""
    states = [state] if state in {s.value for s in State} else ["draft", "agreed"]
    mine = PlanParty.objects.filter(unit_id=actor.own_unit).values("plan_id")
    start = (max(page, 1) - 1) * PER_PAGE
    ids = list(
        Plan.objects.filter(Q(pk__in=mine), state__in=states)
        .order_by("next_follow_up", "id")
        .values_list("pk", flat=True)[start : start + PER_PAGE + 1]
    )
    rows = (
        Plan.objects.filter(pk__in=ids[:PER_PAGE])
        .select_related("lead_unit")
        .annotate(listed=listed_name(actor, "child_id"), protected=protected_at("child_id"))
        .order_by("next_follow_up", "id")
    )
    return PlanList(tuple(_row(row) for row in rows), max(page, 1), len(ids) > PER_PAGE, state)


def _row(row: Any) -> PlanRow:
    follow: dt.date | None = row.next_follow_up
    waits = row.state == State.DRAFT.value and row.is_complete
    return PlanRow(
        child=row.listed,
        child_id=row.child_id,
        url=_url(row.pk),
        state=_("Väntar på svar") if waits else State(row.state).label(get_language()),
        lead=row.lead_unit.name if row.lead_unit and not row.protected else "",
        hides_lead=row.protected,
        version=row.current,
        next_follow_up=day(follow) if follow else "",
        late=bool(follow and follow < clock.today() and row.state == State.AGREED.value),
    )


def _url(plan_id: uuid.UUID) -> str:
    return reverse("plans:show", args=[plan_id])
