"""Which follow-ups are written, what did auditors find, and what was done about it?"""

import uuid

from django.db import models
from django.db.models import F, Q

from samsyn.agreements.models import Agreement
from samsyn.followup import rules
from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.governance.models import Arena

OF_PUBLISHED = (
    "EXISTS (SELECT 1 FROM followup_yearlyreport r WHERE r.id = report_id"
    " AND r.state = 'published')"
)


class YearlyReport(models.Model):
    """A follow-up of an arena's period. Once frozen it never changes; it is corrected beside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="reports")
    period_from = models.DateField()
    period_to = models.DateField(help_text="the period's last day")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=stored(rules.ReportState))
    state_since = models.DateTimeField()
    current = models.PositiveIntegerField(default=1, help_text="number of the latest version")
    facts = models.JSONField(help_text="what it was last drafted from")
    fingerprint = models.CharField(max_length=64, help_text="of the facts")
    drafted_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_hash = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, open="state = 'published'")
    wall_functions = (
        """CREATE OR REPLACE FUNCTION report_stays_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF OLD.state <> 'draft' AND (NEW.state = 'draft'
             OR (OLD.state = 'published' AND NEW.state <> 'published')
             OR (NEW.title, NEW.arena_id, NEW.period_from, NEW.period_to, NEW.current, NEW.facts,
                 NEW.frozen_at, NEW.frozen_hash)
                IS DISTINCT FROM
                (OLD.title, OLD.arena_id, OLD.period_from, OLD.period_to, OLD.current, OLD.facts,
                 OLD.frozen_at, OLD.frozen_hash)) THEN
            RAISE EXCEPTION 'a frozen report never changes' USING ERRCODE = '23514';
          END IF;
          RETURN NEW;
        END $$""",
        "DROP TRIGGER IF EXISTS stays_frozen ON followup_yearlyreport",
        "CREATE TRIGGER stays_frozen BEFORE UPDATE ON followup_yearlyreport"
        " FOR EACH ROW EXECUTE FUNCTION report_stays_frozen()",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="a_report_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", frozen_at__isnull=True, frozen_hash="")
                | (~Q(state="draft") & Q(frozen_at__isnull=False) & ~Q(frozen_hash="")),
                name="what_is_frozen_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="what_is_published_has_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["region", "period_to"], name="report_by_region")]

    def __str__(self) -> str:
        return self.title


class ReportVersion(models.Model):
    """The text of a follow-up as it was saved once."""

    report = models.ForeignKey(YearlyReport, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    sections = models.JSONField()
    saved_at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(
        see=ANYONE,
        add="EXISTS (SELECT 1 FROM followup_yearlyreport r WHERE r.id = report_id"
        " AND r.state = 'draft')",
        unchangeable=True,
        open="EXISTS (SELECT 1 FROM followup_yearlyreport r WHERE r.id = report_id"
        " AND r.state = 'published' AND r.current = number)",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_version_per_save"),
        ]


class ReportCorrection(models.Model):
    """What was wrong in a frozen follow-up and what is right: said openly beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(YearlyReport, on_delete=models.PROTECT, related_name="corrections")
    section = models.CharField(max_length=20, blank=True, help_text="key of the section")
    text = models.TextField(help_text="what is right")
    why = models.TextField()
    corrected_on = models.DateField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_PUBLISHED)


class Finding(models.Model):
    """What auditors found about the collaboration."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    key = models.CharField(max_length=60, blank=True, help_text="of the county package")
    title = models.CharField(max_length=200)
    text = models.TextField()
    found_by = models.CharField(max_length=160)
    found_on = models.DateField()
    precision = models.CharField(max_length=10, default="day")
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "key"], condition=~Q(key=""), name="one_finding_per_key"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FindingAnswer(models.Model):
    """What was answered, by office and never by name. A later answer is a later row."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    answered_by = models.CharField(max_length=160)
    answered_on = models.DateField(null=True, blank=True, help_text="empty: no source says when")
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True)


class FindingMeasure(models.Model):
    """What is done about a finding, and the proof of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="measures")
    place = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    arena = models.ForeignKey(Arena, null=True, blank=True, on_delete=models.PROTECT)
    agreement = models.ForeignKey(Agreement, null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=stored(rules.MeasureState))
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, default="day")
    proof = models.TextField(blank=True)
    proof_link = models.URLField(max_length=500, blank=True)
    added_at = models.DateTimeField()

    wall = Wall(
        see=ANYONE, columns=("state", "due_on", "done_on", "precision", "proof", "proof_link")
    )

    class Meta:
        ordering = ["place", "added_at"]


class MeasureStep(models.Model):
    """What was reported of a measure, and when."""

    measure = models.ForeignKey(FindingMeasure, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    to_state = models.CharField(max_length=12, choices=stored(rules.MeasureState))
    text = models.TextField(blank=True)
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True)
