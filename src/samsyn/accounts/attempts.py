"""A log-in on its way to a provider and back: begun here, and finished once."""

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore

from samsyn.accounts.models import LoginAttempt
from samsyn.foundation import clock

LIFETIME = dt.timedelta(minutes=15)
LONGEST_TARGET = 2000

#: Deleting is what makes it single-use: of two requests at once, PostgreSQL lets one have the row.
TAKE = """
    DELETE FROM accounts_loginattempt
    WHERE state = %s AND browser = %s AND way = %s AND started_at > %s RETURNING *
"""


def new_secret() -> str:
    """256 bits that nobody can guess, for a browser's cookie, a state or a nonce."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Begun:
    """What goes to the provider: `state` and `nonce` as they are, of `verifier` only the hash."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Finished:
    """What a begun log-in was for; it is gone from the database."""

    nonce: str
    verifier: str
    target: str
    is_again: bool
    started_at: dt.datetime


def begin(browser: str, way: str, *, target: str, is_again: bool = False) -> Begun:
    """Begin a log-in by `way` in the browser whose cookie holds `browser`."""
    drop_old_attempts()
    begun = Begun(new_secret(), new_secret(), secrets.token_urlsafe(48))
    LoginAttempt.objects.create(
        way=way, state=_digest(begun.state), browser=_digest(browser), nonce=begun.nonce,
        verifier=begun.verifier, target=target if len(target) <= LONGEST_TARGET else "/",
        is_again=is_again, started_at=clock.now(),
    )  # fmt: skip
    return begun


def drop_old_attempts() -> int:
    """Forget what was begun too long ago to be finished, and how many; sessions past their end."""
    SessionStore.clear_expired()
    return LoginAttempt.objects.filter(started_at__lte=clock.now() - LIFETIME).delete()[0]


def way_of(state: str) -> str:
    """By which way a log-in that is not finished was begun with this state; empty when none was."""
    rows = LoginAttempt.objects.filter(state=_digest(state), started_at__gt=clock.now() - LIFETIME)
    return rows.values_list("way", flat=True).first() or ""


def finish(browser: str, way: str, state: str) -> Finished | None:
    """Take what was begun: once, by the same browser and way, in time. Otherwise None."""
    oldest = clock.now() - LIFETIME
    rows = LoginAttempt.objects.raw(TAKE, [_digest(state), _digest(browser), way, oldest])
    for row in rows:
        return Finished(row.nonce, row.verifier, row.target, row.is_again, row.started_at)
    return None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
