"""What have children, young people and user organisations said, and what became of it?"""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.governance.models import Matter
from samsyn.participation import rules


class Method(models.Model):
    """A way to listen, in the county's method bank."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    text = models.TextField(help_text="what it is")
    fits_ages = models.CharField(max_length=60, blank=True)
    how = models.TextField(blank=True, help_text="how one does it, step by step")
    link = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "title"], name="one_method_per_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Voice(models.Model):
    """What a group said. Never who: no name, no number, and nothing is rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    heard_on = models.DateField()
    kind = models.CharField(max_length=20, choices=stored(rules.VoiceKind))
    group = models.CharField(max_length=160, help_text="which group, without names")
    method = models.ForeignKey(Method, null=True, blank=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=160, blank=True)
    said = models.TextField()
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True)

    class Meta:
        indexes = [models.Index(fields=["region", "heard_on"], name="voice_by_region")]

    def __str__(self) -> str:
        return self.group


class VoiceLink(models.Model):
    """Where a view led: to a matter, or to something else, and that the group was told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="links")
    matter = models.ForeignKey(
        Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    became = models.TextField(blank=True, help_text="what became of it")
    became_on = models.DateField(null=True, blank=True)
    told_back_on = models.DateField(null=True, blank=True)
    told_back_how = models.CharField(max_length=200, blank=True)
    linked_at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, columns=("became", "became_on", "told_back_on", "told_back_how"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voice", "matter"], name="a_view_meets_a_matter_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(became="", became_on__isnull=True)
                | (~Q(became="") & Q(became_on__isnull=False)),
                name="what_became_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(told_back_on__isnull=True) | ~Q(became=""),
                name="told_back_after_an_answer",
            ),
        ]
