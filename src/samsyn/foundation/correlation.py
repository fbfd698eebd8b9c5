"""Which request does a line in the log belong to? An id that says nothing about anybody."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

OUTSIDE = "-"

_current: ContextVar[str] = ContextVar("correlation", default=OUTSIDE)


def current() -> str:
    """The id of the request that runs; a dash outside requests."""
    return _current.get()


def as_uuid() -> uuid.UUID:
    """As the events keep it: the sixteen digits come last; a new one outside requests."""
    number = current()
    return uuid.uuid4() if number == OUTSIDE else uuid.UUID(hex=number.rjust(32, "0"))


@contextmanager
def new_request() -> Iterator[str]:
    """Give what happens within the block an id of its own, 16 hexadecimal digits."""
    token = _current.set(secrets.token_hex(8))
    try:
        yield _current.get()
    finally:
        _current.reset(token)
