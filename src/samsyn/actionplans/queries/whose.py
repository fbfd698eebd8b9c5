"""Whose turn is it in a plan, since when, and to do what?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.actionplans import rules
from samsyn.actionplans.access import may_report
from samsyn.actionplans.models import ActionPlan
from samsyn.actionplans.queries.plans import is_over
from samsyn.actionplans.queries.shapes import DecisionLine, MatrixRow, SignatureLine, Turn
from samsyn.foundation import clock


def turn_in(
    plan: ActionPlan,
    rows: Sequence[MatrixRow],
    decisions: Sequence[DecisionLine],
    signatures: Sequence[SignatureLine],
    term: rules.Term | None,
    actor: Actor,
    own: str,
) -> Turn | None:
    """Who has the turn in the plan as it stands, whichever version is shown."""
    state, since = rules.State(plan.state), (clock.now() - plan.state_since).days
    if state is rules.State.DRAFT:
        mine = actor.may(Permission.ACTION_PLAN_WRITE)
        return Turn(
            _("den som skriver planen"), mine, since, _("Skriv klart och lägg fram den för beslut.")
        )
    if state is rules.State.PROPOSED:
        missing = [line.arena for line in decisions if not line.is_decided]
        return Turn(
            _and(missing),
            actor.may(Permission.MEETING_RUN),
            since,
            _("Skriv in beslutet när %(arenas)s har sagt sitt.") % {"arenas": _and(missing)},
        )
    if state is rules.State.CLOSED or is_over(plan, clock.today()):
        return None
    if state is rules.State.DECIDED:
        unsigned = [line for line in signatures if line.signed_on is None]
        mine = any(line.may_sign for line in unsigned)
        return Turn(
            _and([line.organisation for line in unsigned]), mine, since, _("Skriv under planen.")
        )
    return _status_turn(rows, term, actor, own)


def _status_turn(
    rows: Sequence[MatrixRow], term: rules.Term | None, actor: Actor, own: str
) -> Turn | None:
    if term is None:
        return None
    silent = [
        row
        for row in rows
        if not row.row.lifted and not any(s.period == str(term) for s in row.statuses)
    ]
    if not silent:
        return None
    return Turn(
        _and([row.responsible or _("den som håller ihop planen") for row in silent]),
        any(may_report(actor, row.row, own) for row in silent),
        (clock.today() - term.ends).days,
        _("Skriv in läget för %(term)s.") % {"term": term},
    )


def _and(names: Sequence[str]) -> str:
    """Names in a sentence, each once."""
    unlike = list(dict.fromkeys(names))
    if len(unlike) < 2:
        return "".join(unlike)
    return _("%(names)s och %(last)s") % {"names": ", ".join(unlike[:-1]), "last": unlike[-1]}
