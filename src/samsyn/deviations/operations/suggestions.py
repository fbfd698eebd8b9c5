"""A suggested deviation is not reported, and why."""

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.deviations.access import check_may_report
from samsyn.deviations.models import Dismissal
from samsyn.deviations.queries.suggestions import suggestion_for
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused

LONGEST = 500


@operation
def dismiss_suggestion(key: str, *, why: str, actor: Actor) -> Dismissal:
    """Say why a suggestion is not reported; it is not suggested to the unit again."""
    check_may_report(actor)
    found = suggestion_for(actor, key)
    if found is None:
        raise NotPossible(
            _("Förslaget finns inte kvar."),
            _("Det kan redan vara anmält, avfärdat eller löst. Läs listan igen."),
        )
    if not why.strip():
        raise Refused(_("Skriv varför det inte ska anmälas."), field="why")
    if len(why.strip()) > LONGEST:
        raise Refused(_("Skriv kortare, högst 500 tecken."), field="why")
    dismissal = Dismissal.objects.create(
        unit_id=actor.own_unit, key=key, child_id=found.child_id, why=why.strip(),
        at=clock.now(), by=actor.assignment_id,
    )  # fmt: skip
    record("suggestion.dismissed", dismissal, actor=actor, child_id=found.child_id)
    return dismissal
