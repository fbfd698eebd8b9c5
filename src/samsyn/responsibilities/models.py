"""What has been agreed in the product since the county package was written?"""

from django.db import models

from samsyn.foundation.wall import ANYONE, Wall


class AdoptedChange(models.Model):
    """A change of who does what, or of a wait, that a version of an agreement brought from a day.

    ``origin`` is the version's identity. The kind ``ended`` takes its changes away again.
    """

    region = models.CharField(max_length=60)
    valid_from = models.DateField()
    change = models.JSONField()
    origin = models.UUIDField()
    source = models.CharField(max_length=450, help_text="agreement and version in words")
    adopted_at = models.DateTimeField()

    wall = Wall(see=ANYONE, unchangeable=True, open=ANYONE)

    class Meta:
        indexes = [models.Index(fields=["region", "valid_from"], name="adopted_change_by_day")]

    def __str__(self) -> str:
        return f"{self.source}: {self.change}"
