"""What does the action plan say, who decided and signed it, and how is it going? Versions stay."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samsyn.actionplans import rules
from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.governance.models import Arena
from samsyn.organisations.models import Assignment

#: The open site meets plans that have been decided once, and the versions that were.
OF_DECIDED = (
    "EXISTS (SELECT 1 FROM actionplans_actionplan p WHERE p.id = plan_id AND p.holds IS NOT NULL)"
)
DECIDED_VERSION = (
    "EXISTS (SELECT 1 FROM actionplans_actionplan p WHERE p.id = plan_id AND p.holds >= {number})"
    " AND EXISTS (SELECT 1 FROM actionplans_plandecision d"
    " WHERE d.plan_id = {table}.plan_id AND d.version = {number})"
)


class ActionPlan(models.Model):
    """A development plan (handlingsplan) of an arena, for a period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="action_plans")
    decided_by = ArrayField(
        models.CharField(max_length=80), default=list, help_text="codes of arenas that must decide"
    )
    period_from = models.DateField()
    precision = models.CharField(max_length=10, default="day")
    period_to = models.DateField(null=True, blank=True, help_text="first day after it")
    state = models.CharField(max_length=10, choices=stored(rules.State))
    state_since = models.DateTimeField()
    current = models.PositiveIntegerField(default=0, help_text="number of the latest version")
    holds = models.PositiveIntegerField(null=True, help_text="latest version that was decided")
    closed_why = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    wall = Wall(see=ANYONE, open="holds IS NOT NULL")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="one_action_plan_per_code"),
            models.CheckConstraint(
                condition=Q(period_to__isnull=True) | Q(period_to__gt=F("period_from")),
                name="a_plan_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decided", "running"]) | Q(holds__isnull=False),
                name="what_is_decided_has_a_version_that_holds",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActionPlanVersion(models.Model):
    """What the plan said at one moment, and why it was written anew."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    why = models.TextField(blank=True, help_text="of a revision")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT)

    wall = Wall(
        see=ANYONE,
        unchangeable=True,
        open=DECIDED_VERSION.format(number="number", table="actionplans_actionplanversion"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="one_action_plan_version_per_number"
            ),
        ]


class PlanDecision(models.Model):
    """An arena's decision on a version. The day is empty when the source does not tell."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="decisions")
    version = models.PositiveIntegerField()
    arena = models.CharField(max_length=80, help_text="code of an arena")
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField()

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_DECIDED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version", "arena"], name="an_arena_decides_once_on_a_plan"
            ),
        ]


class PlanSignature(models.Model):
    """An office has signed a version, through the assignment of somebody who holds it."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveIntegerField()
    signatory = models.CharField(max_length=40, help_text="identity within the version")
    office = models.CharField(max_length=160)
    organisation = models.CharField(max_length=160)
    signed_on = models.DateField()
    by = models.ForeignKey(Assignment, on_delete=models.PROTECT)

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_DECIDED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "version", "signatory"], name="an_office_signs_once"
            ),
        ]


class RowStatus(models.Model):
    """How it goes with a row in a tertial or a year. Of several, the latest holds."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="statuses")
    row = models.CharField(max_length=80, help_text="identity of a row")
    period = models.CharField(max_length=10, help_text='"2017 T1" or "2017"')
    status = models.CharField(max_length=12, choices=stored(rules.Status))
    comment = models.TextField(blank=True)
    reported_at = models.DateTimeField()
    by = models.ForeignKey(Assignment, null=True, on_delete=models.PROTECT)

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_DECIDED)

    class Meta:
        indexes = [models.Index(fields=["plan", "row", "period"], name="status_by_row")]
