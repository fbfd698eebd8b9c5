"""Who may see what of another unit's record? A release; and what was received stays received."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samsyn.children.models import Child
from samsyn.consents.models import Consent
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit
from samsyn.releases.rules import Ground

FROM_OWN_UNIT = "from_unit_id = (SELECT app_unit())"
OF_OWN_CASE = f"{FROM_OWN_UNIT} AND owns_case(matter_id, child_id)"
EITHER_SIDE = f"{FROM_OWN_UNIT} OR to_unit_id = (SELECT app_unit())"


def released(matter: str, scope: str = "") -> str:
    """SQL: the asking unit holds a release of `matter` today (with `scope`, if given)."""
    within = f" AND '{scope}' = ANY (r.scopes)" if scope else ""
    return (
        f"EXISTS (SELECT 1 FROM releases_release r WHERE r.matter_id = {matter}"  # nosec B608  # SQL of our own words only
        " AND r.to_unit_id = (SELECT app_unit()) AND r.revoked_at IS NULL"
        f" AND r.valid_until >= (SELECT app_today()){within})"
    )


class Release(models.Model):
    """A decision to let another unit see: what, from, to, ground, decided by, until."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    matter_id = models.UUIDField(help_text="the case that is shared")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="releases_given")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="releases_had")
    scopes = ArrayField(models.CharField(max_length=12))
    ground = models.CharField(max_length=30, choices=stored(Ground))
    statute = models.CharField(max_length=120, help_text="citation valid on the day")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, db_constraint=True)
    note = models.TextField(blank=True, help_text="the weighing, when no consent carries it")
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    valid_until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=200, blank=True)

    wall = Wall(
        see=EITHER_SIDE,
        add=OF_OWN_CASE,
        change=FROM_OWN_UNIT,
        columns=("revoked_at", "revoked_why"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground=Ground.CONSENT.value) | Q(consent__isnull=False),
                name="consent_as_ground_names_the_consent",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_why=""),
                name="a_revoked_release_says_why",
            ),
            models.UniqueConstraint(
                fields=["matter_id", "to_unit", "ground"],
                condition=Q(revoked_at__isnull=True),
                name="one_living_release_per_matter_unit_and_ground",
            ),
        ]
        indexes = [
            models.Index(fields=["to_unit", "matter_id"], name="release_by_receiver_matter"),
            models.Index(fields=["from_unit", "child"], name="release_by_sender_child"),
        ]


class ReceivedCopy(models.Model):
    """What a unit received, as it stood that day. Never changed; kept after a withdrawal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="copies")
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="copies_sent")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="copies_had")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    content = models.JSONField()
    received_at = models.DateTimeField()

    wall = Wall(
        see=EITHER_SIDE,
        add="EXISTS (SELECT 1 FROM releases_release r WHERE r.id = release_id"  # nosec B608  # SQL of our own words only
        " AND r.from_unit_id = releases_receivedcopy.from_unit_id"
        " AND r.to_unit_id = releases_receivedcopy.to_unit_id"
        " AND r.child_id = releases_receivedcopy.child_id AND r.revoked_at IS NULL"
        " AND r.valid_until >= (SELECT app_today())"
        f" AND (r.{FROM_OWN_UNIT} OR (releases_receivedcopy.kind = 'plan'"
        " AND r.to_unit_id = (SELECT app_unit()))))",
        unchangeable=True,
    )

    class Meta:
        indexes = [models.Index(fields=["to_unit", "child"], name="copy_by_receiver_child")]
