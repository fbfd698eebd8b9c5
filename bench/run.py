"""`make bench`: is Samsyn fast in a large county? Prints a table and what breaks the budget."""

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".data" / "bench"
STATEMENTS, MILLISECONDS, LATER_BYTES, FIRST_BYTES = 15, 60, 20_000, 100_000


def main() -> int:
    """Load what is missing, measure, print."""
    given = _arguments()
    _set_up()
    from bench import load, measure, pages

    started = time.perf_counter()
    rows = load.prepare(fresh=given.fresh)
    print(f"County ready in {time.perf_counter() - started:.0f} s: ", end="")
    print(", ".join(f"{count} {table}" for table, count in rows.items()))
    print(f"Load on the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    chosen = [page for page in pages.pages() if given.only in page.name]
    with _as_application() as db:
        found = []
        print(HEAD)
        for page in chosen:
            found.append(measure.measure(page, db))
            print(_line(found[-1]), flush=True)
            if given.explain:
                print(measure.explain(db, found[-1].statements))
    print(_verdicts(found))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fresh", action="store_true", help="load the county anew")
    parser.add_argument("--only", default="", metavar="TEXT", help="pages whose name has TEXT")
    parser.add_argument("--explain", action="store_true", help="show how slow SQL is carried out")
    return parser.parse_args()


def _set_up() -> None:
    """Production's settings on the bench's own embedded server; static files as they lie."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SAMSYN_DATABASE_ROLE"):
        os.environ.pop(name, None)
    static = DATA / "static"
    static.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        SAMSYN_DATA=str(DATA), SAMSYN_STATIC=str(static), SAMSYN_HOSTS="testserver",
        SAMSYN_DEMO="1", SAMSYN_SECRET_KEY="only-for-the-bench",
        DJANGO_SETTINGS_MODULE="samsyn.config.settings",
    )  # fmt: skip
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    django.setup()


def _as_application() -> Any:
    """The application role, without Django."""
    import psycopg
    from django.db import connection

    at = connection.settings_dict
    return psycopg.connect(
        host=at["HOST"], port=at["PORT"] or None, user=at["USER"], dbname=at["NAME"],
        prepare_threshold=None,
    )  # fmt: skip


HEAD = (
    f"\n{'page':<28}{'median':>8}{'p95':>8}{'python':>8}{'raw':>8}{'ratio':>7}{'SQL':>5}"
    f"{'bytes':>9}{'brotli':>8}{'first':>8}  over"
)


def _line(one: Any) -> str:
    ratio = f"{one.median / one.raw:.1f}" if one.statements else "–"
    return (
        f"{one.page.name:<28}{one.median:>8.1f}{one.p95:>8.1f}{one.python:>8.1f}{one.raw:>8.1f}{ratio:>7}"
        f"{len(one.statements):>5}{one.size:>9}{one.brotli:>8}{one.first_load:>8}"
        f"  {', '.join(_over(one))}"
    )


def _over(one: Any) -> list[str]:
    """The budgets that a page breaks."""
    limits = {
        "SQL": len(one.statements) > STATEMENTS,
        "ms": one.median > MILLISECONDS,
        "ratio": one.median > 3 * one.raw + 10,
        "bytes": one.brotli >= LATER_BYTES,
        "first": one.first_load >= FIRST_BYTES,
    }
    return [name for name, broken in limits.items() if broken]


def _verdicts(found: list[Any]) -> str:
    rules = {
        "SQL": f"at most {STATEMENTS} statements",
        "ms": f"median at most {MILLISECONDS} ms",
        "ratio": "median at most 3 × its own SQL + 10 ms",
        "bytes": f"later pages under {LATER_BYTES // 1000} KB compressed",
        "first": f"first load under {FIRST_BYTES // 1000} KB compressed",
    }
    lines = [""]
    for name, rule in rules.items():
        over = [one.page.name for one in found if name in _over(one)]
        lines.append(f"{'OVER' if over else 'ok  '} {rule}{': ' if over else ''}{', '.join(over)}")
    for one in found:
        if {"ms", "ratio"} & set(_over(one)) and one.statements:
            taken, statement = one.slowest
            lines.append(f"  {one.page.name}: slowest SQL {taken:.1f} ms: {statement[:110]}…")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
