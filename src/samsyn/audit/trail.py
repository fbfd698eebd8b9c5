"""How does an event come to be? Only here."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from samsyn.audit.circumstances import around
from samsyn.audit.models import Event
from samsyn.audit.rules import purpose_of
from samsyn.foundation import clock
from samsyn.foundation.operation import note_trace


def record(
    action: str, thing: Any, *, actor: Any, child_id: uuid.UUID | None = None, ground: str = ""
) -> None:
    """Record that `actor` did `action` ("noun.verbed") to `thing`, about `child_id` if any."""
    _record(action, thing, actor, [child_id], ground)


def record_shown(what: str, child_ids: Iterable[uuid.UUID], *, actor: Any) -> None:
    """Record that a list showed these children to `actor`; one statement, however many."""
    _record("child.listed", what, actor, sorted(set(child_ids)) or [None], "")


def event_of(
    action: str, thing: Any, actor: Any, child_id: uuid.UUID | None, ground: str = ""
) -> Event:
    """An event with who, through what, on which ground; not yet stored."""
    told = around()
    return Event(
        at=clock.now(),
        user_id=getattr(actor, "user_id", None),
        assignment_id=getattr(actor, "assignment_id", None),
        unit_id=getattr(actor, "unit_id", None),
        party_id=getattr(actor, "party_id", None),
        role=getattr(actor, "role", ""),
        action=action,
        object_type=thing if isinstance(thing, str) else type(thing).__name__.lower(),
        object_id=str(getattr(thing, "pk", "")),
        child_id=child_id,
        ground=ground or _ground(actor, child_id),
        purpose=purpose_of(action).value,
        rule=told.rule,
        login_id=told.login_id,
        correlation_id=told.correlation_id,
        client=told.client.value,
    )


def _record(
    action: str, thing: Any, actor: Any, child_ids: Sequence[uuid.UUID | None], ground: str
) -> None:
    Event.objects.bulk_create(
        [event_of(action, thing, actor, child_id, ground) for child_id in child_ids]
    )
    note_trace(action)


def _ground(actor: Any, child_id: uuid.UUID | None) -> str:
    """What is read of a protected child after a given reason is read on that ground."""
    return str(actor.ground_for(child_id)) if hasattr(actor, "ground_for") else ""
