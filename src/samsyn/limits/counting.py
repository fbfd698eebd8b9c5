"""How often has this been asked? One statement, shared by all processes."""

import datetime as dt

from django.db import connection
from django.utils.crypto import salted_hmac

from samsyn.limits.rules import Limit, Window

SALT = "samsyn.limits"
ONE_MORE = """
INSERT INTO limits_count AS c (key, number, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET number = c.number + 1 RETURNING number
"""
FORGET = """
DELETE FROM limits_count WHERE key IN (
  SELECT key FROM limits_count WHERE ends_at < %s LIMIT 1000 FOR UPDATE SKIP LOCKED)
"""


def count_one(limit: Limit, who: str, stretch: Window) -> int:
    """Count one request and answer how many there are in this stretch."""
    text = f"{limit.name}:{stretch.number}:{who}"
    key = salted_hmac(SALT, text, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [key, stretch.ends_at])
        return int(cursor.fetchone()[0])


def forget(now: dt.datetime) -> int:
    """Remove stretches that have ended, but those that another process removes; how many."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [now])
        return int(cursor.rowcount)
