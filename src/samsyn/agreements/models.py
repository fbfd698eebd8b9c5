"""Which agreements are there, what do their versions say and who has adopted them?"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from samsyn.accounts.models import User
from samsyn.agreements import rules
from samsyn.foundation.wall import ANYONE, Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Assignment, DateRange, Party, Unit

#: A version that the open site shows: everything that has left the writing table.
SHOWN = "state IN ('recommended', 'signed', 'in_force', 'ended')"
#: An agreement that the open site names: known from the sources, or with such a version.
KNOWN = (
    "known_from IS NOT NULL OR EXISTS (SELECT 1 FROM agreements_version v"
    " WHERE v.agreement_id = agreements_agreement.id"
    " AND v.state IN ('recommended', 'signed', 'in_force', 'ended'))"
)
OF_SHOWN = (
    "EXISTS (SELECT 1 FROM agreements_version v WHERE v.id = version_id"
    " AND v.state IN ('recommended', 'signed', 'in_force', 'ended'))"
)


class Agreement(models.Model):
    """An agreement or guideline between the parties, one under another, or local to one party."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60)
    code = models.SlugField(max_length=80)
    name = models.CharField(max_length=300)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    owner_arena = models.CharField(max_length=80, blank=True, help_text="code of an arena")
    local_party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, help_text="a local document's party"
    )
    ages_from = models.CharField(max_length=12, blank=True)
    ages_to = models.CharField(max_length=12, blank=True, help_text="first age outside")
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    known_from = models.DateField(
        null=True, blank=True, help_text="from when a source knows it, also without a version"
    )
    precision = models.CharField(max_length=10, default="day")
    has_training = models.BooleanField(default=False)

    wall = Wall(see=ANYONE, open=KNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="one_agreement_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class AgreementParty(models.Model):
    """A party to an agreement, from and to."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, blank=True)

    wall = Wall(see=ANYONE, open=ANYONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="a_party_joins_once"),
        ]


class Version(models.Model):
    """An edition of an agreement. Its text is closed when it leaves draft and comments."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=stored(rules.State))
    state_since = models.DateTimeField()
    summary = models.TextField(blank=True, help_text="what is new, for those who decide")
    for_children = models.TextField(blank=True, help_text="what it changes for children")
    has_cost = models.BooleanField(default=False)
    changes_responsibility = models.BooleanField(default=False)
    adoption_is_known = models.BooleanField(default=True)
    recommended_on = models.DateField(null=True, blank=True)
    recommended_by = models.CharField(max_length=80, blank=True, help_text="code of an arena")
    recommended_paragraph = models.CharField(max_length=20, blank=True)
    answer_by = models.DateField(null=True, blank=True, help_text="when the parties should be done")
    valid_from = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, default="day")
    valid_to = models.DateField(null=True, blank=True)
    to_precision = models.CharField(max_length=10, default="day")
    built_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT,
        help_text="the regional version that a local document builds on",
    )  # fmt: skip
    changes = models.JSONField(default=list, help_text="what it changes in the county's data")
    trial = models.JSONField(null=True, blank=True, help_text="outcome of trying the changes")
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)

    wall = Wall(see=ANYONE, open=SHOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_per_place"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="a_version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["in_force", "ended"]) | Q(valid_from__isnull=False),
                name="what_is_in_force_has_a_day",
            ),
            ExclusionConstraint(
                name="never_two_versions_in_force_at_once",
                expressions=[
                    ("agreement", RangeOperators.EQUAL),
                    (DateRange(F("valid_from"), F("valid_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=["in_force", "ended"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.name}, {self.label}"


class Clause(models.Model):
    """A numbered part of a version; the rest of the product points at these."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clauses")
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    heading = models.CharField(max_length=200)
    text = models.TextField(blank=True)

    wall = Wall(
        see=ANYONE,
        add="EXISTS (SELECT 1 FROM agreements_version v WHERE v.id = version_id)",
        change="EXISTS (SELECT 1 FROM agreements_version v WHERE v.id = version_id"
        " AND v.state IN ('draft', 'referral'))",
        remove="EXISTS (SELECT 1 FROM agreements_version v WHERE v.id = version_id"
        " AND v.state IN ('draft', 'referral'))",
        open=OF_SHOWN,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="one_clause_per_number"),
        ]
        ordering = ["place"]


class VersionStep(models.Model):
    """One move of a version: what, when, by whom and why."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="steps")
    at = models.DateTimeField()
    action = models.CharField(max_length=20)
    to_state = models.CharField(max_length=12, choices=stored(rules.State))
    why = models.TextField(blank=True)
    by = models.UUIDField(null=True, help_text="assignment")

    wall = Wall(see=ANYONE, unchangeable=True)


class Comment(models.Model):
    """A party's answer while a version was out for comments (remiss)."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="comments")
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    text = models.TextField()
    given_on = models.DateField()
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True)


class Passage(models.Model):
    """What an arena said when a version passed it on its way to the parties."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="passages")
    arena = models.CharField(max_length=80, help_text="code of an arena")
    outcome = models.CharField(max_length=12, choices=stored(rules.PassageOutcome))
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField()

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_SHOWN)


class Treatment(models.Model):
    """A party's decision on a version. A correction is a later row; nothing is rewritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="treatments")
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=20, choices=stored(rules.Outcome))
    board = models.CharField(max_length=120)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=20, blank=True)
    change = models.TextField(blank=True)
    clauses = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    why = models.TextField(blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_SHOWN)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="adopted_with_change") | ~Q(change=""),
                name="a_change_is_written_out",
            ),
        ]
        indexes = [models.Index(fields=["version", "party", "recorded_at"], name="treatment_of")]


class Signature(models.Model):
    """That a party's office has signed a version. The office, never a name."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    office = models.CharField(max_length=120)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_SHOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "party"], name="a_party_signs_once"),
        ]


class Reminder(models.Model):
    """That a party which has not treated a version was reminded."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reminders")
    party = models.ForeignKey(Party, on_delete=models.PROTECT)
    sent_at = models.DateTimeField()
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True)


class Review(models.Model):
    """A yearly review of the version in force."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    outcome = models.CharField(max_length=12, choices=stored(rules.ReviewOutcome))
    text = models.TextField()
    arena = models.CharField(max_length=80, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    by = models.UUIDField(null=True)

    wall = Wall(see=ANYONE, unchangeable=True, open=OF_SHOWN)


class Reading(models.Model):
    """That somebody has read a version, and how the short training went."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="readings")
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    read_at = models.DateTimeField()
    right_answers = models.PositiveSmallIntegerField(null=True)
    questions = models.PositiveSmallIntegerField(null=True)

    wall = Wall(see=ANYONE, add="user_id = (SELECT app_user())", unchangeable=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "version"], name="reading_by_unit")]
