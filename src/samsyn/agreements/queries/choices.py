"""What can be chosen when an agreement is written?"""

from samsyn.access.rules import Actor
from samsyn.agreements.queries.rows import agreements_for, in_force, versions_for
from samsyn.foundation import clock
from samsyn.organisations.models import Party

Choices = list[tuple[str, str]]


def parent_choices(actor: Actor) -> Choices:
    """Agreements that another can lie under: not the local ones."""
    rows = agreements_for(actor).filter(local_party__isnull=True)
    return [(str(row.pk), row.name) for row in rows]


def party_choices(actor: Actor) -> Choices:
    """The county's parties."""
    rows = Party.objects.filter(region=actor.region).order_by("name")
    return [(str(row.pk), row.name) for row in rows]


def base_choices(actor: Actor) -> Choices:
    """Versions in force that a local document can build on."""
    rows = versions_for(actor).filter(agreement__local_party__isnull=True)
    return [(str(row.pk), str(row)) for row in in_force(rows, clock.today())]
