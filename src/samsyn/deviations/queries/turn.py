"""Whose turn is a deviation, since when and until when?"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.deviations import rules
from samsyn.deviations.access import answering_on
from samsyn.deviations.models import Answer, Deviation, Place
from samsyn.foundation import clock
from samsyn.foundation.dates import due as due_words

#: A measure is somebody's turn to follow up this long before its last day.
NEAR = dt.timedelta(days=14)
#: After so long who follows is told of what has waited where nobody has decided how long it may.
#: Göteborg asks for actions within 60 days; it draws attention here and binds nobody.
LONG_WAIT = dt.timedelta(days=60)


@dataclass(frozen=True)
class TurnLine:
    """Who is waited for; `who` is empty when nobody is. `text` says what to do when `mine`."""

    who: str
    since_days: int | None
    due: dt.date | None
    due_text: str
    late: bool
    mine: bool
    text: str


def with_turns(rows: QuerySet[Deviation]) -> QuerySet[Deviation]:
    """With what `turn_line` reads: open places, and who answers for the measure."""
    places = Place.objects.filter(left_at__isnull=True).select_related("unit").order_by("pk")
    latest = Answer.objects.filter(deviation=OuterRef("pk")).order_by("-given_at")
    return rows.prefetch_related(
        Prefetch("places", queryset=places, to_attr="open_places")
    ).annotate(responsible=Subquery(latest.values("responsible")[:1]))


def turn_waits() -> Q:
    """Places whose unit is waited for, as a condition on open places."""
    others = Place.objects.filter(deviation=OuterRef("deviation"), left_at__isnull=True)
    not_ours, ours = rules.Stance.NOT_OURS.value, rules.Stance.OURS.value
    is_left = ~Q(stance=not_ours) | ~Exists(others.exclude(stance=not_ours))
    is_free = Q(stance=ours) | ~Exists(others.filter(stance=ours))
    soon = clock.today() + NEAR
    return (
        Q(deviation__state=rules.State.WAITING) & is_left & is_free
        | Q(deviation__state=rules.State.PROPOSED) & ~Q(stance=rules.Stance.YES)
        | Q(deviation__state=rules.State.ANSWERED, deviation__measure_due__lte=soon)
    )


def rung_of(deviation: Deviation) -> rules.Rung:
    """The rung where it stands, of the ladder that it keeps."""
    return rules.Steps.from_json(deviation.ladder).rungs[deviation.rung]


def answers_here(deviation: Deviation, actor: Actor) -> bool:
    """Whether the actor's role answers on this rung."""
    return actor.may(answering_on(deviation))


def turn_line(
    deviation: Deviation, places: Sequence[Place], responsible: str, actor: Actor
) -> TurnLine:
    """The turn of a deviation; `places` are its open ones."""
    state = rules.State(deviation.state)
    waited = _waited(state, places)
    due = deviation.measure_due if state is rules.State.ANSWERED else deviation.due_on
    due = None if state is rules.State.CLOSED else due
    late = due is not None and due < clock.today()
    who = joined(dict.fromkeys(place.unit.name for place in waited))
    mine = actor.unit_id in {p.unit_id for p in waited} and answers_here(deviation, actor)
    text = what_to_do(state)
    if state is rules.State.ANSWERED and due is None:
        # Without a measure nothing is followed up: whoever reported reads the answer and closes.
        who, mine = deviation.unit.name, deviation.unit_id == actor.unit_id
        text = _("Läs svaret. Avsluta om ni är nöjda, annars lyfter ni.")
    elif state is rules.State.ANSWERED:
        who = responsible or who
        mine = mine and due is not None and due <= clock.today() + NEAR
    return TurnLine(
        who=who,
        since_days=days_since(_since(deviation, state)) if who else None,
        due=due,
        due_text=_due_text(state, due, late=late),
        late=late,
        mine=mine,
        text=text,
    )


def what_to_do(state: rules.State) -> str:
    """What is waited for, as something to do."""
    return {
        rules.State.WAITING: _("Svara på avvikelsen, eller säg att den inte är er."),
        rules.State.PROPOSED: _("Säg ja eller nej till svaret."),
        rules.State.ANSWERED: _("Följ upp åtgärden."),
    }.get(state, "")


def _waited(state: rules.State, places: Sequence[Place]) -> list[Place]:
    if state is rules.State.WAITING:
        taken = [place for place in places if place.stance == rules.Stance.OURS]
        return taken or [p for p in places if p.stance != rules.Stance.NOT_OURS] or list(places)
    if state is rules.State.PROPOSED:
        return [place for place in places if place.stance != rules.Stance.YES]
    return list(places) if state is rules.State.ANSWERED else []


def _since(deviation: Deviation, state: rules.State) -> dt.datetime:
    return deviation.rung_since if state is rules.State.WAITING else deviation.state_since


def _due_text(state: rules.State, due: dt.date | None, *, late: bool) -> str:
    if due is None:
        return ""
    day = {"day": due_words(due)}
    if state is rules.State.ANSWERED:
        text = _("skulle ha varit klart %(day)s") if late else _("klart senast %(day)s")
    else:
        text = _("skulle ha svarat senast %(day)s") if late else _("svar senast %(day)s")
    return text % day


def days_since(moment: dt.datetime, until: dt.datetime | None = None) -> int:
    """Whole days by the calendar, from a moment until another or until today."""
    last = timezone.localdate(until) if until else clock.today()
    return max(0, (last - timezone.localdate(moment)).days)


def joined(names: Iterable[str]) -> str:
    """A, B och C."""
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s och %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}


def open_deviations(actor: Actor) -> QuerySet[Place]:
    """Open places of the actor's unit where it is waited for."""
    return Place.objects.filter(turn_waits(), unit_id=actor.own_unit, left_at__isnull=True)


def waits_long() -> Q:
    """Those that no time lifts, because the rung is the top one or has no days, and that wait."""
    long_ago = clock.now() - LONG_WAIT
    no_time = Q(due_on__isnull=True) | Q(due_on__lt=clock.today())
    return no_time & Q(
        state__in=(rules.State.WAITING, rules.State.PROPOSED), rung_since__lte=long_ago
    )


def of_party(actor: Actor) -> Q:
    """Deviations that the actor's party has reported, or that are about it."""
    return Q(party_id=actor.party_id) | Q(about_party_id=actor.party_id)


def sides(deviation: Deviation) -> tuple[tuple[str, str], tuple[str, str]]:
    """(unit, party) of who reported and of whom it is about; the unit may be empty."""
    about = deviation.about_unit.name if deviation.about_unit else ""
    return (deviation.unit.name, deviation.party.name), (about, deviation.about_party.name)
