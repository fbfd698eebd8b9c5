"""How is a change of the county's data said as a sentence?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.regions.schema import DeadlineKey, Ladder, Region, Rung
from samsyn.responsibilities.engine import (
    ChangeAges,
    ChangeDeadline,
    ChangeDuty,
    ChangeRung,
    RemoveDuty,
    read_change,
)
from samsyn.responsibilities.queries.trial import duty_choices
from samsyn.responsibilities.queries.wording import listed, operation_name
from samsyn.responsibilities.rules import label, span_words

DEADLINES = {
    DeadlineKey.CALL_REPLY: gettext_lazy("Svara på en kallelse"),
    DeadlineKey.NEED_TO_CALL: gettext_lazy("Från behov till kallelse"),
    DeadlineKey.NEED_TO_MEETING: gettext_lazy("Från behov till möte"),
    DeadlineKey.PLAN_AGREEMENT: gettext_lazy("Komma överens om planen"),
    DeadlineKey.FOLLOW_UP: gettext_lazy("Följa upp planen"),
    DeadlineKey.CONSENT_ANSWER: gettext_lazy("Familjens svar"),
}


def rung_choices(county: Region, language: str) -> list[tuple[str, str]]:
    """Every rung of the county's ladders for deviations, by "ladder|rung", in words."""
    return [
        (
            f"{ladder.code}|{rung.code}",
            f"{_say(ladder, language)}: {_say(rung, language)}",
        )
        for ladder in county.ladders
        for rung in ladder.rungs
    ]


def _say(row: Ladder | Rung, language: str) -> str:
    return row.name_en if language.startswith("en") else row.name


def change_words(county: Region, row: Mapping[str, Any], language: str) -> str:
    """A change as a sentence in the reader's language; `county` is the county on its day."""
    change = read_change(row)
    if isinstance(change, ChangeDeadline):
        words = {"what": str(DEADLINES[change.key]), "days": change.days}
        if change.days is None:
            return _("%(what)s: ingen bestämd tid") % words
        return _("%(what)s: högst %(days)s dagar") % words
    if isinstance(change, ChangeRung):
        what = dict(rung_choices(county, language)).get(f"{change.ladder}|{change.rung}", "")
        words = {"what": what or change.rung, "days": change.days}
        if change.days is None:
            return _("%(what)s: ingen bestämd tid") % words
        return _("%(what)s: högst %(days)s dagar") % words
    try:
        operation = county.operation(change.operation)
    except LookupError:
        return change.operation
    name = operation_name(operation, language)
    if isinstance(change, ChangeAges):
        ages = span_words(change.ages, language)
        return _("%(name)s tar emot %(ages)s") % {"name": name, "ages": ages}
    texts = dict(duty_choices(county, operation, language))
    if isinstance(change, RemoveDuty):
        words = {"name": name, "duty": texts.get(change.duty, change.duty)}
        return _("%(name)s har inte längre uppgiften: %(duty)s") % words
    if isinstance(change, ChangeDuty):
        parts = [label(need, language).lower() for need in sorted(change.needs or ())]
        parts += [label(extent, language).lower() for extent in sorted(change.extents or ())]
        words = {"name": name, "duty": texts.get(change.duty, change.duty), "parts": listed(parts)}
        return _("%(name)s, %(duty)s gäller: %(parts)s") % words
    return name
