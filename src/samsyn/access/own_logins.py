"""Where is a person logged in? The living log-ins, in plain words."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samsyn.access.lifetime import idle_time, longest
from samsyn.access.sessions import end_sessions
from samsyn.accounts.models import LoginSession
from samsyn.foundation import clock
from samsyn.organisations.models import Assignment


@dataclass(frozen=True)
class OwnLogin:
    """One living log-in of one's own."""

    id: uuid.UUID
    started_at: dt.datetime
    last_seen_at: dt.datetime
    way: str
    unit: str
    is_this: bool


def own_logins(user_id: uuid.UUID, this: uuid.UUID) -> list[OwnLogin]:
    """A person's living log-ins, this one first, then the one that was last used."""
    rows = list(_living(user_id))
    units = dict(
        Assignment.objects.filter(pk__in={row.assignment_id for row in rows}).values_list(
            "pk", "unit__name"
        )
    )
    found = [
        OwnLogin(
            id=row.pk,
            started_at=row.started_at,
            last_seen_at=row.last_seen_at,
            way=way_in(row.method),
            unit=units.get(row.assignment_id, "") if row.assignment_id else "",
            is_this=row.pk == this,
        )
        for row in rows
    ]
    return sorted(found, key=lambda own: not own.is_this)


def _living(user_id: uuid.UUID) -> QuerySet[LoginSession]:
    now = clock.now()
    rows = LoginSession.objects.filter(user_id=user_id, ended_at=None)
    rows = rows.filter(last_seen_at__gt=now - idle_time(), started_at__gt=now - longest())
    return rows.order_by("-last_seen_at")


def end_own(user_id: uuid.UUID, which: str) -> int:
    """End one of a person's log-ins by its id, or `all`; how many ended."""
    if which == "all":
        return end_sessions(why="everywhere", user_id=user_id)
    try:
        return end_sessions(why="ended_by_owner", user_id=user_id, pk=uuid.UUID(which))
    except ValueError:
        return 0


def way_in(method: str) -> str:
    """How somebody logged in, in plain words."""
    ways = {
        "oidc": _("Inloggning genom arbetsgivarens inloggningstjänst"),
        "saml": _("Inloggning genom arbetsgivarens inloggningstjänst"),
        "local": _("Lösenord och engångskod"),
        "demo": _("Vald i demons lista"),
    }
    return ways.get(method, _("Annat sätt"))
