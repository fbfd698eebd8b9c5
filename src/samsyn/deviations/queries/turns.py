"""Which deviations wait for this actor, as lines on Min tur?"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor, Permission
from samsyn.deviations import rules
from samsyn.deviations.models import Answer, Deviation, Origin, Words
from samsyn.deviations.queries.base import deviations_for
from samsyn.deviations.queries.turn import answers_here, of_party, open_deviations, waits_long
from samsyn.foundation.turns import Waiting

MOST = 50


@dataclass(frozen=True)
class _Concern:
    """Why a deviation concerns the unit. `hidden` is its first text that is hidden, and since."""

    marks: frozenset[str]
    hidden: tuple[dt.datetime, uuid.UUID] | None


def deviation_turns(actor: Actor) -> tuple[Waiting, ...]:
    """What the actor's unit is to do with deviations: two statements, three for who follows.

    Why first and which then: asked at once, PostgreSQL plans the policies far too many times.
    """
    if actor.unit_id is None or not actor.may(Permission.DEVIATION_REPORT):
        return ()
    concerns = _concerns(actor)
    rows: list[Deviation] = []
    if concerns:
        met = deviations_for(actor).filter(pk__in=list(concerns))
        rows = list(met.order_by("due_on", "state_since", "pk")[:MOST])
    found = [line for one in rows for line in _lines(one, concerns[one.pk], actor)]
    if actor.may(Permission.DEVIATION_COUNTY) or actor.may(Permission.DEVIATION_PARTY):
        found += _stuck(actor)
    return tuple(found)


TURN, HIDDEN, UNREAD, TO_CLOSE = "turn", "hidden", "unread", "to_close"


def _concerns(actor: Actor) -> dict[uuid.UUID, _Concern]:
    """Where the unit has the turn, has an answer to read or a text to write anew."""
    hidden = Words.objects.filter(by_unit_id=actor.own_unit, hidden_at__isnull=False)
    nothing = {
        "since": Cast(Value(None), DateTimeField()),
        "hidden_text": Cast(Value(None), UUIDField()),
    }
    parts: list[QuerySet[Any]] = [
        rows.annotate(mark=Value(mark), **nothing)
        for mark, rows in (
            (TURN, open_deviations(actor)), (UNREAD, _unread(actor)), (TO_CLOSE, _to_close(actor))
        )
    ]  # fmt: skip
    parts.append(hidden.annotate(mark=Value(HIDDEN), since=F("hidden_at"), hidden_text=F("pk")))
    first, *others = (rows.order_by().values_list(*_COLUMNS) for rows in parts)
    marks: dict[uuid.UUID, set[str]] = defaultdict(set)
    texts: dict[uuid.UUID, list[tuple[dt.datetime, uuid.UUID]]] = defaultdict(list)
    for deviation_id, mark, since, text in first.union(*others, all=True):
        marks[deviation_id].add(mark)
        if mark == HIDDEN:
            texts[deviation_id].append((since, text))
    return {
        key: _Concern(frozenset(found), min(texts[key]) if key in texts else None)
        for key, found in marks.items()
    }


_COLUMNS = ("deviation_id", "mark", "since", "hidden_text")


def _unread(actor: Actor) -> QuerySet[Origin]:
    """Reports of the unit that have an answer, an arena's too, which nobody there has read."""
    agreed = Answer.objects.filter(deviation=OuterRef("deviation"), agreed_at__isnull=False)
    later = agreed.filter(agreed_at__gt=OuterRef("answer_read_at"))
    arena = Words.objects.filter(deviation=OuterRef("deviation"), part=rules.Part.ARENA.value)
    since = arena.filter(at__gt=OuterRef("answer_read_at"))
    is_unread = Q(answer_read_at__isnull=True)
    has_end = Q(deviation__state__in=(rules.State.ANSWERED, rules.State.CLOSED))
    return Origin.objects.filter(
        has_end & (is_unread & Exists(agreed) | Exists(later))
        | is_unread & Exists(arena) | Exists(since),
        unit_id=actor.own_unit,
    )  # fmt: skip


def _to_close(actor: Actor) -> QuerySet[Origin]:
    """Reports of the unit whose answer came to no measure: to close, or to lift."""
    return Origin.objects.filter(
        unit_id=actor.own_unit, deviation__state=rules.State.ANSWERED,
        deviation__measure_due__isnull=True,
    )  # fmt: skip


def _lines(deviation: Deviation, concern: _Concern, actor: Actor) -> Iterator[Waiting]:
    if concern.hidden:
        since, text = concern.hidden
        address = reverse("deviations:rewrite", args=[text])
        yield _waiting(deviation, _("Skriv om en text som är dold"), since, url=address)
    if UNREAD in concern.marks:
        yield _waiting(deviation, _("Ni har fått svar"), deviation.state_since)
    elif TO_CLOSE in concern.marks:
        words = _("Avsluta, eller lyft om svaret inte räcker")
        yield _waiting(deviation, words, deviation.state_since)
    if TURN in concern.marks and answers_here(deviation, actor):
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


def _stuck(actor: Actor) -> Iterator[Waiting]:
    """One line for all that wait long in the party or the county that the actor follows."""
    tab = "lanet" if actor.may(Permission.DEVIATION_COUNTY) else "part"
    found = deviations_for(actor).filter(waits_long())
    if tab == "part":
        found = found.filter(of_party(actor))
    told = found.aggregate(number=Count("pk"), oldest=Min("rung_since"))
    if told["number"]:
        about = ngettext(
            "%(n)s avvikelse har väntat länge", "%(n)s avvikelser har väntat länge", told["number"]
        )
        yield Waiting(
            what=_("Se till att någon svarar"),
            about=about % {"n": told["number"]},
            url=f"{reverse('deviations:list')}?vy={tab}&vantat=ja",
            since_on=timezone.localdate(told["oldest"]),
        )


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
