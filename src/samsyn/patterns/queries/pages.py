"""What stands on the pages about patterns?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.foundation.path import ShownStep
from samsyn.patterns import rules
from samsyn.patterns.access import may_follow
from samsyn.patterns.models import Member, Pattern
from samsyn.patterns.queries.base import patterns_for, shape_of
from samsyn.patterns.queries.chain import Decided, MatterFacts, matters_of
from samsyn.patterns.queries.finding import (
    DeviationRow,
    FoundRow,
    deviation_rows,
    found_rows,
    later_ones,
)
from samsyn.patterns.queries.names import names_of
from samsyn.patterns.queries.path import path_of
from samsyn.patterns.queries.rows import PatternRow, pattern_row

PAGE = 50


@dataclass(frozen=True)
class PatternList:
    """What recurs now, for who follows the county, and what has been recorded."""

    found: tuple[FoundRow, ...]
    found_in_all: int
    rows: tuple[PatternRow, ...]
    state: str
    page: int
    has_next: bool
    may_follow: bool


@dataclass(frozen=True)
class MemberRow:
    """A deviation behind a pattern, and when its reporter was told."""

    deviation: DeviationRow
    told_on: dt.date | None


@dataclass(frozen=True)
class PatternPage:
    """A pattern with its numbers, why it was flagged and what became of it."""

    row: PatternRow
    ground: str
    between: str
    place: str
    reasons: tuple[str, ...]
    basis: str
    found_on: dt.date
    matter: MatterFacts | None
    decided: Decided | None
    answer: str
    answered_on: dt.date | None
    dismissed_why: str
    outcome: str
    plan_id: uuid.UUID | None
    plan: str
    plan_row: str
    path: tuple[ShownStep, ...]
    members: tuple[MemberRow, ...]
    later: int
    may_follow: bool

    @property
    def can(self) -> frozenset[str]:
        """What the state lets one who follows the county do now."""
        if not self.may_follow:
            return frozenset()
        actions = ("raise", "dismiss", "take_up", "tell", "plan", "close")
        return frozenset(a for a in actions if rules.LIFECYCLE.can(self.row.state, a))


def pattern_list(actor: Actor, *, state: str = "", page: int = 1) -> PatternList:
    """Patterns of the county, latest moved first; those that go on when `state` is silent.

    `state` is a value of State, or "alla".
    """
    found, in_all = found_rows(actor)
    rows = patterns_for(actor)
    if state in {s.value for s in rules.State}:
        rows = rows.filter(state__in=_stored_as(state))
    elif state != "alla":
        rows = rows.filter(state__in=[s.value for s in rules.OPEN])
    start = max(page - 1, 0) * PAGE
    ordered = rows.order_by("-state_since", "pk")
    chosen = list(ordered[start : start + PAGE + 1])
    matters = matters_of(actor.region, chosen)
    lines = [pattern_row(one, _matter(one, matters)) for one in chosen]
    if state in {s.value for s in rules.State}:
        lines = [line for line in lines if line.state == state]
    return PatternList(
        found, in_all, tuple(lines[:PAGE]), state, max(page, 1), len(chosen) > PAGE,
        may_follow(actor),
    )  # fmt: skip


def _stored_as(state: str) -> list[str]:
    """States under which rows that stand in `state` are stored."""
    with_arena = (rules.State.RAISED.value, rules.State.DECIDED.value)
    return list(with_arena) if state in with_arena else [state]


def _matter(pattern: Pattern, matters: Mapping[uuid.UUID, MatterFacts]) -> MatterFacts | None:
    return matters.get(pattern.matter_id) if pattern.matter_id else None


def pattern_page(actor: Actor, pattern_id: uuid.UUID) -> PatternPage | None:
    """One recorded pattern, or None when the county has no such."""
    pattern = patterns_for(actor).select_related("plan").filter(pk=pattern_id).first()
    if pattern is None:
        return None
    matter = _matter(pattern, matters_of(actor.region, [pattern]))
    row, names, shape = pattern_row(pattern, matter), names_of(actor.region), shape_of(pattern)
    decided = matter.decided if matter else None
    follows = may_follow(actor)
    members = dict(
        Member.objects.filter(pattern=pattern).values_list("deviation_id", "told_at")
        if follows
        else ()
    )
    return PatternPage(
        row=row,
        ground=names.ground(shape.ground),
        between=names.between(shape.pair),
        place=names.place(pattern.municipality),
        reasons=tuple(pattern.reasons),
        basis=pattern.basis,
        found_on=pattern.found_on,
        matter=matter,
        decided=decided,
        answer=pattern.answer,
        answered_on=timezone.localdate(pattern.answered_at) if pattern.answered_at else None,
        dismissed_why=pattern.dismissed_why,
        outcome=pattern.outcome,
        plan_id=pattern.plan_id,
        plan=pattern.plan.name if pattern.plan else "",
        plan_row=pattern.plan_row,
        path=path_of(pattern, row, matter),
        members=tuple(
            MemberRow(one, timezone.localdate(told) if (told := members[one.id]) else None)
            for one in deviation_rows(list(members), names)
        ),
        later=later_ones(actor, pattern),
        may_follow=follows,
    )
