"""Who in a family may open whose pages, given by which unit, until when?"""

import uuid

from django.db import models
from django.db.models import F, Q

from samsyn.accounts.models import User
from samsyn.children.models import OWN_UNIT, Child, Guardian
from samsyn.family.models.seeing import FUNCTIONS
from samsyn.family.rules import Relation
from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Unit

OWN_ACCESS = "user_id = (SELECT app_user())"


class FamilyAccess(models.Model):
    """One unit lets a child or a guardian see what the unit itself has about the child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=10, choices=stored(Relation))
    guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, null=True, help_text="none when it is the child itself"
    )
    name = models.CharField(max_length=120, help_text="of the guardian, as the unit knows it")
    given_at = models.DateTimeField()
    given_by = models.UUIDField(null=True)
    valid_until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    wall = Wall(
        see=f"{OWN_UNIT} OR {OWN_ACCESS}",
        add=OWN_UNIT,
        change=OWN_UNIT,
        columns=("ended_at", "ended_by"),
    )
    wall_functions = FUNCTIONS

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "unit", "user"],
                condition=Q(ended_at__isnull=True),
                name="one_living_access_per_person_child_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(relation=Relation.SELF.value, guardian__isnull=True)
                | Q(relation=Relation.GUARDIAN.value, guardian__isnull=False),
                name="an_access_of_a_guardian_names_it",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")),
                name="an_access_ends_after_it_was_given",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"],
                name="living_access_of_a_person",
                condition=Q(ended_at__isnull=True),
            ),
        ]
