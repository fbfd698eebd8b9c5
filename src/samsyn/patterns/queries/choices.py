"""What can be chosen when a pattern is raised or put into an action plan?"""

import uuid
from dataclasses import dataclass

from django.db.models import Count

from samsyn.access.rules import Actor
from samsyn.actionplans import rules as plan_rules
from samsyn.actionplans.queries import content_of, plans_for
from samsyn.agreements.models import Agreement
from samsyn.deviations.models import Deviation
from samsyn.deviations.queries import steps_today
from samsyn.deviations.rules import Branch, Kind, State, Steps
from samsyn.foundation import clock
from samsyn.governance.queries.lineage import arenas_of
from samsyn.governance.rules import demanded_arenas
from samsyn.patterns import rules
from samsyn.patterns.models import Member, Pattern
from samsyn.patterns.queries.base import counted_deviations, patterns_for
from samsyn.patterns.queries.names import names_of
from samsyn.regions import region
from samsyn.regions.schema import RungOwner

Choice = tuple[str, str]


@dataclass(frozen=True)
class RaiseChoices:
    """Arenas to choose among, the one that fits best, and those that the county's rule adds."""

    arenas: tuple[Choice, ...]
    suggested: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class SinglePage:
    """One deviation that may become a matter of its own; without any of its texts."""

    id: uuid.UUID
    number: str
    title: str
    kind: Kind
    between: str
    rung: str


def raise_choices(actor: Actor, kind: Kind) -> RaiseChoices:
    """Where a question of this kind is dealt with.

    Suggested is the arena on the ladder's top, else one that the county's rule demands for the
    kind, else the one that owns most of the county's agreements.
    """
    today = clock.today()
    county, arenas = region(actor.region).on(today), arenas_of(actor.region)
    here = arenas.on(today)
    demanded = demanded_arenas(
        ((frozenset(r.value for r in row.reasons), row.arenas) for row in county.passages),
        has_cost=kind is Kind.COST,
        changes_responsibility=kind is Kind.RESPONSIBILITY,
    )
    wanted = [*_on_ladder(actor.region, kind.branch), *demanded, *_owning(actor.region)]
    named = [arena for code in wanted if (arena := arenas.by_code(code)) and arena in here]
    best = next(iter(named), None)
    return RaiseChoices(
        arenas=tuple((str(arena.id), arena.name) for arena in here),
        suggested=str(best.id) if best else "",
        also=tuple(arena.name for code in demanded if (arena := arenas.by_code(code))),
    )


def _on_ladder(code: str, branch: Branch) -> list[str]:
    """Arenas of the ladder's rungs, highest first."""
    steps = steps_today(code, branch, clock.today())
    return [rung.arena for rung in reversed(steps.rungs) if rung.owner == RungOwner.ARENA]


def _owning(code: str) -> list[str]:
    """Arenas that own the county's agreements, most first."""
    rows = Agreement.objects.filter(region=code).exclude(owner_arena="").values("owner_arena")
    counted = rows.annotate(owned=Count("pk")).order_by("-owned", "owner_arena")
    return list(counted.values_list("owner_arena", flat=True))


@dataclass(frozen=True)
class RaisePage:
    """A pattern that may be raised, as its form needs it."""

    id: uuid.UUID
    title: str
    kind: Kind
    reasons: tuple[str, ...]


def raise_page(actor: Actor, pattern_id: uuid.UUID) -> RaisePage | None:
    """The pattern to raise; None when the county has no such pattern."""
    pattern = patterns_for(actor).filter(pk=pattern_id).first()
    if pattern is None:
        return None
    return RaisePage(pattern.pk, pattern.title, Kind(pattern.kind), tuple(pattern.reasons))


def single_page(actor: Actor, deviation_id: uuid.UUID) -> SinglePage | None:
    """A deviation of the county that may be raised by itself; None for all others."""
    deviation = counted_deviations(actor).filter(pk=deviation_id).first()
    if deviation is None or not may_be_raised(deviation):
        return None
    kind, names = Kind(deviation.kind), names_of(actor.region)
    pair = rules.pair_of(str(deviation.party_id), str(deviation.about_party_id))
    between = names.between(pair)
    return SinglePage(
        id=deviation.pk,
        number=deviation.number,
        title=rules.title_of_one(kind, between),
        kind=kind,
        between=between,
        rung=Steps.from_json(deviation.ladder).rungs[deviation.rung].name,
    )


def may_be_raised(deviation: Deviation) -> bool:
    """Whether it is open on the top rung and belongs to no open pattern."""
    if deviation.state == State.CLOSED:
        return False
    if deviation.rung != Steps.from_json(deviation.ladder).top:
        return False
    open_states = [state.value for state in rules.OPEN]
    of = Member.objects.filter(deviation=deviation, pattern__state__in=open_states)
    return not of.exists()


def pattern_of(actor: Actor, deviation_id: uuid.UUID) -> Pattern | None:
    """The pattern that a deviation belongs to, for who follows the county."""
    members = Member.objects.filter(deviation_id=deviation_id)
    return patterns_for(actor).filter(members__in=members).order_by("-found_on", "pk").first()


@dataclass(frozen=True)
class PlanRows:
    """Action plans that are being written, and the rows of their matrices."""

    plans: tuple[Choice, ...]
    rows: tuple[tuple[str, tuple[Choice, ...]], ...]
    decided: tuple[Choice, ...]


def plan_rows(actor: Actor) -> PlanRows:
    """Where a measure can be put: plans in draft with rows as "plan:row"; others by name."""
    plans = list(plans_for(actor).order_by("-period_from", "name"))
    drafts = [plan for plan in plans if plan.state == plan_rules.State.DRAFT]
    over = (plan_rules.State.CLOSED, plan_rules.State.DRAFT)
    return PlanRows(
        plans=tuple((str(plan.pk), plan.name) for plan in drafts),
        rows=tuple(
            (
                plan.name,
                tuple((f"{plan.pk}:{row.id}", row.area) for row in content_of(plan).matrix),
            )
            for plan in drafts
        ),
        decided=tuple((str(plan.pk), plan.name) for plan in plans if plan.state not in over),
    )
