"""On which grounds may what be released, and does a release hold? Pure."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from samsyn.foundation.words import Word


class Scope(Word):
    """What a release gives sight of."""

    NEED = "need", "Behovet", "The need"
    CALL = "call", "Den egna kallelsen och det mötet", "The unit's own call and that meeting"
    MEETING = "meeting", "Alla kallelser och möten", "All calls and meetings"
    PLAN = "plan", "Planen", "The plan"
    ATTACHMENT = "attachment", "Bilagorna", "The attachments"


class Ground(Word):
    """The legal ground that a release rests on; the value names a statute in `laws`."""

    CONSENT = "consent_secrecy", "Samtycke", "Consent"
    HEALTH_TO_SOCIAL = (
        "health_social_release",
        "Från hälso- och sjukvård till socialtjänst, barn under 18 år",
        "From health care to social services, child under 18",
    )
    SOCIAL_TO_HEALTH = (
        "social_health_release",
        "Från socialtjänst till hälso- och sjukvård, barn under 18 år",
        "From social services to health care, child under 18",
    )
    DUTY_BY_LAW = "duty_by_law", "Skyldighet enligt lag", "Duty by law"

    @property
    def needs_consent(self) -> bool:
        """Whether the ground falls with the consent."""
        return self is Ground.CONSENT


def holds(*, revoked: bool, valid_until: dt.date, today: dt.date) -> bool:
    """Whether a release gives sight today. The database's policies say the same in SQL."""
    return not revoked and today <= valid_until


#: What tells where a child can be found, or when and where it is met.
PLACES = frozenset({"place", "meets_at", "where", "unit_name", "lead_unit_name"})


def without_places(content: Any) -> Any:
    """A copy's content without what tells where the child is: places, times and units' names."""
    if isinstance(content, Mapping):
        return {k: "" if k in PLACES else without_places(v) for k, v in content.items()}
    if isinstance(content, list | tuple):
        return [without_places(row) for row in content]
    return content
