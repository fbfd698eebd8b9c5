"""What stands in the county that is measured? Made once by set-based SQL, kept between runs."""

import hashlib
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection

from samsyn.foundation import clock, embedded, wall
from samsyn.regions import region

HERE = Path(__file__).resolve().parent
COUNTY = "jamtland-harjedalen"
#: Party and operation of the four units that are looked at closely.
CHOSEN = (
    ("ostersund", "socialtjanst-rad-och-stod"),
    ("ostersund", "socialtjanst-myndighet"),
    ("ostersund", "skola-elevhalsa"),
    ("region-jamtland-harjedalen", "primarvard"),
)
FILES = ("county.sql", "steering.sql", "deviations.sql")
COUNTED = (
    "children_child", "children_childrecord", "cases_case", "plans_plan", "plans_planversion",
    "governance_meeting", "governance_matter", "agreements_version", "agreements_treatment",
    "deviations_deviation", "deviations_words",
    "organisations_unit", "releases_release", "releases_receivedcopy", "audit_event",
)  # fmt: skip


def superuser() -> "psycopg.Connection[Any]":
    """A connection past the wall, to the embedded server's bench database."""
    at = connection.settings_dict
    return psycopg.connect(
        host=at["HOST"], port=at["PORT"] or None, user="postgres", dbname=at["NAME"]
    )


def prepare(*, fresh: bool) -> dict[str, int]:
    """Migrate, raise the wall and load where it is missing or outdated; rows per table."""
    if fresh or not _is_current():
        _rebuild()
    _as_owner_raise_wall()
    with superuser() as db:
        db.execute("TRUNCATE django_session")
        db.execute("DELETE FROM audit_event WHERE id > (SELECT last_event FROM bench.loaded)")
        return {table: _count(db, table) for table in COUNTED}


def _count(db: "psycopg.Connection[Any]", table: str) -> int:
    row = db.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0


def _fingerprint() -> str:
    """Changes with the loader, with any migration, and with the month since days are relative."""
    import samsyn

    files = [*(HERE / file for file in FILES), HERE / "load.py"]
    files += sorted(Path(samsyn.__path__[0]).glob("*/migrations/*.py"))
    digest = hashlib.sha256(f"{clock.today():%Y-%m}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_current() -> bool:
    with superuser() as db:
        if db.execute("SELECT to_regclass('bench.loaded')").fetchone() == (None,):
            return False
        row = db.execute("SELECT fingerprint FROM bench.loaded").fetchone()
        return row is not None and row[0] == _fingerprint()


def _rebuild() -> None:
    """Empty the database, migrate as the owner and fill it as the superuser."""
    with superuser() as db:
        db.execute("DROP SCHEMA IF EXISTS bench CASCADE")
        db.execute("CREATE SCHEMA bench")
        db.execute("DROP SCHEMA public CASCADE")
        db.execute(f"CREATE SCHEMA public AUTHORIZATION {embedded.OWNER}")
    _as_owner_raise_wall(migrate=True)
    with superuser() as db:
        _name_parties(db)
        for file in FILES:
            db.execute((HERE / file).read_text(encoding="utf-8"))
        db.execute(
            "CREATE TABLE bench.loaded AS SELECT %s::text AS fingerprint, max(id) AS last_event"
            " FROM audit_event",
            [_fingerprint()],
        )
    with superuser() as db:
        db.autocommit = True
        db.execute("VACUUM ANALYZE")


def _as_owner_raise_wall(*, migrate: bool = False) -> None:
    connection.close()
    connection.settings_dict["USER"] = embedded.OWNER
    if migrate:
        call_command("migrate", interactive=False, verbosity=0)
    wall.raise_wall()
    connection.close()
    connection.settings_dict["USER"] = embedded.APP


def _name_parties(db: "psycopg.Connection[Any]") -> None:
    """The county package's parties, and which operations each has; the chosen ones first."""
    county = region(COUNTY).on(clock.today())
    db.execute("CREATE TEMP TABLE bench_party (region text, code text, name text, kind text)")
    db.execute("CREATE TEMP TABLE bench_pair (place int, party text, operation text, label text)")
    names = {party.code: party.name for party in county.parties}
    labels = {operation.code: operation.name for operation in county.operations}
    pairs = [
        (party.code, operation.code)
        for party in county.parties
        for operation in county.operations
        if party.kind in operation.huvudman
    ]
    with db.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO bench_party VALUES (%s, %s, %s, %s)",
            [(COUNTY, party.code, party.name, party.kind.value) for party in county.parties],
        )
        cursor.executemany(
            "INSERT INTO bench_pair VALUES (%s, %s, %s, %s)",
            [
                (place, party, code, f"{labels[code]}, {names[party]}")
                for place, (party, code) in enumerate([*CHOSEN, *pairs], start=1)
            ],
        )
