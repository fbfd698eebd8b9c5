"""What does the county's agreement say about this child today?"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.foundation import clock
from samsyn.regions import region
from samsyn.regions.schema import Operation, Region
from samsyn.responsibilities.engine import Age, Answer, age_refusal, who, who_to_ask_instead
from samsyn.responsibilities.queries import county as county_on
from samsyn.responsibilities.rules import span_words


def answer_of(
    code: str, born_on: dt.date, areas: Sequence[str], extent: str, setting: str
) -> Answer:
    """The engine's answer for a child's age today."""
    today = clock.today()
    return who(
        county_on(code, today),
        on=today,
        age=Age.from_birth(born_on, today),
        needs=frozenset(areas),
        extent=extent,
        setting=setting or None,
    )


def answer_for_child(
    code: str, born_on: dt.date, areas: Sequence[str], extent: str, setting: str
) -> dict[str, Any]:
    """The answer as kept with a need, with the version of the agreement that gave it."""
    today = clock.today()
    agreements = region(code).on(today).agreements
    return {
        **answer_of(code, born_on, areas, extent, setting).as_dict(),
        "on": today.isoformat(),
        "agreement": agreements[0].code if agreements else "",
    }


def outside_target_group(code: str, born_on: dt.date) -> str:
    """A sentence when the child is outside the ages of the county's agreement, else empty."""
    county, today = region(code), clock.today()
    age = Age.from_birth(born_on, today)
    if age in county.target_group:
        return ""
    return _("%(county)ss överenskommelse gäller %(ages)s. Personen är %(age)s år.") % {
        "county": county.name,
        "ages": span_words(county.target_group, get_language() or "sv"),
        "age": age.whole_years,
    }


def age_refusal_text(code: str, operation: str, unit: str, child: str, born_on: dt.date) -> str:
    """Why a unit's operation does not receive the child, and who does; empty when it does."""
    today, language = clock.today(), get_language() or "sv"
    county = county_on(code, today)
    age = Age.from_birth(born_on, today)
    try:
        refusal = age_refusal(county, operation, age, today)
    except LookupError:
        return ""
    if refusal is None:
        return ""
    text = _("Du kan inte bjuda in %(unit)s: %(why)s.") % {
        "unit": unit,
        "why": refusal.sentence(child, language),
    }
    instead = who_to_ask_instead(county, operation, age, on=today, extent="moderate")
    names = (
        ", ".join(dict.fromkeys(_name(row.operation, language) for row in instead.operations[:3]))
        if instead
        else ""
    )
    if names:
        text += " " + _("Nu ansvarar %(names)s.") % {"names": names}
    return text


def _name(operation: Operation, language: str) -> str:
    return operation.name_en if language == "en" else operation.name


def county_today(code: str) -> Region:
    """The county as it holds today, to be fetched once for a page and asked many times."""
    return county_on(code, clock.today())


def deadline_days(county: Region, key: str) -> int | None:
    """Days that the county has decided for a step, or None when it has not decided."""
    return county.deadline(key, county.day or clock.today())
