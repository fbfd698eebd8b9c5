"""Which children have been placed, when the papers that said so have gone?"""

from django.db import models

from samsyn.foundation.wall import Wall
from samsyn.organisations.models import Party


class Placed(models.Model):
    """A case or a copy of the party's said that the child was placed, and has been weeded.

    Social services keep all that they have of a placed child, so the fact must outlive the papers
    of others in the party. Weeding writes and reads it; nobody else meets it.
    """

    child_id = models.UUIDField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    wall = Wall(see="false", add="false", unchangeable=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child_id", "party"], name="a_party_remembers_a_child_once"
            ),
        ]
