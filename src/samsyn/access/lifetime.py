"""How long does a log-in last, and when must a person show again who it is? Pure but for settings.

Times come from settings: `SAMSYN_IDLE_MINUTES`, `SAMSYN_LONGEST_HOURS`, `SAMSYN_FRESH_MINUTES`.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

#: A page view renews "last seen" at most this often, so that reading does not write each time.
SEEN_EVERY = dt.timedelta(minutes=1)
#: The warning comes this long before the end.
WARNING = dt.timedelta(minutes=2)
IDLE, TOO_OLD = "idle", "too_old"


@dataclass(frozen=True)
class Behind:
    """The log-in behind a request: whose, how sure, since when."""

    id: uuid.UUID
    user_id: uuid.UUID
    method: str
    assurance: int
    started_at: dt.datetime
    authenticated_at: dt.datetime
    last_seen_at: dt.datetime
    is_family: bool = False


class Shown(Protocol):
    """A log-in, as the moment goes when the person last showed who it is."""

    @property
    def authenticated_at(self) -> dt.datetime: ...


def idle_time() -> dt.timedelta:
    """How long a log-in lives without being used."""
    return dt.timedelta(minutes=settings.SAMSYN_IDLE_MINUTES)


def longest() -> dt.timedelta:
    """How long a log-in lives at most, used or not."""
    return dt.timedelta(hours=settings.SAMSYN_LONGEST_HOURS)


def why_over(behind: Behind, now: dt.datetime) -> str:
    """`idle` or `too_old` when the log-in is over, else nothing."""
    if now >= behind.started_at + longest():
        return TOO_OLD
    return IDLE if now >= behind.last_seen_at + idle_time() else ""


def time_left(behind: Behind, now: dt.datetime) -> dt.timedelta:
    """How long until the log-in ends by itself if nothing more happens."""
    idle = behind.last_seen_at + idle_time()
    return max(min(idle, behind.started_at + longest()) - now, dt.timedelta(0))


def ends_by_age(behind: Behind, now: dt.datetime) -> bool:
    """Whether it is so old that going on does not make it last longer than the warning."""
    return behind.started_at + longest() - now <= WARNING


def is_fresh(shown: Shown, now: dt.datetime) -> bool:
    """Whether the person has shown who it is recently enough to sign something."""
    return now - shown.authenticated_at <= dt.timedelta(minutes=settings.SAMSYN_FRESH_MINUTES)


def is_to_be_noted(behind: Behind, now: dt.datetime) -> bool:
    """Whether "last seen" is old enough to be written anew."""
    return now - behind.last_seen_at >= SEEN_EVERY
