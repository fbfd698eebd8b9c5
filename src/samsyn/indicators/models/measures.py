"""Which measures does a county follow, and what have they shown? Figures are stored as shown."""

import uuid

from django.db import models
from django.db.models import F, Q

from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.indicators import rules
from samsyn.indicators.models.counting import COUNTING


class Measure(models.Model):
    """A measure (mått) of a county: what it means, where it comes from, and when it is hidden."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60, help_text="code of the region package")
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=160)
    definition = models.TextField()
    unit = models.CharField(max_length=10, choices=stored(rules.MeasureUnit))
    kind = models.CharField(max_length=10, choices=stored(rules.Kind))
    source = models.CharField(max_length=200)
    direction = models.CharField(max_length=5, choices=stored(rules.Direction))
    threshold = models.PositiveSmallIntegerField(default=rules.DEFAULT_THRESHOLD)
    threshold_note = models.CharField(max_length=200, blank=True, help_text="who decided, when")
    is_sensitive = models.BooleanField(
        default=False, help_text="also hidden when all gave the same answer"
    )
    needs = models.TextField(blank=True, help_text="what is missing before it can be counted")
    kpi = models.CharField(max_length=10, blank=True, help_text="identity in Kolada")
    kpi_title = models.CharField(max_length=300, blank=True, help_text="title in Kolada")
    is_active = models.BooleanField(default=True)
    stopped_on = models.DateField(null=True, blank=True, help_text="the last day of its source")
    stopped_why = models.CharField(max_length=300, blank=True)

    wall = Wall(see=ANYONE, open=ANYONE)
    wall_functions = COUNTING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "key"], name="one_measure_per_key"),
            models.CheckConstraint(
                condition=Q(is_active=True, stopped_on__isnull=True)
                | (Q(is_active=False, stopped_on__isnull=False) & ~Q(stopped_why="")),
                name="a_stopped_measure_says_when_and_why",
            ),
            models.CheckConstraint(condition=Q(threshold__gte=1), name="a_threshold_is_something"),
        ]

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One time that figures came in: counted, typed or read from a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=10, choices=stored(rules.Kind))
    file_name = models.CharField(max_length=200, blank=True)
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True)


class Observation(models.Model):
    """A figure for an area and a period. Of two for the same cell the later recorded holds.

    What is hidden is stored without its value: nothing in this table is too small to show.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="observations")
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="observations")
    area = models.CharField(max_length=60, blank=True, help_text="code of a party; '' the county")
    period_start = models.DateField()
    period_end = models.DateField(help_text="the last day, included")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    base = models.PositiveIntegerField(null=True, help_text="how many it rests on")
    is_suppressed = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    wall = Wall(see=ANYONE, unchangeable=True, open=ANYONE)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_suppressed=False) | Q(value__isnull=True, base__isnull=True),
                name="what_is_hidden_has_no_value",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="a_period_ends_after_it_begins"
            ),
        ]
        indexes = [
            models.Index(
                fields=["measure", "area", "period_start", "period_end", "-recorded_at", "-id"],
                name="latest_observation",
            )
        ]
