"""Which matters may be shown, and what came of them?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from samsyn.foundation.dates import dated
from samsyn.governance.models import Arena, Matter
from samsyn.governance.rules import MatterKind
from samsyn.public.queries.agreements import open_agreements
from samsyn.public.queries.counties import said


@dataclass(frozen=True)
class MatterLine:
    """A matter that may be shown, with what came of it."""

    title: str
    kind: str
    opened: str
    closed_on: dt.date | None
    what: str
    for_children: str
    outcome: str
    is_closed: bool
    agreement: str
    agreement_code: str
    origin: str


def matter_lines(arena: Arena) -> list[MatterLine]:
    """The matters of an arena, the latest first."""
    return [_matter(row, arena) for row in _public_matters(arena)]


def _public_matters(arena: Arena) -> Iterable[Matter]:
    """Those that the arena has now, has begun, or has had on a published agenda."""
    shown = open_agreements(arena.region).filter(pk=OuterRef("agreement"))
    return (
        Matter.objects.filter(
            Q(arena=arena) | Q(origin=arena) | Q(items__meeting__arena=arena), region=arena.region
        )
        .annotate(is_agreement_open=Exists(shown))
        .select_related("agreement", "origin")
        .order_by("-opened_on", "title")
        .distinct()
    )


def _matter(row: Matter, arena: Arena) -> MatterLine:
    is_linked = getattr(row, "is_agreement_open", False)
    agreement = row.agreement if is_linked else None
    return MatterLine(
        title=row.title,
        kind=said(MatterKind(row.kind)),
        opened=dated(row.opened_on, row.precision),
        closed_on=row.closed_on,
        what=row.what,
        for_children=row.for_children,
        outcome=row.outcome,
        is_closed=row.state == "closed",
        agreement=agreement.name if agreement else "",
        agreement_code=agreement.code if agreement else "",
        origin=row.origin.name if row.origin_id != arena.pk else "",
    )
