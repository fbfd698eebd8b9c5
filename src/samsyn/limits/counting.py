"""How often has this been asked? One statement, shared by all processes."""

import datetime as dt

from django.db import connection
from django.utils.crypto import salted_hmac

from samsyn.limits.rules import Limit, Window

SALT = "samsyn.limits"
#: Counts, and makes room after stretches that have ended; but for those another process removes.
ONE_MORE = """
WITH ended AS (
  DELETE FROM limits_count WHERE key IN (
    SELECT key FROM limits_count WHERE ends_at <= %s LIMIT 100 FOR UPDATE SKIP LOCKED)
)
INSERT INTO limits_count AS c (key, number, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET number = c.number + 1 RETURNING number
"""


def count_one(limit: Limit, who: str, stretch: Window) -> int:
    """Count one request and answer how many there are in this stretch."""
    text = f"{limit.name}:{stretch.number}:{who}"
    key = salted_hmac(SALT, text, algorithm="sha256").hexdigest()
    began = stretch.ends_at - dt.timedelta(seconds=limit.seconds)
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [began, key, stretch.ends_at])
        return int(cursor.fetchone()[0])
