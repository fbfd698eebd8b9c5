"""What does the log say about log-ins? That one began, was renewed, ended or was refused."""

import uuid
from dataclasses import dataclass

from django.db import connection

from samsyn.accounts.models import LoginSession
from samsyn.audit.trail import record


@dataclass(frozen=True)
class _Whose:
    """Whose log-in an event is about, in the unit that this transaction works in, if any."""

    user_id: uuid.UUID | None
    unit_id: uuid.UUID | None
    assignment_id: uuid.UUID | None = None


def note_login(action: str, login_id: uuid.UUID, user_id: uuid.UUID, *, ground: str) -> None:
    """Record what happened to a log-in; `ground` is the way in or the reason, never free text."""
    record(action, LoginSession(pk=login_id), actor=_Whose(user_id, _bound_unit()), ground=ground)


def note_refused(why: str, user_id: uuid.UUID | None = None) -> None:
    """Record that somebody was not let in; `user_id` when it is known whose door was tried."""
    record("login.refused", "loginsession", actor=_Whose(user_id, _bound_unit()), ground=why)


def _bound_unit() -> uuid.UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_unit()")
        row = cursor.fetchone()
    unit: uuid.UUID | None = row[0] if row else None
    return unit
