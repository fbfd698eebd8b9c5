"""Whose turn is it, since when and until when? In words that a person says."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.cases.queries.responsibility import deadline_days
from samsyn.cases.rules import DEADLINES, LIFECYCLE, State, Turn
from samsyn.foundation import clock
from samsyn.foundation.dates import due as due_words
from samsyn.regions.schema import Region

#: How long before its day a follow-up becomes somebody's turn.
NEAR = dt.timedelta(days=14)


@dataclass(frozen=True)
class TurnLine:
    """Who has the turn. `due` is None where the county has decided no deadline."""

    who: str
    since_days: int | None
    due: dt.date | None
    late: bool
    mine: bool
    text: str
    due_text: str


def due_on(county: Region, state: State, since: dt.datetime) -> dt.date | None:
    """The last day in this state by the county's deadlines, if the county has decided one."""
    key = DEADLINES.get(state)
    days = deadline_days(county, key) if key else None
    return None if days is None else since.date() + dt.timedelta(days=days)


def days_since(moment: dt.datetime) -> int:
    """Whole days since a moment."""
    return max(0, (clock.now() - moment).days)


def next_text(state: State) -> str:
    """What the one with the turn is to do."""
    return {
        State.NEED: _("Fråga familjen om samtycke"),
        State.DECLINED: _("Fråga igen senare eller avsluta"),
        State.CONSENTED: _("Kalla till möte"),
        State.CALLED: _("Svara på kallelsen"),
        State.ANSWERED: _("Håll mötet"),
        State.MET: _("Börja planen"),
        State.PLANNING: _("Skriv klart planen och säg ja"),
        State.IN_FORCE: _("Följ upp planen"),
        State.WITHDRAWN: _("Prata med familjen eller avsluta"),
        State.FINISHED: _("Avsluta ärendet"),
        State.CLOSED: _("Inget mer att göra"),
    }[state]


def turn_of(
    state: State,
    *,
    since: dt.datetime,
    owner: str,
    waiting: list[str],
    mine: bool,
    due: dt.date | None,
) -> TurnLine:
    """The turn line of a case; `waiting` names the units that others wait for."""
    kind = Turn(LIFECYCLE.owners[state])
    late = due is not None and due < clock.today()
    who = ", ".join(waiting) if kind in (Turn.CALLED, Turn.CONTRIBUTORS, Turn.LEAD) else owner
    if kind is Turn.NOBODY:
        who = ""
    waited: int | None = days_since(since)
    if state is State.IN_FORCE:
        # Between follow-ups nobody waits: the turn comes when the day is near, the wait after it.
        waited = (clock.today() - due).days if due is not None and late else None
        mine = mine and due is not None and due - clock.today() <= NEAR
    return TurnLine(
        who=who or owner,
        since_days=waited,
        due=due,
        late=late,
        mine=mine,
        text=next_text(state),
        due_text=_due_text(state, due, late=late),
    )


def _due_text(state: State, due: dt.date | None, *, late: bool) -> str:
    """Until when, and what was to happen by then."""
    if due is None:
        return ""
    day = {"day": due_words(due)}
    if state is State.IN_FORCE:
        text = _("skulle ha följts upp senast %(day)s") if late else _("uppföljning senast %(day)s")
    elif late:
        text = _("skulle ha svarat senast %(day)s")
    else:
        text = _("svar senast %(day)s")
    return text % day
