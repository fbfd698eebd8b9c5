"""Which faults recur and what became of each, and which deviations stand behind it?

`Pattern` is read by all who steer and never says anything that could point at a child: a number
that is too small is not in it at all. Which deviations it was made of, only who follows the
county's deviations sees.
"""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.actionplans.models import ActionPlan
from samsyn.deviations import rules as deviation_rules
from samsyn.deviations.models import Deviation
from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.governance.models import Matter
from samsyn.organisations.models import Party
from samsyn.patterns import rules
from samsyn.patterns.models.counting import COUNTING

FOLLOWS_COUNTY = "region = (SELECT followed_region())"
OF_FOLLOWED = (
    "EXISTS (SELECT 1 FROM patterns_pattern p WHERE p.id = pattern_id"
    " AND p.region = (SELECT followed_region()))"
)


class Pattern(models.Model):
    """A fault that recurs between parties, as it was when somebody recorded it.

    `count` and `before` are empty when they are too small to show; no other place keeps them.
    A pattern of one is a single deviation that has climbed to the top of the ladder.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    key = models.CharField(max_length=40, help_text="rules.Shape.key: what its deviations share")
    is_single = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=stored(deviation_rules.Kind))
    against = models.CharField(max_length=10, blank=True, choices=stored(deviation_rules.Against))
    document = models.CharField(max_length=60, blank=True, help_text="code in the county package")
    clause = models.CharField(max_length=80, blank=True)
    routine = models.CharField(max_length=120, blank=True)
    party_a = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    party_b = models.ForeignKey(Party, null=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.CharField(max_length=60, blank=True, help_text="code of that party")
    period_from = models.DateField()
    period_to = models.DateField(help_text="first day after it")
    count = models.PositiveIntegerField(null=True, help_text="empty when too small to show")
    before = models.PositiveIntegerField(null=True, help_text="in as long a time before; as count")
    reasons = models.JSONField(default=list, help_text="why it was flagged, with its numbers")
    basis = models.TextField(help_text="goes with the matter; points at nobody")
    state = models.CharField(max_length=10, choices=stored(rules.State))
    state_since = models.DateTimeField()
    found_on = models.DateField()
    matter = models.ForeignKey(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    dismissed_why = models.CharField(max_length=500, blank=True)
    answer = models.TextField(blank=True, help_text="what those who reported were told")
    answered_at = models.DateTimeField(null=True)
    plan = models.ForeignKey(ActionPlan, null=True, on_delete=models.PROTECT, related_name="+")
    plan_row = models.CharField(max_length=80, blank=True, help_text="identity of a row")
    outcome = models.CharField(max_length=500, blank=True, help_text="how it ended")

    wall = Wall(
        see=ANYONE,
        add=FOLLOWS_COUNTY,
        change=FOLLOWS_COUNTY,
        columns=(
            "state", "state_since", "matter_id", "dismissed_why", "answer", "answered_at",
            "plan_id", "plan_row", "outcome",
        ),
    )  # fmt: skip
    wall_functions = COUNTING

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"],
                condition=Q(is_single=False, state__in=[s.value for s in rules.OPEN]),
                name="one_open_pattern_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(state="dismissed") | ~Q(dismissed_why=""),
                name="a_dismissed_pattern_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["found", "dismissed"]) | Q(matter__isnull=False),
                name="a_raised_pattern_has_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                name="an_answered_pattern_says_what",
            ),
        ]
        indexes = [models.Index(fields=["region", "-state_since"], name="pattern_by_region")]

    def __str__(self) -> str:
        return self.title


class PatternStep(models.Model):
    """One move of a pattern."""

    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    action = models.CharField(max_length=12)
    from_state = models.CharField(max_length=10, blank=True)
    to_state = models.CharField(max_length=10, choices=stored(rules.State))
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, add=OF_FOLLOWED, unchangeable=True)

    class Meta:
        indexes = [models.Index(fields=["pattern", "id"], name="pattern_steps")]


class Member(models.Model):
    """A deviation behind a pattern, and when its reporter was told what became of it."""

    pattern = models.ForeignKey(Pattern, on_delete=models.PROTECT, related_name="members")
    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(null=True)

    wall = Wall(see=OF_FOLLOWED, columns=("told_at",))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "deviation"], name="a_deviation_is_once_in_a_pattern"
            ),
        ]
        indexes = [models.Index(fields=["deviation"], name="member_by_deviation")]
