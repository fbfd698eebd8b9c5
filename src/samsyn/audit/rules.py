"""What does an event say, and how is a batch of them sealed so that every change shows? Pure."""

import datetime as dt
import hashlib
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.foundation.words import Word

FIRST = "0" * 64
#: How events are spelled in a new seal; older seals keep theirs.
FORM = 2
LEAF = struct.Struct(">q32s")
#: The fields of the first form. The second covers every field that there is.
FIRST_FIELDS = (
    "id", "at", "user_id", "assignment_id", "unit_id", "action", "object_type", "object_id",
    "child_id", "ground",
)  # fmt: skip
FIELDS = (
    *FIRST_FIELDS, "party_id", "role", "employee", "purpose", "outcome", "rule", "login_id",
    "correlation_id", "client",
)  # fmt: skip


class Outcome(Word):
    """How the question was answered."""

    ALLOWED = ("allowed", "tilläts", "allowed")
    DENIED = ("denied", "nekades", "denied")


class Client(Word):
    """Which face somebody acted through."""

    WEB = ("web", "webben", "the web")
    CLI = ("cli", "kommandoraden", "the command line")
    API = ("api", "en anslutning", "a connection")


class Purpose(Word):
    """What the product keeps the data for; each event has one."""

    COORDINATION = ("coordination", "Samordna stöd till barnet", "Coordinate support for the child")
    QUALITY = ("quality", "Avvikelser och kvalitet", "Deviations and quality")
    CONTROL = ("control", "Kontroll av åtkomst", "Control of access")
    STEERING = ("steering", "Styra och följa upp samverkan", "Steer and follow up")
    ADMINISTRATION = ("administration", "Sköta systemet", "Administration")


#: By the noun of the action; what is not named coordinates.
_PURPOSES = {
    Purpose.QUALITY: {"deviation", "deviations", "suggestion", "pattern"},
    Purpose.CONTROL: {"log"},
    Purpose.STEERING: {
        "arena", "arenas", "mandate", "matter", "seat", "minutes", "balance", "agreement",
        "agreements", "version", "action_plan", "measure", "measures", "report", "finding",
        "findings", "voice", "method",
    },
    Purpose.ADMINISTRATION: {
        "party", "unit", "person", "assignment", "leave", "county", "login", "provisioning",
    },
}  # fmt: skip


def purpose_of(action: str) -> Purpose:
    """What an action ("noun.verbed") is done for."""
    noun = action.partition(".")[0]
    return next((p for p, nouns in _PURPOSES.items() if noun in nouns), Purpose.COORDINATION)


def batch_hash(previous: str, events: Iterable[Mapping[str, object]]) -> str:
    """The first form: SHA-256 over the seal before and each event, in order of identity."""
    digest = hashlib.sha256(previous.encode())
    for event in events:
        line = json.dumps({k: str(event[k]) for k in FIRST_FIELDS}, sort_keys=True)
        digest.update(line.encode())
    return digest.hexdigest()


def leaf_hash(event: Mapping[str, object]) -> bytes:
    """The second form: SHA-256 over every field of one event, spelled in one way only."""
    spelled = {"form": FORM, **{name: _spelled(event[name]) for name in FIELDS}}
    line = json.dumps(spelled, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(line.encode()).digest()


def _spelled(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return str(value)


def packed(leaves: Iterable[tuple[int, bytes]]) -> bytes:
    """Each event's number and hash, as a seal keeps them."""
    return b"".join(LEAF.pack(number, digest) for number, digest in leaves)


def unpacked(leaves: bytes) -> dict[int, bytes]:
    """The numbers and hashes of a seal; nothing when the list is cut off."""
    if len(leaves) % LEAF.size:
        return {}
    return dict(LEAF.iter_unpack(leaves))


def seal_hash(previous: str, sealed_at: dt.datetime, leaves: bytes) -> str:
    """SHA-256 over the seal before, the time and the list of events."""
    head = f"samsyn-seal-{FORM}|{previous}|{_spelled(sealed_at)}|".encode()
    return hashlib.sha256(head + leaves).hexdigest()


class FaultKind(Word):
    """What verification can find."""

    CHANGED = ("changed", "händelsen har ändrats", "the event was changed")
    SWAPPED = ("swapped", "händelsen har bytt plats med en annan", "the event changed places")
    REMOVED = ("removed", "händelsen är borttagen", "the event was removed")
    INSERTED = ("inserted", "händelsen är inlagd i efterhand", "the event was put in afterwards")
    UNSEALED = ("unsealed", "händelsen saknar sigill", "the event has no seal")
    SEAL_CHANGED = ("seal_changed", "sigillet har ändrats", "the seal was changed")
    SEAL_BROKEN = (
        "seal_broken",
        "fortsätter inte sigillet före: det är borttaget eller omgjort",
        "does not continue the seal before: it was removed or made anew",
    )
    SEAL_GONE = (
        "seal_gone",
        "sigillet har funnits men är borta",
        "the seal has been here but is gone",
    )
    SEAL_REPLACED = (
        "seal_replaced",
        "sigillet är ett annat än det som fördes ut",
        "the seal is another than the one that was exported",
    )
    BATCH = (
        "batch",
        "en händelse i sigillet har ändrats, tagits bort eller lagts till",
        "an event of the seal was changed, removed or added",
    )


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was sealed: what, in which seal, which event."""

    kind: FaultKind
    seal: int | None = None
    event: int | None = None

    def __str__(self) -> str:
        where = [f"sigill {self.seal}"] if self.seal is not None else []
        where += [f"händelse {self.event}"] if self.event is not None else []
        return f"{', '.join(where)}: {self.kind.sv}"


def compare(
    seal: int, sealed: Mapping[int, bytes], standing: Mapping[int, Mapping[str, object]]
) -> list[Fault]:
    """What differs between the events as they were sealed and as they stand, event by event."""
    found = [Fault(FaultKind.REMOVED, seal, n) for n in sealed.keys() - standing.keys()]
    found += [Fault(FaultKind.INSERTED, seal, n) for n in standing.keys() - sealed.keys()]
    both = sorted(sealed.keys() & standing.keys())
    changed = [n for n in both if leaf_hash(standing[n]) != sealed[n]]
    for number in changed:
        kind = FaultKind.SWAPPED if _moved(number, changed, sealed, standing) else FaultKind.CHANGED
        found.append(Fault(kind, seal, number))
    return sorted(found, key=lambda fault: fault.event or 0)


def _moved(
    number: int,
    changed: list[int],
    sealed: Mapping[int, bytes],
    standing: Mapping[int, Mapping[str, object]],
) -> bool:
    """Whether what stands at `number` was sealed at another place."""
    return any(leaf_hash({**standing[number], "id": other}) == sealed[other] for other in changed)
