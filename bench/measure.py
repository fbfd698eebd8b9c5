"""What does one page cost: time, statements, bytes, and its own SQL without Python?"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import brotli
import psycopg
from django.contrib.auth import SESSION_KEY
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.pages import Page, ident
from samsyn.access.middleware import ASSIGNMENT_KEY

TIMES, REPLAYS, SLOW_SECONDS = 30, 11, 0.4
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
ASSET = re.compile(r'(?:href|src)="/static/([^"?#]+\.(?:css|js|woff2|svg))"')


@dataclass(frozen=True)
class Measured:
    """One page's costs; times in milliseconds, sizes in bytes, `brotli` at quality 5."""

    page: Page
    median: float
    p95: float
    statements: tuple[str, ...]
    raw: float
    slowest: tuple[float, str]
    size: int
    brotli: int
    first_load: int


def measure(page: Page, replayer: "psycopg.Connection[Any]") -> Measured:
    """Measure one page; raises AssertionError when it does not answer 200."""
    ask = asker(page)
    body = ask()
    with CaptureQueriesContext(connection) as seen:
        ask()
    statements = tuple(
        query["sql"] for query in seen.captured_queries if not query["sql"].startswith(NOT_COUNTED)
    )
    times = _times(ask)
    raw, slowest = replay(replayer, statements)
    packed = len(brotli.compress(body, quality=5))
    return Measured(
        page=page,
        median=median(times),
        p95=quantiles(times, n=20, method="inclusive")[-1],
        statements=statements,
        raw=raw,
        slowest=slowest,
        size=len(body),
        brotli=packed,
        first_load=packed + sum(_packed(path) for path in set(ASSET.findall(body.decode("latin1")))),
    )


def asker(page: Page) -> Callable[[], bytes]:
    """A function that makes the request once, as the unit's first person, and gives the body."""
    client = Client()
    if page.unit:
        person = (page.unit - 1) * 3 + 1
        session = client.session
        session[SESSION_KEY] = str(ident("user", person))
        session[ASSIGNMENT_KEY] = str(ident("assignment", person))
        session.save()

    def ask() -> bytes:
        response = client.post(page.path, page.post) if page.post else client.get(page.path)
        assert response.status_code == 200, (page.name, response.status_code)
        return response.content

    return ask


def _times(ask: Callable[[], bytes]) -> list[float]:
    """Milliseconds; a page that is very slow is asked fewer times."""
    found: list[float] = []
    while len(found) < (TIMES if sum(found) < SLOW_SECONDS * 1000 * TIMES else 5):
        started = time.perf_counter()
        ask()
        found.append((time.perf_counter() - started) * 1000)
        if len(found) == 5 and median(found) > SLOW_SECONDS * 1000:
            break
    return found


def replay(
    db: "psycopg.Connection[Any]", statements: tuple[str, ...]
) -> tuple[float, tuple[float, str]]:
    """Median milliseconds for the same statements in one transaction, and the slowest of them."""
    totals: list[float] = []
    each: list[list[float]] = [[] for _ in statements]
    for _ in range(REPLAYS):
        with db.transaction(force_rollback=True):
            for place, statement in enumerate(statements):
                started = time.perf_counter()
                cursor = db.execute(statement.encode())
                if cursor.description:
                    cursor.fetchall()
                each[place].append((time.perf_counter() - started) * 1000)
        totals.append(sum(times[-1] for times in each))
    slowest = max(
        ((median(times), statement) for times, statement in zip(each, statements, strict=True)),
        default=(0.0, ""),
    )
    return median(totals), slowest


def explain(db: "psycopg.Connection[Any]", statements: tuple[str, ...]) -> str:
    """The plan of the statements that take most, as the database carries them out."""
    found = []
    with db.transaction(force_rollback=True):
        for statement in statements:
            started = time.perf_counter()
            db.execute(statement.encode())
            if (time.perf_counter() - started) * 1000 > 3 and statement.startswith("SELECT"):
                rows = db.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}".encode()).fetchall()
                found.append("\n".join([statement, *(row[0] for row in rows)]))
    return "\n\n".join(found)


@cache
def _packed(path: str) -> int:
    """Bytes of a static file on the wire; fonts are compressed already."""
    found = finders.find(path)
    assert isinstance(found, str), path
    data = Path(found).read_bytes()
    return len(data) if path.endswith(".woff2") else len(brotli.compress(data))
