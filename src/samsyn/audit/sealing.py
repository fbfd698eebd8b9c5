"""How are events closed into hash-linked batches? Run as the owner."""

import json
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from samsyn.audit.models import Event, Seal
from samsyn.audit.rules import FIELDS, FIRST, FORM, leaf_hash, packed, seal_hash
from samsyn.foundation import clock

#: Events in a seal at most, so that a batch fits in memory.
MOST = 5000


def seal_events() -> list[Seal]:
    """Close the events since the last seal into batches; none when there are no news."""
    settled, made = _settled(), []
    while seal := _seal_next(settled):
        made.append(seal)
    return made


def _settled() -> int:
    """The last event that is stored, when nobody is about to store one with a lower number.

    The lock waits for those who are writing and is let go at once.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE")
        return Event.objects.aggregate(last=Max("id"))["last"] or 0


def _seal_next(settled: int) -> Seal | None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_seal IN SHARE ROW EXCLUSIVE MODE")  # one sealer at a time
        last = Seal.objects.order_by("-last_event").first()
        rows = Event.objects.filter(id__gt=last.last_event if last else 0, id__lte=settled)
        events = list(rows.order_by("id").values(*FIELDS)[:MOST])
        return _seal(last.batch_hash if last else FIRST, events) if events else None


def _seal(previous: str, events: list[dict[str, Any]]) -> Seal:
    leaves, now = packed((event["id"], leaf_hash(event)) for event in events), clock.now()
    return Seal.objects.create(
        sealed_at=now,
        first_event=events[0]["id"],
        last_event=events[-1]["id"],
        count=len(events),
        previous_hash=previous,
        batch_hash=seal_hash(previous, now, leaves),
        form=FORM,
        leaves=leaves,
    )


def head() -> str:
    """The last seal as one line of JSON to keep outside the machine; empty when there is none."""
    seal = Seal.objects.order_by("-last_event").first()
    return json.dumps(_head(seal), separators=(",", ":")) if seal else ""


def _head(seal: Seal) -> dict[str, object]:
    return {
        "seal": seal.pk,
        "sealed_at": seal.sealed_at.isoformat(),
        "last_event": seal.last_event,
        "hash": seal.batch_hash,
    }
