"""Through what does somebody act just now: which face, log-in, request and rule?"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from samsyn.audit.rules import Client
from samsyn.foundation import correlation


@dataclass
class Circumstances:
    """What every event of one request, or of one command, has in common."""

    client: Client
    correlation_id: uuid.UUID = field(default_factory=correlation.as_uuid)
    login_id: uuid.UUID | None = None
    rule: str = ""
    #: Refusals to write when the transaction of the refused one has ended; None: write at once.
    refusals: list[Any] | None = None


_AT_THE_COMMAND_LINE = Circumstances(Client.CLI)
_around: ContextVar[Circumstances] = ContextVar("around", default=_AT_THE_COMMAND_LINE)


def around() -> Circumstances:
    """The circumstances of the moment; outside a request, those of the command."""
    return _around.get()


@contextmanager
def circumstances(client: Client) -> Iterator[Circumstances]:
    """Within the block everything that is recorded belongs together, under a new identity."""
    told = Circumstances(client, refusals=[])
    token = _around.set(told)
    try:
        yield told
    finally:
        _around.reset(token)
