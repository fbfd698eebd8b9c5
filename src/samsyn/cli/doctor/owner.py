"""What does only the tables' owner see? A connection of its own, never the application's."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from samsyn.foundation import embedded
from samsyn.foundation.secrets import given


@contextmanager
def owners_connection() -> Iterator[Any]:
    """A read-only connection as the owner, or None when no address leads there."""
    import psycopg

    address = _address()
    if address is None:
        yield None
        return
    try:
        connection = psycopg.connect(
            host=address.host,
            port=address.port or None,
            dbname=address.name,
            user=address.user or embedded.OWNER,
            password=address.password or None,
            options="-c default_transaction_read_only=on",
        )
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        yield connection


def _address() -> embedded.Address | None:
    """The owner's own address; of the embedded server when the service stands on that."""
    if url := given("DATABASE_OWNER_URL"):
        return embedded.Address.parse(url)
    if given("DATABASE_URL"):
        return None
    from django.db import connection

    now: dict[str, Any] = connection.settings_dict
    return embedded.Address(now["HOST"], str(now["PORT"] or ""), embedded.OWNER, "", now["NAME"])


def migrations_on_disk() -> set[tuple[str, str]]:
    """Application and name of every migration that the code has."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None, ignore_no_migrations=True)
    return set(loader.disk_migrations)
