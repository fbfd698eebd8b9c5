"""Does the chain of seals find a changed, removed or added row, even by the tables' owner?"""

import pytest
from django.db import connection

from samsyn.access.rules import Actor
from samsyn.audit.sealing import seal_events, verify_events
from samsyn.audit.trail import record


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def sealed(as_owner):
    run("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY")
    for action in ("a.read", "b.read", "c.read"):
        record(action, "thing", actor=Actor.system())
    seal_events()
    record("d.read", "thing", actor=Actor.system())
    seal_events()
    yield
    run("ALTER TABLE audit_event FORCE ROW LEVEL SECURITY")


def test_a_whole_log_is_whole(sealed):
    verdict = verify_events()
    assert verdict.faults == ()
    assert (verdict.seals, verdict.sealed_events, verdict.unsealed_events) == (2, 4, 0)


def test_nothing_new_makes_no_seal(sealed):
    assert seal_events() is None


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_event SET action = 'x.read' WHERE action = 'b.read'",
        "DELETE FROM audit_event WHERE action = 'c.read'",
        "UPDATE audit_event SET id = 0 WHERE action = 'd.read'",
        "UPDATE audit_seal SET batch_hash = repeat('f', 64) WHERE count = 3",
    ],
)
def test_tampering_shows(sealed, tampering):
    for table in ("audit_event", "audit_seal"):
        run(f"ALTER TABLE {table} DISABLE TRIGGER never_changes")
    run(tampering)
    assert verify_events().faults
    for table in ("audit_event", "audit_seal"):
        run(f"ALTER TABLE {table} ENABLE TRIGGER never_changes")
