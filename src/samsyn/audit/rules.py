"""How is a batch of events sealed so that a changed, removed or added row shows?"""

import hashlib
import json
from collections.abc import Iterable, Mapping

FIRST = "0" * 64


def batch_hash(previous: str, events: Iterable[Mapping[str, object]]) -> str:
    """SHA-256 over the seal before and each event's fields, in order of identity."""
    digest = hashlib.sha256(previous.encode())
    for event in events:
        line = json.dumps({k: str(v) for k, v in event.items()}, sort_keys=True)
        digest.update(line.encode())
    return digest.hexdigest()
