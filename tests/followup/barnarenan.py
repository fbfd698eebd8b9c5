"""Barnarenan as its county package opens it: seats and the seventeen matters of document 000."""

import datetime as dt

from django.utils import timezone

from samsyn.access.rules import Actor
from samsyn.followup.operations import open_county
from samsyn.governance.models import Arena

CODE = "jamtland-harjedalen"
START, END = dt.date(2016, 10, 1), dt.date(2017, 10, 31)


def barnarenan() -> Arena:
    """The county is opened; its arena for children."""
    open_county(CODE, actor=Actor.system(CODE))
    return Arena.objects.get(region=CODE, code="barnarenan")


def noon(day: dt.date) -> dt.datetime:
    """Twelve o'clock where the users are."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
