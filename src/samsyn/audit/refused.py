"""How is a no remembered? In a transaction of its own, because the refused one is undone."""

import uuid

from django.db import transaction

from samsyn.audit.circumstances import around
from samsyn.audit.models import Event
from samsyn.audit.rules import Outcome
from samsyn.audit.trail import event_of
from samsyn.foundation import wall
from samsyn.foundation.operation import Denial


def note_refusal(denial: Denial) -> None:
    """Remember that somebody was denied; in a request, when its transaction has ended."""
    waiting = around().refusals
    if waiting is None:
        _write([denial])
    else:
        waiting.append(denial)


def write_refusals() -> None:
    """Write what was denied in this request. Call it when the request's transaction has ended."""
    waiting = around().refusals
    if waiting:
        _write(waiting)
        waiting.clear()


def _write(denials: list[Denial]) -> None:
    for denial in denials:
        with transaction.atomic():
            wall.bind(denial.actor)
            Event.objects.bulk_create([_event(denial)])


def _event(denial: Denial) -> Event:
    """What was asked for by its identity alone: whether there is such a thing is not told."""
    noun, identity = next(iter(denial.about.items()), ("page", ""))
    child = denial.about.get("child")
    event = event_of(
        f"{noun}.refused", noun, denial.actor, child if isinstance(child, uuid.UUID) else None
    )
    event.object_id, event.rule, event.outcome = str(identity), denial.rule, Outcome.DENIED.value
    return event
