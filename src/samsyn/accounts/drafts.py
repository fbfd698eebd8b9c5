"""What was typed but not sent? Kept on the server as one types, gone when the form succeeds."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.http import QueryDict

from samsyn.accounts.models import DRAFT_DAYS, Draft
from samsyn.foundation import clock
from samsyn.foundation.typed import is_kept

LONGEST = 200_000
#: The version that a text was written from stays with it, or others' changes would be undone.
NEVER_KEPT = {"submission", "as"}


def typed_fields(data: QueryDict) -> dict[str, list[str]]:
    """The fields worth keeping of a posted form: no secrets, no personal identity numbers."""
    return {
        name.replace("\x00", ""): [str(value).replace("\x00", "") for value in values]
        for name, values in data.lists()
        if name not in NEVER_KEPT and is_kept(name)
    }


def save_draft(actor: Any, path: str, fields: Mapping[str, list[str]]) -> Draft | None:
    """Keep what is typed at `path`; nothing is kept when it is absurdly long."""
    if sum(len(value) for values in fields.values() for value in values) > LONGEST:
        return None
    draft, _created = Draft.objects.update_or_create(
        user_id=actor.user_id,
        unit_id=actor.unit_id,
        path=path[:200],
        defaults={"fields": dict(fields), "saved_at": clock.now()},
    )
    return draft


def drop_old_drafts() -> int:
    """Forget every draft, whosever, that nobody has touched for `DRAFT_DAYS`; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT drop_old_drafts()")
        return int(cursor.fetchone()[0])


def draft_for(actor: Any, path: str) -> Draft | None:
    """The draft that this person has at `path`, if any that is not too old."""
    oldest = clock.now() - dt.timedelta(days=DRAFT_DAYS)
    mine = Draft.objects.filter(user_id=actor.user_id, unit_id=actor.unit_id, path=path[:200])
    return mine.filter(saved_at__gte=oldest).first()


def drop_draft(actor: Any, path: str) -> None:
    """Forget the draft at `path`."""
    Draft.objects.filter(user_id=actor.user_id, unit_id=actor.unit_id, path=path[:200]).delete()
