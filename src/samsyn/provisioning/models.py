"""Which clients may provision a party, and what have they said of people and groups?"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from samsyn.accounts.models import User
from samsyn.organisations.models import Party, Unit


class ProvisioningClient(models.Model):
    """A party's directory that may provision, by a token that is kept as a digest only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    token_digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token")
    bounds = ArrayField(
        models.CharField(max_length=120), default=list, blank=True,
        help_text="domains of EPPN and first parts of HSA-ids that it may write; any when empty",
    )  # fmt: skip
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="a_token_ends_after_it_begins",
            ),
        ]


class ProvisionedPerson(models.Model):
    """A person as a party's directory has it. The person itself may work for other parties too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    user_name = models.CharField(max_length=200)
    external_id = models.CharField(max_length=200, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    is_active = models.BooleanField(null=True, help_text="empty when the directory took it away")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "party", Lower("user_name"), condition=Q(removed_at=None),
                name="one_person_per_user_name",
            ),
            models.UniqueConstraint(
                fields=["party", "user"], condition=Q(removed_at=None),
                name="a_person_once_per_directory",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["party", "external_id"], name="provisioned_by_external_id")]

    @property
    def may_work(self) -> bool:
        """Whether the directory says that the person is there."""
        return self.is_active is True and self.removed_at is None


class ProvisionedGroup(models.Model):
    """A group of a party's directory; who is in it has the role in the unit, once it is mapped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    display_name = models.CharField(max_length=200)
    external_id = models.CharField(max_length=200, blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)
    people = models.ManyToManyField(ProvisionedPerson, related_name="groups")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "party", Lower("display_name"), name="one_group_per_display_name"
            ),
            models.UniqueConstraint(fields=["unit", "role"], name="one_group_per_unit_and_role"),
            models.CheckConstraint(
                condition=Q(unit=None, role="") | (Q(unit__isnull=False) & ~Q(role="")),
                name="a_mapped_group_has_unit_and_role",
            ),
        ]
