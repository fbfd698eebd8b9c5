"""Which faults recur now? Only who follows the whole county's deviations is told."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.deviations.models import Deviation
from samsyn.deviations.queries import step_stamp
from samsyn.deviations.rules import Kind, State
from samsyn.foundation import clock
from samsyn.patterns import rules
from samsyn.patterns.access import may_follow
from samsyn.patterns.models import Pattern
from samsyn.patterns.queries.base import (
    deviations_of,
    pattern_stamp,
    patterns_for,
    settled_for,
    shape_of,
    tallies_for,
)
from samsyn.patterns.queries.names import Names, kind_words, names_of

#: The list shows so many, the largest first; the rest is told by number.
SHOWN = 40
REMEMBERED = 16


@dataclass(frozen=True)
class FoundRow:
    """A recurring fault that nobody has recorded, with exact numbers."""

    key: str
    title: str
    kind_words: str
    ground: str
    between: str
    place: str
    count: int
    before: int
    months: int
    share: int
    rises: bool
    again: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class DeviationRow:
    """A deviation behind a pattern, as who follows the county meets it."""

    id: uuid.UUID
    number: str
    reported_on: dt.date
    state_words: str
    parties: str


@dataclass(frozen=True)
class FoundPage:
    """A recurring fault with the deviations behind it."""

    row: FoundRow
    period_from: dt.date
    last_day: dt.date
    deviations: tuple[DeviationRow, ...]


def found_now(actor: Actor) -> tuple[rules.Found, ...]:
    """Faults that recur and that no open pattern covers; nothing for other roles.

    Remembered until a deviation or a pattern takes a step or the day is over.
    """
    if not may_follow(actor):
        return ()
    return _found(actor, clock.today(), step_stamp(), pattern_stamp(actor))


@lru_cache(maxsize=REMEMBERED)
def _found(actor: Actor, _today: dt.date, _step: str, _pattern: str) -> tuple[rules.Found, ...]:
    known = [(shape_of(p), p.state) for p in patterns_for(actor).filter(is_single=False)]
    taken = [shape for shape, state in known if state in rules.OPEN]
    ended = [shape for shape, state in known if state == rules.State.CLOSED]
    return tuple(
        rules.again(found) if any(shape.covers(found.shape) for shape in ended) else found
        for found in rules.find(tallies_for(actor), settled=settled_for(actor))
        if not any(shape.covers(found.shape) for shape in taken)
    )


def found_rows(actor: Actor) -> tuple[tuple[FoundRow, ...], int]:
    """The largest recurring faults in words, and how many there are in all."""
    found = found_now(actor)
    names = names_of(actor.region) if found else None
    return tuple(found_row(one, names) for one in found[:SHOWN] if names), len(found)


def found_row(found: rules.Found, names: Names) -> FoundRow:
    """A recurring fault in words, with exact numbers."""
    between, ground = names.between(found.shape.pair), names.ground(found.shape.ground)
    return FoundRow(
        key=found.key,
        title=rules.title_of(Kind(found.shape.kind), ground, between),
        kind_words=kind_words(found.shape.kind),
        ground=ground,
        between=between,
        place=names.place(found.municipality),
        count=found.count,
        before=found.before,
        months=found.months,
        share=found.share,
        rises=found.rises,
        again=found.again,
        reasons=rules.reasons_of(found),
    )


def found_page(actor: Actor, key: str) -> FoundPage | None:
    """One recurring fault by its key; None when it is not there any longer."""
    found = next((one for one in found_now(actor) if one.key == key), None)
    if found is None:
        return None
    names = names_of(actor.region)
    _begins, start, end = rules.period_of(clock.today())
    return FoundPage(
        row=found_row(found, names),
        period_from=start,
        last_day=end - dt.timedelta(days=1),
        deviations=deviation_rows(deviations_of(actor, found.shape, start, end), names),
    )


def deviation_rows(ids: list[uuid.UUID], names: Names) -> tuple[DeviationRow, ...]:
    """Deviations in words, newest first. One statement."""
    rows = Deviation.objects.filter(pk__in=ids).order_by("-reported_at", "pk")
    return tuple(_deviation(row, names) for row in rows)


def _deviation(row: Deviation, names: Names) -> DeviationRow:
    pair = rules.pair_of(str(row.party_id), str(row.about_party_id))
    return DeviationRow(
        id=row.pk,
        number=row.number,
        reported_on=timezone.localdate(row.reported_at),
        state_words=State(row.state).label(get_language()),
        parties=names.between(pair),
    )


def is_taken(actor: Actor, shape: rules.Shape) -> bool:
    """Whether an open pattern has these deviations already."""
    rows = patterns_for(actor).filter(is_single=False, state__in=[s.value for s in rules.OPEN])
    return any(shape_of(pattern).covers(shape) for pattern in rows)


def later_ones(actor: Actor, pattern: Pattern) -> int:
    """How many more have been reported since an open pattern was recorded."""
    if not may_follow(actor) or pattern.is_single or pattern.state not in rules.OPEN:
        return 0
    end = clock.today() + dt.timedelta(days=1)
    return len(deviations_of(actor, shape_of(pattern), pattern.period_from, end))
