"""Which patterns does an actor meet, and what are they counted from?"""

import datetime as dt
import uuid
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Greatest, Least, TruncMonth
from django.utils import timezone

from samsyn.access.rules import Actor, Permission
from samsyn.deviations.models import Deviation, Step
from samsyn.deviations.queries import deviations_for
from samsyn.deviations.rules import State as DeviationState
from samsyn.foundation import clock
from samsyn.patterns import rules
from samsyn.patterns.access import may_follow
from samsyn.patterns.models import Member, Pattern, PatternStep


def patterns_for(actor: Actor) -> QuerySet[Pattern]:
    """Recorded patterns of the actor's county; all who steer may read them."""
    if not actor.may(Permission.STEERING_READ):
        return Pattern.objects.none()
    return Pattern.objects.filter(region=actor.region)


def pattern_stamp(actor: Actor) -> str:
    """Another text as soon as a pattern of the actor's county has taken a step."""
    last = PatternStep.objects.filter(pattern__region=actor.region).order_by("-pk")
    return str(last.values_list("pk", flat=True).first() or "")


def counted_deviations(actor: Actor) -> QuerySet[Deviation]:
    """What patterns are made of: all of the county that were not withdrawn.

    Nothing for an actor that does not follow the county.
    """
    if not may_follow(actor):
        return Deviation.objects.none()
    withdrawn = Step.objects.filter(deviation=OuterRef("pk"), action="withdraw")
    return deviations_for(actor).exclude(Q(Exists(withdrawn), state=DeviationState.CLOSED.value))


def not_in_a_pattern(rows: QuerySet[Deviation]) -> QuerySet[Deviation]:
    """Those that no recorded pattern has: each is found once."""
    return rows.exclude(Exists(Member.objects.filter(deviation=OuterRef("pk"))))


def with_pair(rows: QuerySet[Deviation]) -> "QuerySet[Any]":
    """With the two parties without order, as text: `low` and `high`."""
    one, other = (Cast(name, CharField()) for name in ("party_id", "about_party_id"))
    return rows.annotate(low=Least(one, other), high=Greatest(one, other))


def moment_of(day: dt.date) -> dt.datetime:
    """When a day begins."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def tallies_for(actor: Actor, today: dt.date | None = None) -> list[rules.Tally]:
    """The county's deviations of two periods, counted by the database. One statement."""
    begins, starts, ends = map(moment_of, rules.period_of(today or clock.today()))
    now = Q(reported_at__gte=starts)
    kept = Exists(Member.objects.filter(deviation=OuterRef("pk")))
    open_states = (DeviationState.WAITING.value, DeviationState.PROPOSED.value)
    rows = (
        with_pair(counted_deviations(actor).filter(reported_at__gte=begins, reported_at__lt=ends))
        .exclude(now & Q(kept))
        .values("kind", "against", "document", "clause", "routine", "municipality", "low", "high")
        .annotate(
            now=Count("pk", filter=now),
            earlier=Count("pk", filter=~now),
            climbed=Count("pk", filter=now & Q(rung__gt=0)),
            waiting=Count("pk", filter=now & Q(state__in=open_states)),
            months=ArrayAgg(TruncMonth("reported_at"), filter=now, distinct=True, default=[]),
        )
        .order_by()
    )
    return [_tally(row) for row in rows]


def settled_for(actor: Actor, today: dt.date | None = None) -> int:
    """How many deviations of the period recorded patterns have."""
    _begins, starts, ends = map(moment_of, rules.period_of(today or clock.today()))
    rows = counted_deviations(actor).filter(reported_at__gte=starts, reported_at__lt=ends)
    return rows.filter(pk__in=Member.objects.values("deviation")).count()


def _tally(row: dict[str, Any]) -> rules.Tally:
    return rules.Tally(
        kind=row["kind"],
        ground=rules.Ground.of(row["against"], row["document"], row["clause"], row["routine"]),
        pair=rules.pair_of(row["low"], row["high"]),
        municipality=row["municipality"],
        count=row["now"],
        before=row["earlier"],
        climbed=row["climbed"],
        waiting=row["waiting"],
        months=frozenset(timezone.localdate(month) for month in row["months"]),
    )


def shape_of(pattern: Pattern) -> rules.Shape:
    """What the deviations of a recorded pattern have in common."""
    pair = tuple(sorted(str(p) for p in (pattern.party_a_id, pattern.party_b_id) if p))
    ground = rules.Ground.of(pattern.against, pattern.document, pattern.clause, pattern.routine)
    return rules.Shape(pattern.kind, ground, pair)


def deviations_of(
    actor: Actor, shape: rules.Shape, start: dt.date, end: dt.date
) -> list[uuid.UUID]:
    """The deviations of a shape, reported from `start` until before `end`, in no pattern yet."""
    rows = with_pair(
        not_in_a_pattern(counted_deviations(actor)).filter(
            kind=shape.kind, reported_at__gte=moment_of(start), reported_at__lt=moment_of(end)
        )
    )
    if shape.pair:
        rows = rows.filter(low=shape.pair[0], high=shape.pair[1])
    if shape.ground:
        rows = rows.filter(against=shape.ground.against, document=shape.ground.document)
    columns = ("pk", "against", "document", "clause", "routine")
    return [
        pk
        for pk, *of in rows.order_by("reported_at", "pk").values_list(*columns)
        if not shape.ground or rules.Ground.of(*of) == shape.ground
    ]
