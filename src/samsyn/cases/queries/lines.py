"""What is there to see of one case, in frozen lines?"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.cases import rules


@dataclass(frozen=True)
class NeedLine:
    """The need, where the actor may see it."""

    areas: tuple[str, ...]
    extent: str
    setting: str
    worry: str
    works: str
    child_words: str
    tried: str
    answer: Mapping[str, Any]
    recorded_at: dt.datetime


@dataclass(frozen=True)
class SummonsLine:
    """One unit in a call."""

    id: uuid.UUID
    unit_id: uuid.UUID
    unit: str
    kind: str
    contribution: str
    reply: str
    reply_text: str
    person: str
    has_mandate: bool
    why: str
    reply_by: dt.date
    late: bool
    reminders: int
    mine: bool
    attended: bool | None


@dataclass(frozen=True)
class CallLine:
    """A call with its units."""

    id: uuid.UUID
    purpose: str
    questions: str
    meets_at: dt.datetime
    minutes: int
    form: str
    place: str
    reply_by: dt.date
    also_invited: str
    sent_at: dt.datetime
    summons: tuple[SummonsLine, ...]


@dataclass(frozen=True)
class MeetingLine:
    """A meeting that was held."""

    id: uuid.UUID
    held_at: dt.datetime
    form: str
    picture: str
    others_present: str
    child_took_part: str
    spokesperson: str
    child_words: str
    answered_child_on: dt.date | None
    answered_child_by: str
    answered_child_how: str
    came: tuple[str, ...]


@dataclass(frozen=True)
class StepLine:
    """One step that the case took."""

    action: str
    to_state: rules.State
    at: dt.datetime
    by_unit: str
    why: str


@dataclass(frozen=True)
class CasePage:
    """All that the actor may see of one case."""

    id: uuid.UUID
    child_id: uuid.UUID
    unit_id: uuid.UUID
    unit: str
    state: rules.State
    state_text: str
    state_since: dt.datetime
    opened_at: dt.datetime
    in_danger: bool
    is_owner: bool
    need: NeedLine | None
    steps: tuple[StepLine, ...]
    call: CallLine | None
    meeting: MeetingLine | None

    @property
    def my_summons(self) -> SummonsLine | None:
        """The actor's own place in the latest call, if any."""
        return next((s for s in self.call.summons if s.mine), None) if self.call else None
