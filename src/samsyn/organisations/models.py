"""Which parties, units and assignments are there, and from when to when?"""

import datetime as dt
import uuid
from typing import Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from samsyn.accounts.models import User
from samsyn.foundation.wall import ANYONE, Wall

M = TypeVar("M", bound=models.Model)


class DateRange(Func):
    """PostgreSQL's half-open daterange(from, to)."""

    function = "daterange"


class InForce(models.QuerySet[M]):
    """Rows with valid_from/valid_to, half-open."""

    def on(self, day: dt.date) -> Self:
        """Those in force on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


class Party(models.Model):
    """A huvudman or provider that has joined the county's agreement."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    region = models.CharField(max_length=60, help_text="code of the region package")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)

    wall = Wall(see=ANYONE, open=ANYONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="one_party_per_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of an operation: the compartment that owns what it writes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="units")
    operation = models.CharField(max_length=60, help_text="code of the operation in the region")
    name = models.CharField(max_length=120)
    town = models.CharField(max_length=60, blank=True)
    hsa_id = models.CharField(
        max_length=64, blank=True, help_text="the unit's name in HSA, that commissions point at"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    winding_up_from = models.DateField(
        null=True, blank=True,
        help_text="from this day it gets nothing new; it stays open until all in it is finished",
    )  # fmt: skip
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    above = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="below",
        help_text="the office that leads it; the top of a party has none",
    )  # fmt: skip

    objects = InForce.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["hsa_id"], condition=~Q(hsa_id=""), name="one_unit_per_hsa_id"
            ),
        ]
        indexes = [models.Index(fields=["party", "operation"], name="unit_by_party_operation")]

    def __str__(self) -> str:
        return self.name


class UnitWhat(models.TextChoices):
    """What happened to a unit."""

    OPENED = "opened"
    RENAMED = "renamed"
    PLACED = "placed"  # under another office
    DESCRIBED = "described"  # town or name in HSA
    WINDING_UP = "winding_up"  # goes into another unit, with open work left to finish
    CLOSED = "closed"
    REOPENED = "reopened"


class UnitChange(models.Model):
    """What a unit was called and where it stood before a day, and who wrote it down."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12, choices=UnitWhat.choices)
    from_on = models.DateField(help_text="the day from which it holds")
    was = models.CharField(max_length=200, blank=True)
    became = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    assignment_id = models.UUIDField(null=True, help_text="who wrote it; the set-up when empty")

    wall = Wall(see=ANYONE, unchangeable=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "from_on"], name="change_by_unit_day")]


class GivenBy(models.TextChoices):
    """Where an assignment comes from: only its source changes it."""

    ADMINISTRATOR = "administrator"
    CLAIMS = "claims"  # HSA commissions at log-in
    PROVISIONING = "provisioning"  # SCIM


class Assignment(models.Model):
    """A medarbetaruppdrag: this person works in this unit in this role, from and to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_by = models.CharField(
        max_length=20, choices=GivenBy.choices, default=GivenBy.ADMINISTRATOR
    )
    commission = models.CharField(
        max_length=64, blank=True, help_text="commissionHsaId when it comes from claims"
    )
    taken_over = models.PositiveIntegerField(
        default=0, help_text="things handed over that the person has not looked through"
    )

    objects = InForce.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="no_two_same_assignments_at_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        DateRange(F("valid_from"), F("valid_to")),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]


class Leave(models.Model):
    """Somebody is away from an assignment for a time; half-open. A substitute may stand in."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="leaves")
    away_from = models.DateField()
    away_to = models.DateField()
    substitute = models.ForeignKey(
        Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="given for the same days",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(away_to__gt=F("away_from")), name="leave_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["assignment", "away_to"], name="leave_by_assignment")]
