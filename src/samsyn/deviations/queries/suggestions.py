"""What can the actor's unit report of what the product already knows? From its own cases only.

A constant number of statements, however many cases there are.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode

from samsyn.access.rules import Actor, Permission
from samsyn.audit.trail import record_shown
from samsyn.children.queries import listed_names
from samsyn.deviations import rules
from samsyn.deviations.models import Dismissal, Origin
from samsyn.deviations.queries.overdue import late_follow_ups, not_done
from samsyn.deviations.queries.silence import silent_or_absent
from samsyn.foundation import clock


@dataclass(frozen=True)
class Suggestion:
    """Something that was late or silent, as the unit meets it. `days` are whole days since."""

    key: str
    kind: rules.Origin
    child_id: uuid.UUID
    case_id: uuid.UUID
    plan_id: uuid.UUID | None
    about_unit_id: uuid.UUID
    about_unit: str
    about_party_id: uuid.UUID
    happened_on: dt.date
    what: str
    child: str = ""

    @property
    def days(self) -> int:
        """Whole days since it should have happened."""
        return max(0, (clock.today() - self.happened_on).days)

    @property
    def url_report(self) -> str:
        """Where it is reported, with what is known filled in."""
        return f"{reverse('deviations:report')}?{urlencode({'fran': self.key})}"


def suggestions_for(actor: Actor) -> tuple[Suggestion, ...]:
    """What the unit has neither reported nor dismissed, newest first; the reading is recorded."""
    found = _found(actor)
    if not found:
        return ()
    names = _names(actor, {row.child_id for row in found})
    record_shown("suggestion", {row.child_id for row in found}, actor=actor)
    return tuple(replace(row, child=names.get(row.child_id, "")) for row in found)


def suggestion_for(actor: Actor, key: str) -> Suggestion | None:
    """One of them, or None when it is not the unit's, has been reported or was dismissed."""
    found = next((row for row in _found(actor) if row.key == key), None)
    if found is None:
        return None
    record_shown("suggestion", [found.child_id], actor=actor)
    return replace(found, child=_names(actor, {found.child_id}).get(found.child_id, ""))


def count_suggestions(actor: Actor) -> int:
    """How many there are. Shows nothing about a child."""
    return len(_found(actor))


def _found(actor: Actor) -> list[Suggestion]:
    if actor.unit_id is None:
        return []
    if not (actor.may(Permission.CHILD_READ) and actor.may(Permission.DEVIATION_REPORT)):
        return []
    known = _settled(actor)
    rows: Iterable[Suggestion] = (
        Suggestion(**vars(row))
        for row in (*silent_or_absent(actor), *late_follow_ups(actor), *not_done(actor))
        if row.key not in known
    )
    return sorted(rows, key=lambda row: (row.happened_on, row.key), reverse=True)


def _settled(actor: Actor) -> frozenset[str]:
    """Keys that the unit has reported or dismissed."""
    reported = Origin.objects.filter(unit_id=actor.own_unit).exclude(source_key="")
    dismissed = Dismissal.objects.filter(unit_id=actor.own_unit)
    rows = reported.values_list("source_key").union(dismissed.values_list("key"), all=True)
    return frozenset(key for (key,) in rows)


def _names(actor: Actor, children: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names as the own unit may list them."""
    return listed_names(actor, children)
