"""The functions that look past the wall, as rows. They ask themselves who calls."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection

from samsyn.logreview.rules.hits import ZONE, Fact
from samsyn.logreview.rules.review import month_after


def at_midnight(day: dt.date) -> dt.datetime:
    """When a day begins where the users are."""
    return dt.datetime.combine(day, dt.time(), ZONE)


def months_with_events(since: dt.date) -> list[tuple[uuid.UUID, dt.date, int]]:
    """Unit, month and number of events about children, of the units that the asker reviews."""
    return _rows("SELECT * FROM log_months(%s) ORDER BY 2, 1", at_midnight(since))


def months_waiting(since: dt.date, until: dt.date) -> list[tuple[uuid.UUID, dt.date]]:
    """Unit and month, of those that have events about children and no signature."""
    return _rows("SELECT * FROM log_waiting(%s, %s)", since, until)


def facts_of(unit_id: uuid.UUID, month: dt.date, salt: str) -> list[Fact]:
    """The month's events about children, as yes and no."""
    span = at_midnight(month), at_midnight(month_after(month))
    return [
        Fact(*row) for row in _rows("SELECT * FROM log_facts(%s, %s, %s, %s)", unit_id, *span, salt)
    ]


def items_of(review_id: uuid.UUID) -> list[tuple[Any, ...]]:
    """The events of a review, as its reviewer may see them."""
    return _rows("SELECT * FROM log_items(%s)", review_id)


def child_of_item(item_id: uuid.UUID) -> Any:
    """Which child an event is about; only for who has written why."""
    [(child_id,)] = _rows("SELECT log_item_child(%s)", item_id)
    return child_id


def is_own_event(item_id: uuid.UUID) -> bool:
    """Whether the event is something that the asker did."""
    [(is_own,)] = _rows("SELECT log_item_is_own(%s)", item_id)
    return bool(is_own)


def extract_rows(child_id: uuid.UUID) -> list[tuple[dt.date, uuid.UUID, str]]:
    """Day, unit and action of what may be told of a child."""
    return _rows("SELECT * FROM log_extract(%s)", child_id)


def _rows(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
