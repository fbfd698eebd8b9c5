"""What do all tests share? The application role behind the wall, and a small lawful world."""

import fcntl
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.core.management import CommandError
from django.db import connection, connections
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from samsyn.foundation import embedded, wall
from tests import remembered
from tests.steering import Steering
from tests.world import World

#: No test turns on how fast a machine is.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """What was read to find the tests stays; the collector need not walk it again each time."""
    gc.collect()
    gc.freeze()


def _connect_as(user: str) -> None:
    """Let this process's connections be those of `user` from now on."""
    for alias in connections:
        database = connections[alias]
        database.close()
        database.settings_dict["USER"] = user
        database.settings_dict["PASSWORD"] = ""


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: Any,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Create and migrate as the owner, then be the application role, as in production."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    # Kept between runs for one who runs a few tests at a time; CI always starts anew.
    keep = os.environ.get("SAMSYN_KEEP_TEST_DATABASE") == "1"
    with django_db_blocker.unblock():
        if worker and not keep:
            with _alone(tmp_path_factory.getbasetemp().parent) as made:
                if not made.exists():
                    _create("test_samsyn_first")
                    made.touch()
                _copy("test_samsyn_first", f"test_samsyn_{worker}")
        else:
            _create(f"test_samsyn_{worker}" if worker else "test_samsyn", keep=keep)
        remembered.prepare()
        _connect_as(embedded.APP)
    # Left standing: a live server's thread may still hold a session, and the next run starts anew.
    yield


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """One worker at a time; gives the file that says that the first database is made."""
    with (folder / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / "database.made"


def _create(name: str, *, keep: bool = False) -> None:
    """Migrate a database and raise the wall in it."""
    from django.test.utils import setup_databases

    connection.settings_dict["TEST"]["NAME"] = name
    setup_databases(verbosity=0, interactive=False, keepdb=keep)
    wall.raise_wall()


def _copy(first: str, name: str) -> None:
    """The same database under another name; migrating takes longer."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{first}"')
    connection.settings_dict["NAME"] = name


def _flush_as_owner(case: TransactionTestCase) -> None:
    """Only the owner may empty the tables after a test that commits.

    What a page still asked for when its test ended may meet the emptying: PostgreSQL then undoes
    one of the two, and emptying is tried again.
    """
    _connect_as(embedded.OWNER)
    for is_last in (False, False, True):
        try:
            _flush(case)
            break
        except CommandError as error:
            if is_last or "deadlock" not in str(error.__cause__):
                raise
    _connect_as(embedded.APP)


_flush = TransactionTestCase._fixture_teardown
TransactionTestCase._fixture_teardown = _flush_as_owner  # type: ignore[method-assign]


@pytest.fixture(params=["jamtland-harjedalen", "fjordlanda"])
def world(request: pytest.FixtureRequest, db: None) -> World:
    """A small county built by operations: once real, once with other names, ages and levels."""
    return World(request.param)


@pytest.fixture
def county(db: None) -> World:
    """The same in Jämtland Härjedalen only."""
    return World("jamtland-harjedalen")


@pytest.fixture(params=["jamtland-harjedalen", "fjordlanda"])
def steered(request: pytest.FixtureRequest, db: None) -> Steering:
    """A county's parties and the people who steer, in a real and in the invented county."""
    return Steering(request.param)


@pytest.fixture
def steering(db: None) -> Steering:
    """The same in Jämtland Härjedalen only."""
    return Steering("jamtland-harjedalen")


@pytest.fixture
def as_owner(transactional_db: None) -> Iterator[None]:
    """The tables' owner for a while: seals, and tampering that only an owner could do."""
    _connect_as(embedded.OWNER)
    yield
    _connect_as(embedded.APP)


@pytest.fixture
def statements(db: None) -> CaptureQueriesContext:
    """Counts SQL statements: `with statements: …; len(statements)`."""
    return CaptureQueriesContext(connection)
