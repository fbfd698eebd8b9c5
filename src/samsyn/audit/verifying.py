"""Is the log whole? Recompute every seal and say which event or seal is not as it was."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from samsyn.audit.models import Event, Seal
from samsyn.audit.rules import (
    FIELDS,
    FIRST,
    Fault,
    FaultKind,
    batch_hash,
    compare,
    seal_hash,
    unpacked,
)


@dataclass(frozen=True)
class Verdict:
    """Outcome of a verification; `faults` is empty when the log is whole.

    `unused` counts numbers within the sealed span that no event had when it was sealed: what was
    rolled back, or taken away before the seal came.
    """

    seals: int
    sealed_events: int
    unsealed_events: int
    unused: int
    faults: tuple[Fault, ...]


#: Faults of one kind that are told between two seals.
MOST_TOLD = 100
#: Before every number that an event can have.
START = -(2**63)


@dataclass
class _Walk:
    """How far the verification has come."""

    previous: str = FIRST
    reached: int = START
    number: int = 0
    seals: int = 0
    events: int = 0
    unused: int = 0
    faults: list[Fault] = field(default_factory=list)


def verify_events(
    *, since: dt.datetime | None = None, heads: Iterable[Mapping[str, Any]] = ()
) -> Verdict:
    """Recompute every seal, or those made `since` then. Run as the owner.

    `heads` are seals that were exported: only they show that the end of the log was cut off, or
    that the whole chain was made anew.
    """
    walk, seals = _Walk(), Seal.objects.order_by("last_event")
    if since is not None:
        before = seals.filter(sealed_at__lt=since).last()
        seals = seals.filter(sealed_at__gte=since)
        if before is not None:
            walk.previous, walk.reached = before.batch_hash, before.last_event
            walk.number = before.pk
    for seal in seals.iterator(chunk_size=20):
        _check(seal, walk)
    unsealed = Event.objects.filter(id__gt=walk.reached).count()
    faults = [*walk.faults, *_cut_off(), *_against(heads)]
    return Verdict(walk.seals, walk.events, unsealed, walk.unused, tuple(dict.fromkeys(faults)))


def _check(seal: Seal, walk: _Walk) -> None:
    walk.seals += 1
    walk.faults += _missing(walk.number, seal.pk)
    walk.number = seal.pk
    if seal.previous_hash != walk.previous:
        walk.faults.append(Fault(FaultKind.SEAL_BROKEN, seal.pk))
    walk.faults += _unsealed(seal, walk.reached)
    span = Event.objects.filter(id__gt=walk.reached, id__lte=seal.last_event)
    standing = list(span.filter(id__gte=seal.first_event).order_by("id").values(*FIELDS))
    walk.events += len(standing)
    begins = seal.first_event - 1 if walk.reached == START else walk.reached
    walk.unused += max(0, seal.last_event - begins - seal.count)
    walk.faults += _first_form(seal, standing) if seal.form == 1 else _second(seal, standing)
    walk.previous, walk.reached = seal.batch_hash, max(walk.reached, seal.last_event)


def _missing(before: int, number: int) -> list[Fault]:
    """Seals are numbered without gaps, but for a crash in the very moment of sealing."""
    gone = range(before + 1, min(number, before + MOST_TOLD)) if before else ()
    return [Fault(FaultKind.SEAL_GONE, missing) for missing in gone]


def _unsealed(seal: Seal, reached: int) -> list[Fault]:
    """Events that stand between two seals: put in afterwards, or their seal is gone."""
    between = Event.objects.filter(id__gt=reached, id__lt=seal.first_event).order_by("id")
    numbers = between.values_list("id", flat=True)[:MOST_TOLD]
    return [Fault(FaultKind.UNSEALED, seal.pk, number) for number in numbers]


def _first_form(seal: Seal, standing: list[dict[str, Any]]) -> list[Fault]:
    whole = len(standing) == seal.count
    if whole and batch_hash(seal.previous_hash, standing) == seal.batch_hash:
        return []
    return [Fault(FaultKind.BATCH, seal.pk)]


def _second(seal: Seal, standing: list[dict[str, Any]]) -> list[Fault]:
    leaves = bytes(seal.leaves)
    is_own = seal.batch_hash == seal_hash(seal.previous_hash, seal.sealed_at, leaves)
    sealed = unpacked(leaves) if is_own else {}
    told = (seal.first_event, seal.last_event, seal.count)
    if not sealed or told != (min(sealed), max(sealed), len(sealed)):
        return [Fault(FaultKind.SEAL_CHANGED, seal.pk)]
    return compare(seal.pk, sealed, {event["id"]: event for event in standing})


def _cut_off() -> list[Fault]:
    """The counter of seals remembers a later one than the last that stands."""
    last = Seal.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value, is_called FROM audit_seal_id_seq")
        counted, is_called = cursor.fetchone()
    return [Fault(FaultKind.SEAL_GONE, counted)] if is_called and counted > last else []


def _against(heads: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """What was exported and does not stand as it did."""
    faults = []
    for known in heads:
        number = int(known["seal"])
        stands = Seal.objects.filter(pk=number).values_list("batch_hash", flat=True).first()
        if stands is None:
            faults.append(Fault(FaultKind.SEAL_GONE, number))
        elif stands != known["hash"]:
            faults.append(Fault(FaultKind.SEAL_REPLACED, number))
    return faults
