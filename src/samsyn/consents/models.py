"""What has the family said yes or no to? Belongs to the unit that asked."""

import uuid

from django.db import models
from django.db.models import Q

from samsyn.children.models import OWN_UNIT, Child
from samsyn.consents import rules
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit

OF_OWN_CONSENT = (
    "EXISTS (SELECT 1 FROM consents_consent c WHERE c.id = consent_id"
    " AND c.unit_id = (SELECT app_unit()))"
)


class Consent(models.Model):
    """One question about sharing, with its answers. Derived state, see `rules.consent_state`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    case_id = models.UUIDField(null=True, db_index=True)
    purpose = models.TextField()
    covers = models.TextField()
    excludes = models.TextField(blank=True)
    how = models.CharField(max_length=12, choices=stored(rules.How))
    given_on = models.DateField()
    valid_until = models.DateField()
    child_stance = models.CharField(max_length=12, choices=stored(rules.ChildStance))
    maturity_note = models.TextField(blank=True)
    consequences_explained = models.BooleanField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    wall = Wall(see=OWN_UNIT, columns=("withdrawn_on", "withdrawn_by"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_by=""),
                name="a_withdrawal_says_who",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=models.F("given_on")),
                name="a_consent_ends_after_it_was_given",
            ),
        ]


class ConsentAnswer(models.Model):
    """What one giver answered."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="answers")
    giver = models.CharField(max_length=12, choices=stored(rules.Giver))
    name = models.CharField(max_length=120)
    yes = models.BooleanField()

    wall = Wall(see=OF_OWN_CONSENT, unchangeable=True)


class ConsentUnit(models.Model):
    """A unit that the consent covers."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)

    wall = Wall(see=OF_OWN_CONSENT, unchangeable=True)
