"""The county's method bank grows."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Refused
from samsyn.participation.access import check_may_write
from samsyn.participation.models import Method


@dataclass(frozen=True)
class Way:
    """A way to listen, as it is written down."""

    title: str
    text: str
    fits_ages: str = ""
    how: str = ""
    link: str = ""


@operation
def add_method(way: Way, *, actor: Actor) -> Method:
    """Add a way to listen to the county's method bank."""
    check_may_write(actor)
    title = way.title.strip()
    if Method.objects.filter(region=actor.region, title__iexact=title).exists():
        raise Refused(_("Det finns redan en metod med det namnet."), field="title")
    method = Method.objects.create(
        region=actor.region,
        title=title,
        text=way.text.strip(),
        fits_ages=way.fits_ages.strip(),
        how=way.how.strip(),
        link=way.link,
        added_at=clock.now(),
        by=actor.assignment_id,
    )
    record("method.added", method, actor=actor)
    return method
