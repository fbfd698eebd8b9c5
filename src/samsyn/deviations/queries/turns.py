"""Which deviations wait for this actor, as lines on Min tur?"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor, Permission
from samsyn.deviations import rules
from samsyn.deviations.models import Answer, Deviation, Origin, Words
from samsyn.deviations.queries.base import deviations_for
from samsyn.deviations.queries.turn import answers_here, open_deviations
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting

MOST = 50
#: Days after which the county's coordinator is shown what has waited where nobody has decided how
#: long it may. Göteborg asks for actions within 60 days; it draws attention here and binds nobody.
LONG_WAIT = dt.timedelta(days=60)


def deviation_turns(actor: Actor) -> tuple[Waiting, ...]:
    """What the actor's unit is to do with deviations: one statement, two for the county's own."""
    if actor.unit_id is None or not actor.may(Permission.DEVIATION_REPORT):
        return ()
    found = [line for one in _concerning(actor)[:MOST] for line in _lines(one, actor)]
    if actor.may(Permission.DEVIATION_COUNTY):
        seen = {line.url for line in found}
        found += [line for line in map(_stuck_line, _stuck(actor)[:MOST]) if line.url not in seen]
    return tuple(found)


def _concerning(actor: Actor) -> QuerySet[Deviation]:
    """Where the unit has the turn, has an answer to read or a text to write anew."""
    here = open_deviations(actor)
    hidden = Words.objects.filter(by_unit_id=actor.own_unit, hidden_at__isnull=False)
    unread, to_close = _unread(actor), _to_close(actor)
    wanted: tuple[QuerySet[Any], ...] = (here, hidden, unread, to_close)
    first, *others = (rows.values("deviation_id") for rows in wanted)
    of_it = {"deviation_id": OuterRef("pk")}
    rows = (
        deviations_for(actor)
        .filter(pk__in=first.union(*others))
        .annotate(
            has_turn=Exists(here.filter(**of_it)),
            has_answer=Exists(unread.filter(**of_it)),
            is_to_close=Exists(to_close.filter(**of_it)),
            hidden_since=Subquery(
                hidden.filter(**of_it).order_by("hidden_at").values("hidden_at")[:1]
            ),
            hidden_words=Subquery(hidden.filter(**of_it).order_by("hidden_at").values("pk")[:1]),
        )
    )
    return rows.order_by("due_on", "state_since", "pk")


def _unread(actor: Actor) -> QuerySet[Origin]:
    """Reports of the unit that have an answer which nobody there has read."""
    agreed = Answer.objects.filter(deviation=OuterRef("deviation"), agreed_at__isnull=False)
    later = agreed.filter(agreed_at__gt=OuterRef("answer_read_at"))
    has_end = (rules.State.ANSWERED, rules.State.CLOSED)
    return Origin.objects.filter(
        Q(answer_read_at__isnull=True) & Exists(agreed) | Exists(later),
        unit_id=actor.own_unit, deviation__state__in=has_end,
    )  # fmt: skip


def _to_close(actor: Actor) -> QuerySet[Origin]:
    """Reports of the unit whose answer came to no measure: to close, or to lift."""
    return Origin.objects.filter(
        unit_id=actor.own_unit, deviation__state=rules.State.ANSWERED,
        deviation__measure_due__isnull=True,
    )  # fmt: skip


def _lines(deviation: Deviation, actor: Actor) -> Iterator[Waiting]:
    seen: dict[str, object] = vars(deviation)
    if seen["hidden_words"]:
        address = reverse("deviations:rewrite", args=[seen["hidden_words"]])
        since = seen["hidden_since"]
        yield _waiting(deviation, _("Skriv om en text som är dold"), since, url=address)
    if seen["has_answer"]:
        yield _waiting(deviation, _("Ni har fått svar"), deviation.state_since)
    elif seen["is_to_close"]:
        words = _("Avsluta, eller lyft om svaret inte räcker")
        yield _waiting(deviation, words, deviation.state_since)
    if seen["has_turn"] and answers_here(deviation, actor):
        yield _turn(deviation)


def _turn(deviation: Deviation) -> Waiting:
    state = rules.State(deviation.state)
    if state is rules.State.ANSWERED:
        due = deviation.measure_due
        return _waiting(deviation, _("Följ upp åtgärden"), deviation.state_since, due)
    if state is rules.State.PROPOSED:
        words = _("Säg ja eller nej till ett svar")
        return _waiting(deviation, words, deviation.state_since, deviation.due_on)
    return _waiting(deviation, _("Svara på avvikelsen"), deviation.rung_since, deviation.due_on)


def _stuck(actor: Actor) -> QuerySet[Deviation]:
    """Those that no time lifts, because the rung is the top one or has no days, and that wait."""
    long_ago = clock.now() - LONG_WAIT
    open_states = (rules.State.WAITING, rules.State.PROPOSED)
    rows = deviations_for(actor).filter(state__in=open_states, rung_since__lte=long_ago)
    return rows.filter(Q(due_on__isnull=True) | Q(due_on__lt=clock.today())).order_by(
        "rung_since", "pk"
    )


def _stuck_line(deviation: Deviation) -> Waiting:
    return _waiting(deviation, _("Se till att någon svarar"), deviation.rung_since)


def _waiting(
    deviation: Deviation, what: str, since: object, due: dt.date | None = None, url: str = ""
) -> Waiting:
    return Waiting(
        what=what,
        about=_("Avvikelse %(number)s") % {"number": deviation.number},
        url=url or reverse("deviations:show", args=[deviation.pk]),
        since_on=timezone.localdate(since) if isinstance(since, dt.datetime) else None,
        due=due,
    )
