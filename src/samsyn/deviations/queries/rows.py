"""What does one deviation show in a list?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import get_language

from samsyn.access.rules import Actor
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation
from samsyn.deviations.queries.turn import TurnLine, sides, turn_line


@dataclass(frozen=True)
class DeviationRow:
    """A deviation in the list."""

    id: uuid.UUID
    number: str
    kind: str
    from_unit: str
    from_party: str
    to_unit: str
    to_party: str
    rung: int
    rungs: int
    rung_name: str
    turn: TurnLine
    state: rules.State
    state_words: str
    reported_on: dt.datetime
    closed_on: dt.datetime | None


def row_of(deviation: Deviation, actor: Actor) -> DeviationRow:
    """A row as the actor meets it; read with `turn.with_turns`."""
    language = get_language()
    steps = rules.Steps.from_json(deviation.ladder)
    state = rules.State(deviation.state)
    (from_unit, from_party), (to_unit, to_party) = sides(deviation)
    return DeviationRow(
        id=deviation.pk,
        number=deviation.number,
        kind=rules.Kind(deviation.kind).label(language),
        from_unit=from_unit,
        from_party=from_party,
        to_unit=to_unit,
        to_party=to_party,
        rung=deviation.rung + 1,
        rungs=len(steps.rungs),
        rung_name=steps.rungs[deviation.rung].label(language),
        turn=turn_line(deviation, deviation.open_places, deviation.responsible or "", actor),  # type: ignore[attr-defined]
        state=state,
        state_words=state.label(language),
        reported_on=deviation.reported_at,
        closed_on=deviation.closed_at,
    )
