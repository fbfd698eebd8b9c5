"""A month of the log with something to look at, and months before it that are reviewed."""

import datetime as dt
import uuid

from django.db import transaction

from samsyn.access.queries import actor_from
from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cases.models import Case
from samsyn.foundation import clock, wall
from samsyn.logreview import operations
from samsyn.logreview.queries import overview, review_page
from samsyn.logreview.rules.hits import MANY, ZONE
from samsyn.logreview.rules.review import Judgement, month_after, month_of
from samsyn.organisations.models import Assignment

REVIEWER = "rune-lovtorp"
SUMMARY = "Läsningarna hörde till arbetet. Två av dem frågade jag om, och fick svar av chefen."


def tell_log() -> None:
    """What happened last month in the reviewer's party, and the reviews of the months before."""
    found = Assignment.objects.filter(user__handle=REVIEWER).select_related("user", "unit__party")
    reviewer = found.first()
    if reviewer is None:
        return
    last = month_after(month_of(clock.today()), -1)
    for actor in _readers(reviewer.unit.party_id):
        _odd_readings(actor, last)
    _review_before(actor_from(reviewer), last)


def _readers(party_id: uuid.UUID) -> list[Actor]:
    """One person in each unit of the party that has children."""
    rows = Assignment.objects.on(clock.today()).filter(unit__party_id=party_id)
    actors: dict[object, Actor] = {}
    for row in rows.select_related("user", "unit__party").order_by("unit__name", "user__handle"):
        actor = actor_from(row)
        if actor.operation and actor.permissions:
            actors.setdefault(actor.unit_id, actor)
    return list(actors.values())


def _odd_readings(actor: Actor, month: dt.date) -> None:
    """An ordinary reading, one at night, and many in a short time where there are so many.

    Of children whose case had begun, since the demo enters every child on the same day.
    """
    wall.bind(actor)
    begun = Case.objects.filter(unit_id=actor.own_unit, opened_at__lt=_at(month, 9))
    children = sorted(set(begun.values_list("child_id", flat=True)))
    if not children:
        return
    _read(actor, children[0], _at(month, 9, 10))
    _read(actor, children[-1], _at(month, 14, 2, 41))
    if len(children) >= MANY:
        for minute, child in enumerate(children[:MANY]):
            _read(actor, child, _at(month, 20, 15, minute // 2))


def _at(month: dt.date, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime.combine(month.replace(day=day), dt.time(hour, minute), ZONE)


def _read(actor: Actor, child_id: uuid.UUID, when: dt.datetime) -> None:
    with clock.held(when), transaction.atomic():
        wall.bind(actor)
        record("child.read", "child", actor=actor, child_id=child_id)


def _review_before(reviewer: Actor, last: dt.date) -> None:
    """Every month but the last is opened, judged and signed soon after it is over."""
    wall.bind(reviewer)
    for line in overview(reviewer).waiting:
        if line.month == last:
            continue
        when = dt.datetime.combine(
            month_after(line.month) + dt.timedelta(days=11), dt.time(9), ZONE
        )
        with clock.held(when):
            review = operations.open_review(line.unit_id, line.month, actor=reviewer)
            page = review_page(reviewer, review.pk)
            for item in page.items if page else ():
                operations.judge(item.id, judgement=Judgement.IN_ORDER, note="", actor=reviewer)
            operations.finish_review(review.pk, summary=SUMMARY, actor=reviewer)
