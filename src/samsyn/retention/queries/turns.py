"""Which lists wait for whom?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor, Permission
from samsyn.foundation.turns import Waiting
from samsyn.retention.queries.proof import runs_for
from samsyn.retention.rules import State

MOST = 5


def retention_turns(actor: Actor) -> tuple[Waiting, ...]:
    """Lists to approve and to carry out, for those who approve; not one's own proposals."""
    if actor.party_id is None or not actor.may(Permission.RETENTION_APPROVE):
        return ()
    waits = [State.PROPOSED.value, State.APPROVED.value]
    rows = runs_for(actor).filter(state__in=waits).exclude(proposed_by=actor.own_user)
    return tuple(
        Waiting(
            what=_WHAT[State(run.state)](),
            about=_about(run.items.count()),
            url=reverse("retention:run", args=[run.pk]),
            since_on=run.state_since.date(),
        )
        for run in rows[:MOST]
    )


def _about(number: int) -> str:
    return ngettext("%(n)s sak på listan", "%(n)s saker på listan", number) % {"n": number}


_WHAT = {
    State.PROPOSED: lambda: _("Läs gallringslistan och godkänn eller säg nej"),
    State.APPROVED: lambda: _("Genomför den godkända gallringen"),
}
