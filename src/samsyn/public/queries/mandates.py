"""What can be said of an arena's task description on a day, and what does it say?"""

import uuid
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.governance.models import MandateText
from samsyn.governance.queries import ArenaMandate
from samsyn.governance.rules import MANDATE_PARTS, MandateState

TAGS = {MandateState.VALID: "done", MandateState.OUTDATED: "wait", MandateState.MISSING: "late"}


@dataclass(frozen=True)
class MandateLine:
    """The state of an arena's mandate, with how it is marked."""

    mandate: ArenaMandate

    @property
    def words(self) -> str:
        """Gällande sedan februari 2022."""
        return _("%(state)s sedan %(day)s") % {
            "state": self.mandate.state_label,
            "day": self.mandate.since_text,
        }

    @property
    def tag(self) -> str:
        return TAGS[self.mandate.state]


def mandate_parts(text_id: uuid.UUID | None) -> tuple[tuple[str, str], ...]:
    """What an adopted text says, part by part with headings; parts that are empty are left out."""
    text = MandateText.objects.filter(pk=text_id).first() if text_id else None
    if text is None:
        return ()
    english = (get_language() or "").startswith("en")
    return tuple(
        (in_english if english else swedish, getattr(text, part))
        for part, swedish, in_english in MANDATE_PARTS
        if getattr(text, part)
    )
