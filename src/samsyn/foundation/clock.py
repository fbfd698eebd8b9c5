"""What time is it? One place, so that tests and the demo can hold the clock still."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_held: ContextVar[dt.datetime | None] = ContextVar("held", default=None)


def now() -> dt.datetime:
    """The current moment, aware, in UTC."""
    return _held.get() or timezone.now()


def today() -> dt.date:
    """Today's date where the users are (the TIME_ZONE setting)."""
    return timezone.localdate(now())


@contextmanager
def held(moment: dt.datetime) -> Iterator[None]:
    """Let the clock stand at `moment` (aware) within the block."""
    token = _held.set(moment)
    try:
        yield
    finally:
        _held.reset(token)
