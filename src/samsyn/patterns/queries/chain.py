"""What became of a pattern? Read where it happened: in the matter, the minutes and the plan."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from samsyn.governance import rules as governance_rules
from samsyn.governance.models import AgendaItem, Matter
from samsyn.governance.queries.lineage import Arenas, arenas_of
from samsyn.governance.queries.progress import paragraph_of, passage_steps
from samsyn.patterns import rules
from samsyn.patterns.models import Pattern


@dataclass(frozen=True)
class Decided:
    """What an arena has said in minutes that hold; or how the matter was closed without a meeting.

    `meeting` and `outcome` are empty in the latter case.
    """

    arena: str
    on: dt.date
    text: str
    paragraph: str = ""
    outcome: governance_rules.Outcome | None = None
    meeting: uuid.UUID | None = None


@dataclass(frozen=True)
class MatterFacts:
    """Where the matter of a pattern stands. `decided` when the arenas are done with it."""

    id: uuid.UUID
    title: str
    arena: str
    state: governance_rules.MatterState
    opened_on: dt.date
    since_on: dt.date
    meets_on: dt.date | None
    decided: Decided | None


def state_of(pattern: Pattern, facts: MatterFacts | None) -> rules.State:
    """Where the pattern stands: decided as soon as the arena's minutes hold."""
    state = rules.State(pattern.state)
    is_decided = facts is not None and facts.decided is not None
    if is_decided and rules.LIFECYCLE.can(state, "decide"):
        return rules.LIFECYCLE.advance(state, "decide")
    return state


def matters_of(region: str, patterns: Iterable[Pattern]) -> Mapping[uuid.UUID, MatterFacts]:
    """The matters of some patterns by identity; as many statements however many there are."""
    wanted = [pattern.matter_id for pattern in patterns if pattern.matter_id]
    if not wanted:
        return {}
    matters = list(Matter.objects.filter(region=region, pk__in=wanted).select_related("version"))
    items: dict[uuid.UUID | None, list[AgendaItem]] = {}
    rows = AgendaItem.objects.filter(matter__in=wanted).select_related("meeting")
    for item in rows.order_by("meeting__starts_at", "place"):
        items.setdefault(item.matter_id, []).append(item)
    arenas = arenas_of(region)
    return {m.pk: _facts(m, items.get(m.pk, []), arenas) for m in matters}


def _facts(matter: Matter, items: list[AgendaItem], arenas: Arenas) -> MatterFacts:
    coming = [
        timezone.localdate(item.meeting.starts_at)
        for item in items
        if item.meeting.state
        in (governance_rules.MeetingState.PLANNED, governance_rules.MeetingState.CALLED)
    ]
    return MatterFacts(
        id=matter.pk,
        title=matter.title,
        arena=arenas.name(matter.arena_id),
        state=governance_rules.MatterState(matter.state),
        opened_on=matter.opened_on,
        since_on=timezone.localdate(matter.state_since),
        meets_on=min(coming, default=None),
        decided=_decided(matter, items, arenas),
    )


def _decided(matter: Matter, items: list[AgendaItem], arenas: Arenas) -> Decided | None:
    """The last word in minutes that hold, when no arena has the matter or must have it still."""
    done = (governance_rules.MatterState.ANSWERED, governance_rules.MatterState.CLOSED)
    if matter.state not in done:
        return None
    held = [item for item in items if item.outcome and item.meeting.state in _TOOK_PLACE]
    last = held[-1] if held else None
    is_word = last is not None and _move(last) == "answer"
    if last is not None and is_word and last.meeting.state in governance_rules.HOLDS:
        if last.outcome in governance_rules.APPROVING and _is_awaited(matter, items, arenas):
            return None
        return Decided(
            arena=arenas.name(last.meeting.arena_id),
            on=timezone.localdate(last.meeting.starts_at),
            text=last.decision or last.proposal or matter.outcome,
            paragraph=paragraph_of(last),
            outcome=governance_rules.Outcome(last.outcome),
            meeting=last.meeting_id,
        )
    if matter.state == governance_rules.MatterState.CLOSED and matter.closed_on:
        return Decided(arenas.name(matter.arena_id), matter.closed_on, matter.outcome)
    return None


_TOOK_PLACE = governance_rules.TOOK_PLACE


def _move(item: AgendaItem) -> str:
    return governance_rules.MOVE_OF[governance_rules.Outcome(item.outcome)]


def _is_awaited(matter: Matter, items: list[AgendaItem], arenas: Arenas) -> bool:
    """Whether another arena must have it too."""
    if matter.state == governance_rules.MatterState.CLOSED:
        return False
    return any(step.passed_on is None for step in passage_steps(matter, items, arenas))
