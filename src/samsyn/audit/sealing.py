"""Is the log whole? Close events into hash-linked batches, and try the chain. Run as the owner."""

from dataclasses import dataclass

from django.db import transaction

from samsyn.audit.models import Event, Seal
from samsyn.audit.rules import FIRST, batch_hash
from samsyn.foundation import clock

FIELDS = (
    "id", "at", "user_id", "assignment_id", "unit_id", "action", "object_type", "object_id",
    "child_id", "ground",
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """Outcome of a verification; `faults` is empty when the log is whole."""

    seals: int
    sealed_events: int
    unsealed_events: int
    faults: tuple[str, ...]


def seal_events() -> Seal | None:
    """Close the events since the last seal into a batch. Run as the owner; None when no news."""
    with transaction.atomic():
        last = Seal.objects.select_for_update().order_by("-last_event").first()
        start = last.last_event if last else 0
        events = list(Event.objects.filter(id__gt=start).order_by("id").values(*FIELDS))
        if not events:
            return None
        previous = last.batch_hash if last else FIRST
        return Seal.objects.create(
            sealed_at=clock.now(),
            first_event=events[0]["id"],
            last_event=events[-1]["id"],
            count=len(events),
            previous_hash=previous,
            batch_hash=batch_hash(previous, events),
        )


def verify_events() -> Verdict:
    """Recompute every seal. Run as the owner."""
    faults: list[str] = []
    previous, reached, total, seals = FIRST, 0, 0, 0
    for seal in Seal.objects.order_by("last_event"):
        seals += 1
        rows = Event.objects.filter(id__gt=reached, id__lte=seal.last_event).order_by("id")
        events = list(rows.values(*FIELDS))
        total += len(events)
        if seal.previous_hash != previous:
            faults.append(f"seal {seal.pk}: does not continue the seal before it")
        if len(events) != seal.count:
            faults.append(f"seal {seal.pk}: {seal.count} events were sealed, {len(events)} stand")
        elif batch_hash(seal.previous_hash, events) != seal.batch_hash:
            faults.append(f"seal {seal.pk}: an event was changed")
        previous, reached = seal.batch_hash, seal.last_event
    return Verdict(seals, total, Event.objects.filter(id__gt=reached).count(), tuple(faults))
