"""What does the log say about log-ins? That one began, was renewed, ended or was refused."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from samsyn.accounts.models import LoginSession
from samsyn.audit.trail import record

SET_USER = "SELECT set_config('samsyn.user', %s, true)"


@dataclass(frozen=True)
class _Whose:
    """Whose log-in an event is about, in the unit that this transaction works in, if any."""

    user_id: uuid.UUID | None
    unit_id: uuid.UUID | None
    assignment_id: uuid.UUID | None = None


def note_login(action: str, login_id: uuid.UUID, user_id: uuid.UUID, *, ground: str) -> None:
    """Record what happened to a log-in; `ground` is the way in or the reason, never free text."""
    with _as(user_id) as whose:
        record(action, LoginSession(pk=login_id), actor=whose, ground=ground)


def note_refused(why: str, user_id: uuid.UUID | None = None) -> None:
    """Record that somebody was not let in; `user_id` when it is known whose door was tried."""
    with _as(user_id) as whose:
        record("login.refused", "loginsession", actor=whose, ground=why)


@contextmanager
def _as(user_id: uuid.UUID | None) -> Iterator[_Whose]:
    """Be this person to the database for one event: what is done for no unit is its doer's own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_unit(), coalesce(current_setting('samsyn.user', true), '')")
        unit, before = cursor.fetchone()
        cursor.execute(SET_USER, [str(user_id or "")])
        yield _Whose(user_id, unit)
        cursor.execute(SET_USER, [before])
