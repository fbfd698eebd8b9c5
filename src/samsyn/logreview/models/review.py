"""Which months of which units have been reviewed, what was looked at, and what was said?

Nothing here changes: a new judgement is a new row, and the conclusion is a row of its own.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samsyn.access.rules import Permission
from samsyn.deviations.models.walls import office
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.logreview.models.extract import EXTRACT
from samsyn.logreview.models.past_the_wall import REVIEWING
from samsyn.logreview.rules.review import Judgement
from samsyn.organisations.models import Unit

OF_PARTY = (
    "EXISTS (SELECT 1 FROM organisations_unit u WHERE u.id = unit_id"
    " AND u.party_id = (SELECT reviewed_party()))"
)
#: The reviews that the asking person meets decide what hangs on them.
OF_REVIEW = "EXISTS (SELECT 1 FROM logreview_review r WHERE r.id = review_id)"
OPEN = (
    f"{OF_REVIEW} AND NOT EXISTS (SELECT 1 FROM logreview_conclusion c"
    " WHERE c.review_id = {table}.review_id)"  # nosec B608  # SQL of our own words only
)
OWN_WORD = "by_user = (SELECT app_user())"


class Review(models.Model):
    """The review of one unit's log for one month: what was drawn, with which seed, by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="its first day")
    seed = models.CharField(
        max_length=64, help_text="drawn in secret; with it the sample is redrawn"
    )
    salt = models.CharField(
        max_length=64, help_text="of the children's words; never shown, unlike the seed"
    )
    events = models.IntegerField(help_text="events about children that month")
    last_event = models.BigIntegerField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()

    wall = Wall(see=OF_PARTY, unchangeable=True)
    wall_functions = (
        office("reviewed_party", "u.party_id", "uuid", Permission.LOG_REVIEW),
        *REVIEWING,
        *EXTRACT,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="one_review_per_unit_and_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="a_month_is_its_first_day"),
        ]


class Item(models.Model):
    """An event to look at, and why: drawn by chance, or by a rule."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="items")
    event_id = models.BigIntegerField(help_text="no foreign key: an event may be thinned out")
    rules = ArrayField(models.CharField(max_length=20))

    wall = Wall(see=OF_REVIEW, add=OPEN.format(table="logreview_item"), unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "event_id"], name="an_event_stands_once_in_a_review"
            ),
        ]


class Judged(models.Model):
    """What a reviewer said of an event; the last word holds."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="judged")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="judged")
    judgement = models.CharField(max_length=12, choices=stored(Judgement))
    note = models.TextField(blank=True, help_text="why; without names")
    at = models.DateTimeField()
    by_user = models.UUIDField()

    wall = Wall(
        see=OF_REVIEW,
        add=(
            f"{OPEN.format(table='logreview_judged')} AND {OWN_WORD}"
            " AND NOT log_item_is_own(item_id)"
        ),
        unchangeable=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(judgement=Judgement.IN_ORDER.value) | ~Q(note=""),
                name="what_is_not_in_order_says_why",
            ),
        ]


class Shown(models.Model):
    """A reviewer asked which child an event is about, and wrote why."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="shown")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="shown")
    why = models.CharField(max_length=300)
    at = models.DateTimeField()
    by_user = models.UUIDField()

    wall = Wall(
        see=OF_REVIEW,
        add=f"{OPEN.format(table='logreview_shown')} AND {OWN_WORD}",
        unchangeable=True,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="who_sees_a_child_says_why"),
        ]


class Conclusion(models.Model):
    """A review is finished and signed."""

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="conclusion")
    summary = models.TextField(help_text="what the review showed; without names")
    at = models.DateTimeField()
    by_user = models.UUIDField()

    wall = Wall(see=OF_REVIEW, add=f"{OF_REVIEW} AND {OWN_WORD}", unchangeable=True)
