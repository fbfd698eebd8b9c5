"""What may which unit see, and what has the own unit received?"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from samsyn.access.rules import Actor
from samsyn.children.queries import protected_at
from samsyn.foundation import clock
from samsyn.releases.models import ReceivedCopy, Release
from samsyn.releases.rules import holds, without_places


@dataclass(frozen=True)
class ReleaseLine:
    """A release as it is shown to either side."""

    id: uuid.UUID
    from_unit: str
    to_unit: str
    to_unit_id: uuid.UUID
    scopes: tuple[str, ...]
    ground: str
    statute: str
    note: str
    decided_at: dt.datetime
    valid_until: dt.date
    revoked_at: dt.datetime | None
    revoked_why: str
    holds: bool


@dataclass(frozen=True)
class CopyLine:
    """A received copy."""

    id: uuid.UUID
    kind: str
    title: str
    from_unit: str
    received_at: dt.datetime
    content: Mapping[str, Any]
    still_shared: bool


def releases_for(actor: Actor, matter_id: uuid.UUID) -> list[ReleaseLine]:
    """Releases of a matter that the own unit has given or had, newest first."""
    return list(releases_of(actor, [matter_id]).get(matter_id, ()))


def releases_of(
    actor: Actor, matters: Sequence[uuid.UUID]
) -> dict[uuid.UUID, tuple[ReleaseLine, ...]]:
    """The same for several matters, in one statement."""
    rows = Release.objects.filter(
        Q(from_unit_id=actor.own_unit) | Q(to_unit_id=actor.own_unit), matter_id__in=matters
    )
    found: dict[uuid.UUID, tuple[ReleaseLine, ...]] = {}
    for row in rows.select_related("from_unit", "to_unit").order_by("-decided_at", "id"):
        found[row.matter_id] = (*found.get(row.matter_id, ()), _line(row))
    return found


def copies_for(actor: Actor, child_id: uuid.UUID) -> list[CopyLine]:
    """Copies about a child that the own unit has received, newest first."""
    rows = ReceivedCopy.objects.filter(to_unit_id=actor.own_unit, child_id=child_id)
    rows = rows.annotate(protected=protected_at("child_id"))
    rows = rows.select_related("from_unit", "release").order_by("-received_at", "id")
    today = clock.today()
    return [
        CopyLine(
            id=row.pk,
            kind=row.kind,
            title=row.title,
            from_unit=row.from_unit.name,
            received_at=row.received_at,
            content=without_places(row.content) if row.protected else row.content,
            still_shared=holds(
                revoked=row.release.revoked_at is not None,
                valid_until=row.release.valid_until,
                today=today,
            ),
        )
        for row in rows
    ]


def _line(row: Release) -> ReleaseLine:
    revoked = row.revoked_at is not None
    return ReleaseLine(
        id=row.pk,
        from_unit=row.from_unit.name,
        to_unit=row.to_unit.name,
        to_unit_id=row.to_unit_id,
        scopes=tuple(row.scopes),
        ground=row.ground,
        statute=row.statute,
        note=row.note,
        decided_at=row.decided_at,
        valid_until=row.valid_until,
        revoked_at=row.revoked_at,
        revoked_why=row.revoked_why,
        holds=holds(revoked=revoked, valid_until=row.valid_until, today=clock.today()),
    )
