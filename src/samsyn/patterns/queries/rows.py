"""How does a recorded pattern stand in a list, and whose turn is it?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.patterns import rules
from samsyn.patterns.models import Pattern
from samsyn.patterns.queries.chain import MatterFacts, state_of
from samsyn.patterns.queries.names import kind_words


@dataclass(frozen=True)
class PatternRow:
    """A recorded pattern in a list. Numbers are in words where they are too small to show."""

    id: uuid.UUID
    title: str
    kind_words: str
    is_single: bool
    count_text: str
    before_text: str
    period_from: dt.date
    last_day: dt.date
    state: rules.State
    state_words: str
    since_on: dt.date
    arena: str
    matter_id: uuid.UUID | None
    turn: str


def pattern_row(pattern: Pattern, matter: MatterFacts | None) -> PatternRow:
    """A recorded pattern as lists show it."""
    state = state_of(pattern, matter)
    moved = pattern.state != state.value and matter is not None
    return PatternRow(
        id=pattern.pk,
        title=pattern.title,
        kind_words=kind_words(pattern.kind),
        is_single=pattern.is_single,
        count_text="" if pattern.is_single else number_text(pattern.count),
        before_text="" if pattern.is_single else number_text(pattern.before),
        period_from=pattern.period_from,
        last_day=pattern.period_to - dt.timedelta(days=1),
        state=state,
        state_words=state.label(get_language()),
        since_on=matter.since_on if moved and matter else timezone.localdate(pattern.state_since),
        arena=matter.arena if matter else "",
        matter_id=pattern.matter_id,
        turn=_turn(state, matter),
    )


def number_text(number: int | None) -> str:
    """A kept number in words; one that was too small was not kept."""
    if number is None:
        return _("färre än %(threshold)s") % {"threshold": rules.THRESHOLD}
    return str(number)


def _turn(state: rules.State, matter: MatterFacts | None) -> str:
    owner = rules.LIFECYCLE.owners[state]
    if owner == "arena":
        return matter.arena if matter else _("arenan")
    return _("länssamordnaren") if owner == "county_coordinator" else ""
