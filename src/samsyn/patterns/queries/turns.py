"""Which patterns wait for who follows the county's deviations?"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor
from samsyn.foundation.turns import Waiting
from samsyn.patterns import rules
from samsyn.patterns.access import may_follow
from samsyn.patterns.queries.base import patterns_for
from samsyn.patterns.queries.chain import matters_of
from samsyn.patterns.queries.finding import found_now
from samsyn.patterns.queries.rows import PatternRow, pattern_row

MOST = 20


def pattern_turns(actor: Actor) -> tuple[Waiting, ...]:
    """What recurs unrecorded, what is recorded and not raised, and answers to carry back."""
    if not may_follow(actor):
        return ()
    turns, found = [], len(found_now(actor))
    if found:
        turns.append(
            Waiting(
                what=_("Se vad som återkommer i avvikelserna"),
                about=ngettext("%(n)s nytt mönster", "%(n)s nya mönster", found) % {"n": found},
                url=reverse("patterns:list"),
            )
        )
    waits = [rules.State.FOUND, rules.State.RAISED, rules.State.DECIDED, rules.State.ANSWERED]
    rows = patterns_for(actor).filter(state__in=[state.value for state in waits])
    chosen = list(rows.order_by("state_since", "pk"))
    matters = matters_of(actor.region, chosen)
    lines = [pattern_row(p, matters.get(p.matter_id) if p.matter_id else None) for p in chosen]
    turns += [_turn(line, _WHAT[line.state]()) for line in lines if line.state in _WHAT][:MOST]
    return tuple(turns)


_WHAT = {
    rules.State.FOUND: lambda: _("Ta mönstret till en arena, eller avför det"),
    rules.State.DECIDED: lambda: _("Berätta arenans svar för dem som anmälde"),
    rules.State.ANSWERED: lambda: _("Lägg åtgärden i handlingsplanen, eller avsluta mönstret"),
}


def _turn(row: PatternRow, what: str) -> Waiting:
    return Waiting(
        what=what,
        about=row.title,
        url=reverse("patterns:show", args=[row.id]),
        since_on=row.since_on,
    )
