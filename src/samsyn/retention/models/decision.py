"""What has a party decided about how long it keeps, and what must not go for now?"""

from django.db import models
from django.db.models import Q

from samsyn.foundation.wall import Wall
from samsyn.foundation.words import stored
from samsyn.organisations.models import Party
from samsyn.retention.models.walls import KEPT, OFFICES, PROPOSING
from samsyn.retention.rules import Sphere, What

NO_SCHOOL_IN_A_REGION = (
    "sphere <> 'school' OR NOT EXISTS (SELECT 1 FROM organisations_party p"
    " WHERE p.id = retention_decision.party_id AND p.kind = 'region')"
)


class Decision(models.Model):
    """A party's decision on an operation's documents. A later one for the operation replaces it."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    operation = models.CharField(max_length=60, help_text="code in the county package")
    sphere = models.CharField(max_length=10, choices=stored(Sphere))
    years = models.PositiveSmallIntegerField()
    is_working_copy = models.BooleanField(default=False)
    reference = models.CharField(max_length=120, help_text="of the decision: diary number")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()

    wall = Wall(
        see=KEPT,
        add=f"{PROPOSING} AND recorded_by = (SELECT app_user()) AND ({NO_SCHOOL_IN_A_REGION})",
        unchangeable=True,
    )
    wall_functions = OFFICES

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(years__gte=1) & Q(years__lte=200), name="years_are_one_to_two_hundred"
            ),
            models.CheckConstraint(condition=~Q(reference=""), name="a_decision_has_a_reference"),
            models.CheckConstraint(
                condition=Q(sphere="school")
                | Q(sphere="care", is_working_copy=True)
                | Q(sphere="social", years__gte=5)
                | Q(sphere="care", years__gte=10),
                name="no_shorter_than_the_law_says",
            ),
        ]


class Hold(models.Model):
    """A stop: this must not go until the stop is lifted, whatever a list says."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=stored(What))
    thing_id = models.UUIDField(help_text="the case")
    unit_id = models.UUIDField()
    why = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    placed_by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)

    wall = Wall(see=KEPT, columns=("lifted_at", "lifted_by"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_stop_says_why"),
            models.UniqueConstraint(
                fields=["what", "thing_id", "unit_id"],
                condition=Q(lifted_at__isnull=True),
                name="one_living_stop_per_thing",
            ),
        ]
