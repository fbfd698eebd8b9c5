"""What stays at home: which child, who reported, the words as first written, what was dismissed."""

from django.db import models
from django.db.models import Q

from samsyn.cases.models import Case
from samsyn.children.models import OWN_UNIT, Child
from samsyn.deviations.models.deviation import Deviation
from samsyn.foundation.wall import Wall
from samsyn.organisations.models import Unit


class Origin(models.Model):
    """The reporter's own compartment: who, about which child, from what, and the words as written.

    Nothing of this is ever shared. When the report is about the own manager only the reporter
    meets it.
    """

    deviation = models.OneToOneField(Deviation, on_delete=models.PROTECT, related_name="origin")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    user_id = models.UUIDField(help_text="who reported")
    assignment_id = models.UUIDField(null=True)
    is_private = models.BooleanField(default=False)
    child = models.ForeignKey(Child, null=True, on_delete=models.PROTECT)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    plan_id = models.UUIDField(null=True)
    source_key = models.CharField(max_length=60, blank=True, help_text="of an accepted suggestion")
    happened_on = models.DateField(null=True)
    kept = models.JSONField(default=dict, help_text="part → text as written, before names went")
    answer_read_at = models.DateTimeField(null=True)

    wall = Wall(
        see=f"{OWN_UNIT} AND (NOT is_private OR user_id = (SELECT app_user()))",
        columns=("kept", "answer_read_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "source_key"], condition=~Q(source_key=""),
                name="a_suggestion_is_reported_once",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["unit", "child"], name="origin_by_unit_child")]


class Dismissal(models.Model):
    """A deviation that the product suggested and the unit did not report, with the reason."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    key = models.CharField(max_length=60, help_text="kind and identity of what was late or silent")
    child = models.ForeignKey(Child, on_delete=models.PROTECT)
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    wall = Wall(see=OWN_UNIT, unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], name="a_suggestion_is_dismissed_once"),
        ]
