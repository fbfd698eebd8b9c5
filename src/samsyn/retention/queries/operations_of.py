"""Which operations does the own party run, by name?"""

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.organisations.models import Unit
from samsyn.regions import region


def operation_choices(actor: Actor) -> list[tuple[str, str]]:
    """Operations of the party's units, open or closed, by name."""
    names = operation_names(actor)
    rows = Unit.objects.filter(party_id=actor.own_party).exclude(operation="")
    codes = set(rows.values_list("operation", flat=True))
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


def operation_names(actor: Actor) -> dict[str, str]:
    """The county's operations by code."""
    is_english = (get_language() or "").startswith("en")
    return {
        row.code: row.name_en if is_english else row.name
        for row in region(actor.region).on(clock.today()).operations
    }
