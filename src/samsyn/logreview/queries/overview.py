"""Which months of which units are reviewed, under way or late?"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting
from samsyn.logreview.models import Conclusion, Item, Judged
from samsyn.logreview.queries.past_the_wall import months_waiting, months_with_events
from samsyn.logreview.queries.reviews import reviews_for
from samsyn.logreview.rules.review import last_day, month_after, month_of
from samsyn.organisations.models import Unit

#: Months that the overview goes back.
BACK = 6


@dataclass(frozen=True)
class MonthLine:
    """One unit's month: how much there is, and how far its review has come."""

    unit_id: uuid.UUID
    unit: str
    month: dt.date
    events: int
    due: dt.date
    review_id: uuid.UUID | None
    judged: int
    items: int
    is_finished: bool

    @property
    def is_late(self) -> bool:
        """Whether it should have been finished."""
        return not self.is_finished and self.due < clock.today()


@dataclass(frozen=True)
class Overview:
    """Months that are over, the oldest that waits first, and those that are finished."""

    waiting: tuple[MonthLine, ...]
    finished: tuple[MonthLine, ...]

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(line.is_late for line in self.waiting)


def overview(actor: Actor) -> Overview:
    """The months of the own party's units, half a year back."""
    found = list(_lines(actor))
    return Overview(
        tuple(line for line in found if not line.is_finished),
        tuple(line for line in reversed(found) if line.is_finished),
    )


def _lines(actor: Actor) -> Iterator[MonthLine]:
    this = month_of(clock.today())
    since = month_after(this, -BACK)
    known = {(r.unit_id, r.month): r for r in _reviews(actor, since)}
    units = {unit.pk: unit for unit in Unit.objects.filter(party_id=actor.own_party)}
    for unit_id, month, events in months_with_events(since):
        if month >= this or unit_id not in units:
            continue
        review = known.get((unit_id, month))
        yield MonthLine(
            unit_id, units[unit_id].name, month, events, last_day(month),
            review.pk if review else None, review.judged_count if review else 0,
            review.item_count if review else 0, bool(review and review.has_conclusion),
        )  # fmt: skip


def _reviews(actor: Actor, since: dt.date) -> list[Any]:
    """The reviews of the months that are shown; each number is counted by itself."""
    rows = reviews_for(actor).filter(month__gte=since)
    rows = rows.annotate(
        item_count=_number(Item.objects.all(), "pk"),
        judged_count=_number(Judged.objects.all(), "item"),
        has_conclusion=Exists(Conclusion.objects.filter(review_id=OuterRef("pk"))),
    )
    return list(rows)


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many different ones hang on the review, without a join to the others."""
    mine = rows.filter(review=OuterRef("pk")).order_by().values("review")
    return Coalesce(Subquery(mine.annotate(n=Count(of, distinct=True)).values("n")), 0)


def log_turns(actor: Actor) -> tuple[Waiting, ...]:
    """One line for each month that waits to be reviewed, however many units."""
    if not actor.may(Permission.LOG_REVIEW):
        return ()
    this, months = month_of(clock.today()), dict[dt.date, int]()
    for _unit, month in months_waiting(month_after(this, -BACK), month_after(this, -1)):
        months[month] = months.get(month, 0) + 1
    return tuple(
        Waiting(
            what=_("Granska loggen för %(month)s") % {"month": month_text(month)},
            about=ngettext("%(n)s enhet", "%(n)s enheter", count) % {"n": count},
            url=reverse("logreview:overview"),
            since_on=month_after(month),
            due=last_day(month),
        )
        for month, count in sorted(months.items())
    )


def month_text(month: dt.date) -> str:
    """A month in words."""
    return date_format(month, "F Y")
