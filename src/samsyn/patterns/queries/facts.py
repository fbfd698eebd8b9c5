"""What does a follow-up need to know about the patterns of a period?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from samsyn.patterns import rules
from samsyn.patterns.models import Pattern
from samsyn.patterns.queries.chain import matters_of, state_of


@dataclass(frozen=True)
class PatternFact:
    """A recorded pattern as a report tells it; numbers as they may be shown, in Swedish.

    `decided_on`, `told_on` are empty until the arena has answered and the reporters have been
    told. `arena_id` is where the matter lies, `origin_id` where it began.
    """

    id: uuid.UUID
    title: str
    is_single: bool
    count_text: str
    before_text: str
    found_on: dt.date
    state: rules.State
    arena: str
    arena_id: uuid.UUID | None
    origin_id: uuid.UUID | None
    matter_id: uuid.UUID | None
    decided_on: dt.date | None
    decision: str
    told_on: dt.date | None
    is_planned: bool


def patterns_in(region: str, start: dt.date, end: dt.date) -> tuple[PatternFact, ...]:
    """Patterns recorded from `start` to `end` (both days in) and not put aside, oldest first."""
    rows = (
        Pattern.objects.filter(region=region, found_on__range=(start, end))
        .exclude(state=rules.State.DISMISSED.value)
        .select_related("matter")
        .order_by("found_on", "title", "pk")
    )
    patterns = list(rows)
    matters = matters_of(region, patterns)
    found = []
    for pattern in patterns:
        facts = matters.get(pattern.matter_id) if pattern.matter_id else None
        decided = facts.decided if facts else None
        found.append(
            PatternFact(
                id=pattern.pk,
                title=pattern.title,
                is_single=pattern.is_single,
                count_text=_text(pattern, pattern.count),
                before_text=_text(pattern, pattern.before),
                found_on=pattern.found_on,
                state=state_of(pattern, facts),
                arena=decided.arena if decided else facts.arena if facts else "",
                arena_id=pattern.matter.arena_id if pattern.matter else None,
                origin_id=pattern.matter.origin_id if pattern.matter else None,
                matter_id=pattern.matter_id,
                decided_on=decided.on if decided else None,
                decision=decided.text if decided else "",
                told_on=timezone.localdate(pattern.answered_at) if pattern.answered_at else None,
                is_planned=pattern.plan_id is not None,
            )
        )
    return tuple(found)


def _text(pattern: Pattern, number: int | None) -> str:
    if pattern.is_single:
        return ""
    return f"färre än {rules.THRESHOLD}" if number is None else str(number)
