"""Which arenas must a matter also pass, in which order, and which has it passed?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from samsyn.agreements.models import Passage
from samsyn.agreements.rules import PassageOutcome
from samsyn.foundation import clock
from samsyn.governance import rules
from samsyn.governance.models import AgendaItem, Matter
from samsyn.governance.queries.lineage import Arenas
from samsyn.regions import region


@dataclass(frozen=True)
class PassageStep:
    """An arena that the county demands. `passed_on` is empty until it has said yes in minutes.

    `waits` is true when the minutes say yes but are not approved.
    """

    code: str
    name: str
    passed_on: dt.date | None
    paragraph: str
    waits: bool = False


def passage_steps(
    matter: Matter, items: Iterable[AgendaItem], arenas: Arenas
) -> tuple[PassageStep, ...]:
    """What the county demands of the matter, done or not; nothing when it demands nothing.

    `items` are the matter's agenda items with their meetings.
    """
    codes = demanded(matter)
    if not codes:
        return ()
    said = list(items)
    passages = _agreement_passages(matter)
    return tuple(_step(code, said, passages, arenas) for code in codes)


def demanded(matter: Matter) -> tuple[str, ...]:
    """Codes of the arenas that the county's rule adds for this matter, in order."""
    version = matter.version
    county = region(matter.region).on(clock.today())
    return rules.demanded_arenas(
        ((frozenset(r.value for r in row.reasons), row.arenas) for row in county.passages),
        has_cost=matter.has_cost or bool(version and version.has_cost),
        changes_responsibility=matter.changes_responsibility
        or bool(version and version.changes_responsibility),
    )


def paragraph_of(item: AgendaItem) -> str:
    """The section of the minutes, "§ 7"."""
    return f"§ {item.place}"


def _agreement_passages(matter: Matter) -> dict[str, Passage]:
    """The latest yes that the agreement has from each arena."""
    if matter.version_id is None:
        return {}
    rows = Passage.objects.filter(version_id=matter.version_id).order_by("recorded_at", "id")
    latest = {row.arena: row for row in rows}
    approved = PassageOutcome.APPROVED.value
    return {code: row for code, row in latest.items() if row.outcome == approved}


def _step(
    code: str, items: list[AgendaItem], passages: dict[str, Passage], arenas: Arenas
) -> PassageStep:
    arena = arenas.by_code(code)
    now = arenas.today(arena.id) if arena else None
    name = now.name if now else code
    line = arenas.line(now.id) if now else frozenset()
    yes = [
        item
        for item in items
        if item.meeting.arena_id in line
        and item.outcome in rules.APPROVING
        and item.meeting.state in (rules.MeetingState.WRITTEN, *rules.HOLDS)
    ]
    last = max(yes, key=lambda item: item.meeting.starts_at, default=None)
    if last is not None:
        waits = last.meeting.state not in rules.HOLDS
        on = None if waits else timezone.localdate(last.meeting.starts_at)
        return PassageStep(code, name, on, paragraph_of(last), waits)
    passage = passages.get(code)
    if passage is not None:
        return PassageStep(code, name, passage.decided_on, passage.paragraph)
    return PassageStep(code, name, None, "")
