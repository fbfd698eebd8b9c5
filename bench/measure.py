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
from bench.pages import Page, ident
from django.contrib.auth import SESSION_KEY
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.access.middleware import ASSIGNMENT_KEY

#: Requests per page; a page slower than this many milliseconds is asked five times.
TIMES, SLOW = 30, 400
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
ASSET = re.compile(r'(?:href|src)="/static/([^"?#]+\.(?:css|js|woff2|svg))"')


@dataclass(frozen=True)
class Measured:
    """One page's costs: milliseconds and bytes; `python` is this process's own work."""

    page: Page
    median: float
    p95: float
    python: float
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
    times, python, raw, each = _rounds(ask, replayer, statements)
    packed = len(brotli.compress(body, quality=5))
    return Measured(
        page=page,
        median=median(times),
        p95=quantiles(times, n=20, method="inclusive")[-1],
        statements=statements,
        python=median(python),
        raw=median(raw),
        slowest=max(
            ((median(found), sql) for found, sql in zip(each, statements, strict=True)),
            default=(0.0, ""),
        ),
        size=len(body),
        brotli=packed,
        first_load=packed
        + sum(_packed(path) for path in set(ASSET.findall(body.decode("latin1")))),
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


def _rounds(
    ask: Callable[[], bytes], db: "psycopg.Connection[Any]", statements: tuple[str, ...]
) -> tuple[list[float], list[float], list[float], list[list[float]]]:
    """Milliseconds of each request, of Python's part in it, and of the same SQL right after.

    Taken in turns, so that whatever else the machine does weighs on both.
    """
    times: list[float] = []
    python: list[float] = []
    raw: list[float] = []
    each: list[list[float]] = [[] for _ in statements]
    while len(times) < TIMES and not (len(times) >= 5 and median(times) > SLOW):
        started, worked = time.perf_counter(), time.process_time()
        ask()
        times.append((time.perf_counter() - started) * 1000)
        python.append((time.process_time() - worked) * 1000)
        taken = replay(db, statements)
        raw.append(sum(taken))
        for found, one in zip(each, taken, strict=True):
            found.append(one)
    return times, python, raw, each


def replay(db: "psycopg.Connection[Any]", statements: tuple[str, ...]) -> list[float]:
    """Milliseconds of each statement, in one transaction that is rolled back."""
    taken = []
    with db.transaction(force_rollback=True):
        for statement in statements:
            started = time.perf_counter()
            cursor = db.execute(statement.encode())
            if cursor.description:
                cursor.fetchall()
            taken.append((time.perf_counter() - started) * 1000)
    return taken


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
