"""When does a page about a child show the way to a report?"""

import datetime as dt

from django import template

from samsyn.foundation import clock

register = template.Library()


@register.filter
def has_passed(day: dt.date | str | None) -> bool:
    """Whether a day, or its ISO text, lies before today; not for an empty value."""
    if not day:
        return False
    asked = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return asked < clock.today()
