"""Is what was written a plan that can be saved, and one that can be decided on?"""

import re
from collections import Counter

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.actionplans import rules
from samsyn.actionplans.models import ActionPlan
from samsyn.actionplans.queries.plans import content_of, goal_texts
from samsyn.agreements.models import Agreement
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.organisations.models import Party

_IDENTITY = re.compile(r"[a-z0-9_-]{1,80}")


def check_content(content: rules.Content, plan: ActionPlan, actor: Actor) -> None:
    """Refuse a row without area, a name that nobody knows, and a row that is there twice."""
    ids = Counter([row.id for row in content.rows])
    if any(count > 1 for count in ids.values()) or not all(map(_IDENTITY.fullmatch, ids)):
        raise Refused(_("Två rader har samma namn. Ladda om sidan."))
    for row in content.rows:
        if not row.area.strip():
            raise Refused(_("Skriv vilket område varje rad gäller."))
        if len(row.measures) > rules.MOST_MEASURES:
            raise Refused(
                _("Raden %(area)s har fler än %(most)s mått.")
                % {"area": row.area, "most": rules.MOST_MEASURES}
            )
    if any(not s.office.strip() or not s.organisation.strip() for s in content.signatories):
        raise Refused(_("Skriv både befattning och organisation för den som skriver under."))
    _check_names(content, content_of(plan), actor)


def _check_names(content: rules.Content, before: rules.Content, actor: Actor) -> None:
    """Agreements, parties and goals must be the county's. What stood there before may stay."""
    for part, known, message in (
        (
            "agreements",
            Agreement.objects.filter(region=actor.region).values_list("code", flat=True),
            _("Överenskommelsen %(name)s finns inte i länet."),
        ),
        (
            "party",
            Party.objects.filter(region=actor.region).values_list("code", flat=True),
            _("Parten %(name)s finns inte i länet."),
        ),
        ("goals", goal_texts(actor.region), _("Målet %(name)s finns inte i länets strategier.")),
    ):
        new = _named(content, part) - _named(before, part)
        strange = new - set(known) if new else set()
        if strange:
            raise Refused(message % {"name": min(strange)})


def _named(content: rules.Content, part: str) -> set[str]:
    found = set()
    for row in content.rows:
        value = getattr(row, part)
        found |= {value} if isinstance(value, str) else set(value)
    return found - {""}


def check_is_whole(content: rules.Content) -> None:
    """Before an arena decides, every row of the matrix says what it wants and what is done."""
    if not content.matrix:
        raise NotPossible(_("Planen har inga rader än."), _("Skriv minst ett område."))
    thin = [row.area for row in content.matrix if not row.goal.strip() or not row.activity.strip()]
    if thin:
        raise NotPossible(
            _("Mål eller aktivitet saknas för: %(areas)s.") % {"areas": ", ".join(thin)},
            _("Fyll i det först, eller lyft raden ur matrisen."),
        )
