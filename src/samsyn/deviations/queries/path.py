"""How has a deviation climbed, rung by rung and step by step?"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Place, Step
from samsyn.deviations.queries.turn import days_since, joined
from samsyn.foundation.dates import day
from samsyn.foundation.path import ShownStep


@dataclass(frozen=True)
class HistoryLine:
    """One move in words."""

    at: dt.datetime
    text: str


@dataclass(frozen=True)
class _Stay:
    """A time on a rung; `until` is empty while it stands there."""

    rung: int
    since: dt.datetime
    until: dt.datetime | None


def path_of(
    deviation: Deviation, steps: Sequence[Step], places: Sequence[Place]
) -> tuple[ShownStep, ...]:
    """The rungs from the lowest; a closed deviation ends with the day it was closed."""
    kept = rules.Steps.from_json(deviation.ladder)
    stays = _stays(deviation, steps)
    # Before a move to a new ladder the rungs were others, so their places say nothing about these.
    moved = max((step.at for step in steps if _is_move(step)), default=None)
    if moved:
        stays = [stay for stay in stays if stay.since >= moved]
        places = [place for place in places if not place.left_at or place.left_at > moved]
    waited = {n: [s for s in stays if s.rung == n] for n in range(len(kept.rungs))}
    days = {n: sum(days_since(s.since, s.until) for s in found) for n, found in waited.items()}
    longest = max(days.values(), default=0) or 1
    is_closed = deviation.state == rules.State.CLOSED
    drawn = [
        ShownStep(
            label=rung.label(get_language()),
            state=_state(n, deviation.rung, is_closed=is_closed),
            when=_when(waited[n]),
            turn=joined(dict.fromkeys(p.unit.name for p in places if p.rung == n)),
            days=days[n] if waited[n] else None,
            share=round(100 * days[n] / longest),
        )
        for n, rung in enumerate(kept.rungs)
        if n <= deviation.rung or not is_closed
    ]
    if is_closed:
        closed = day(deviation.closed_at) if deviation.closed_at else ""
        drawn.append(ShownStep(_("Avslutad"), "done", closed))
    return tuple(drawn)


def _state(rung: int, stands_on: int, *, is_closed: bool) -> str:
    if rung < stands_on or is_closed:
        return "done"
    return "now" if rung == stands_on else "next"


def _when(stays: Sequence[_Stay]) -> str:
    """The days of the last stay: from and to, or since."""
    if not stays:
        return ""
    last = stays[-1]
    if last.until is None:
        return _("sedan %(day)s") % {"day": day(last.since)}
    first, until = day(last.since), day(last.until)
    return (
        first if first == until else _("%(first)s till %(last)s") % {"first": first, "last": until}
    )


def _stays(deviation: Deviation, steps: Sequence[Step]) -> list[_Stay]:
    found: list[_Stay] = []
    rung, since = 0, deviation.reported_at
    is_open = True
    for step in steps:
        closes = step.to_state == rules.State.CLOSED
        if is_open and (closes or step.to_rung != rung or _is_move(step)):
            found.append(_Stay(rung, since, step.at))
            rung, since, is_open = step.to_rung, step.at, not closes
        elif not is_open and not closes:
            rung, since, is_open = step.to_rung, step.at, True
    if is_open:
        found.append(_Stay(rung, since, None))
    return found


def _is_move(step: Step) -> bool:
    """To a new ladder. By time it is only somebody else who stands on the same rung."""
    return step.action == "move" and not step.by_time


def history_of(deviation: Deviation, steps: Sequence[Step]) -> tuple[HistoryLine, ...]:
    """Every move in words, the first one first; writing in the dialogue is no move."""
    names = [rung.label(get_language()) for rung in rules.Steps.from_json(deviation.ladder).rungs]
    return tuple(HistoryLine(s.at, _words(s, names)) for s in steps if s.action != "talk")


def _words(step: Step, names: Sequence[str]) -> str:
    who = step.by_unit.name if step.by_unit else ""
    if not who:
        who = step.by_party.name if step.by_party else _("Samsyn")
    to = names[step.to_rung] if step.to_rung < len(names) else ""
    if step.action == "lift" and step.by_time:
        return _("Lyft av tiden till nästa steg: %(rung)s. Ingen svarade i tid.") % {"rung": to}
    if step.action == "move" and step.by_time:
        return _("Ingen som kan svara fanns på plats, så steget gick över till någon annan.")
    if step.action == "answer" and step.from_state == rules.State.PROPOSED:
        return _("%(who)s sa ja. Alla på steget är överens.") % {"who": who}
    words = {
        "report": _("%(who)s anmälde avvikelsen."),
        "take": _("%(who)s tog den."),
        "disown": _("%(who)s sa att den inte är deras."),
        "lift": _("%(who)s lyfte den till nästa steg: %(rung)s."),
        "move": _("%(who)s lät den följa länets nya trappa."),
        "propose": _("%(who)s skrev ett förslag till svar."),
        "agree": _("%(who)s sa ja till svaret."),
        "refuse": _("%(who)s sa nej till svaret."),
        "answer": _("%(who)s svarade."),
        "follow_up": _("%(who)s följde upp åtgärden."),
        "return": _("%(who)s följde upp. Åtgärden blev inte gjord, så frågan är öppen igen."),
        "close": _("%(who)s avslutade avvikelsen."),
        "withdraw": _("%(who)s tog tillbaka anmälan."),
        "reopen": _("%(who)s öppnade den igen."),
    }
    return words.get(step.action, "%(who)s") % {"who": who, "rung": to}
