"""Does verification find, and name, every kind of tampering by the tables' owner?"""

import datetime as dt
import json

import pytest
from django.db import connection

from samsyn.access.rules import Actor
from samsyn.audit.models import Event, Seal
from samsyn.audit.rules import FIRST, FIRST_FIELDS, Fault, FaultKind, batch_hash, packed, seal_hash
from samsyn.audit.sealing import head, seal_events
from samsyn.audit.trail import record
from samsyn.audit.verifying import verify_events
from samsyn.foundation import clock

TABLES = ("audit_event", "audit_seal")


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def log(*actions: str) -> None:
    for action in actions:
        record(action, "thing", actor=Actor.system())


@pytest.fixture
def owned(as_owner):
    """What only an owner can do: the walls and the triggers are taken down."""
    for table in TABLES:
        run(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} DISABLE TRIGGER never_changes")
        run(f"ALTER TABLE {table} DISABLE TRIGGER never_goes")
    yield
    for table in TABLES:
        run(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        run(f"ALTER TABLE {table} ENABLE TRIGGER never_changes")
        run(f"ALTER TABLE {table} ENABLE TRIGGER never_goes")


@pytest.fixture
def sealed(owned):
    """Three seals: a b c, d, e."""
    for batch in (("a.read", "b.read", "c.read"), ("d.read",), ("e.read",)):
        log(*batch)
        seal_events()


def event(action: str) -> int:
    return Event.objects.values_list("id", flat=True).get(action=action)


def seal_of(action: str) -> int:
    return Seal.objects.get(first_event__lte=event(action), last_event__gte=event(action)).pk


def faults(**given) -> set[Fault]:
    return set(verify_events(**given).faults)


def test_a_whole_log_is_whole(sealed):
    log("f.read")
    verdict = verify_events(heads=[json.loads(head())])
    assert verdict.faults == ()
    assert (verdict.seals, verdict.sealed_events, verdict.unsealed_events) == (3, 5, 1)


def test_nothing_new_makes_no_seal(sealed):
    assert seal_events() == []


def test_many_events_become_several_seals(owned, monkeypatch):
    monkeypatch.setattr("samsyn.audit.sealing.MOST", 2)
    log("a.read", "b.read", "c.read")
    assert [seal.count for seal in seal_events()] == [2, 1]
    assert not faults()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "'x.read'"),
        ("at", "at + interval '1 millisecond'"),
        ("user_id", "gen_random_uuid()"),
        ("child_id", "gen_random_uuid()"),
        ("role", "'auditor'"),
        ("employee", "'SE-1'"),
        ("outcome", "'denied'"),
        ("rule", "'x'"),
        ("login_id", "gen_random_uuid()"),
        ("correlation_id", "gen_random_uuid()"),
        ("client", "'web'"),
        ("purpose", "'x'"),
        ("party_id", "gen_random_uuid()"),
    ],
)
def test_a_changed_row_is_named_whatever_was_changed(sealed, column, value):
    number, seal = event("b.read"), seal_of("b.read")
    run(f"UPDATE audit_event SET {column} = {value} WHERE id = %s", number)
    assert faults() == {Fault(FaultKind.CHANGED, seal, number)}


def test_a_removed_row_is_named(sealed):
    number, seal = event("b.read"), seal_of("b.read")
    run("DELETE FROM audit_event WHERE id = %s", number)
    assert faults() == {Fault(FaultKind.REMOVED, seal, number)}


def test_a_removed_first_row_is_named(sealed):
    number, seal = event("d.read"), seal_of("d.read")
    run("DELETE FROM audit_event WHERE id = %s", number)
    assert faults() == {Fault(FaultKind.REMOVED, seal, number)}


def test_an_inserted_row_is_named(owned):
    log("a.read", "gone.read", "b.read")
    between = event("gone.read")
    run("DELETE FROM audit_event WHERE id = %s", between)
    seal_events()
    log("forged.read")
    run("UPDATE audit_event SET id = %s WHERE action = 'forged.read'", between)
    assert faults() == {Fault(FaultKind.INSERTED, seal_of("a.read"), between)}


@pytest.mark.parametrize("number", [0, -7])
def test_a_row_before_the_first_is_named(sealed, number):
    log("forged.read")
    run("UPDATE audit_event SET id = %s WHERE action = 'forged.read'", number)
    assert faults() == {Fault(FaultKind.UNSEALED, seal_of("a.read"), number)}


def test_rows_that_change_places_are_both_named(sealed):
    one, two, seal = event("a.read"), event("c.read"), seal_of("a.read")
    run("UPDATE audit_event SET id = -5 WHERE id = %s", one)
    run("UPDATE audit_event SET id = %s WHERE id = %s", one, two)
    run("UPDATE audit_event SET id = %s WHERE id = -5", two)
    assert faults() == {Fault(FaultKind.SWAPPED, seal, one), Fault(FaultKind.SWAPPED, seal, two)}


def test_a_removed_seal_is_told_by_the_next_and_its_events_are_named(sealed):
    gone, after, number = seal_of("d.read"), seal_of("e.read"), event("d.read")
    run("DELETE FROM audit_seal WHERE id = %s", gone)
    assert faults() == {
        Fault(FaultKind.SEAL_GONE, gone),
        Fault(FaultKind.SEAL_BROKEN, after),
        Fault(FaultKind.UNSEALED, after, number),
    }


@pytest.mark.parametrize("column", ["count", "first_event", "sealed_at", "leaves"])
def test_a_changed_seal_is_named(sealed, column):
    value = {
        "sealed_at": "sealed_at + interval '1 second'",
        "leaves": "leaves || leaves",
    }.get(column, f"{column} + 1")
    seal = seal_of("a.read")
    run(f"UPDATE audit_seal SET {column} = {value} WHERE id = %s", seal)
    assert Fault(FaultKind.SEAL_CHANGED, seal) in faults()


def test_a_seal_that_was_made_anew_around_a_changed_row_is_told_by_the_next(sealed):
    remake("a.read")
    assert faults() == {Fault(FaultKind.SEAL_BROKEN, seal_of("d.read"))}


def remake(action: str) -> None:
    """The owner changes a row and computes its seal anew."""
    from samsyn.audit.rules import FIELDS, leaf_hash

    run("UPDATE audit_event SET role = 'forged' WHERE action = %s", action)
    seal = Seal.objects.get(pk=seal_of(action))
    rows = Event.objects.filter(id__gte=seal.first_event, id__lte=seal.last_event).order_by("id")
    leaves = packed((row["id"], leaf_hash(row)) for row in rows.values(*FIELDS))
    digest = seal_hash(seal.previous_hash, seal.sealed_at, leaves)
    run("UPDATE audit_seal SET leaves=%s, batch_hash=%s WHERE id=%s", leaves, digest, seal.pk)


def test_a_last_seal_that_was_made_anew_is_told_by_what_was_exported(sealed):
    known = [json.loads(head())]
    remake("e.read")
    assert faults() == set()
    assert faults(heads=known) == {Fault(FaultKind.SEAL_REPLACED, known[0]["seal"])}


def test_a_log_whose_end_was_cut_off_is_told_by_the_counter_and_by_what_was_exported(sealed):
    known, gone = [json.loads(head())], seal_of("e.read")
    run("DELETE FROM audit_seal WHERE id = %s", gone)
    run("DELETE FROM audit_event WHERE action = 'e.read'")
    assert faults() == {Fault(FaultKind.SEAL_GONE, gone)}
    run("SELECT setval('audit_seal_id_seq', %s)", gone - 1)
    assert faults() == set()
    assert faults(heads=known) == {Fault(FaultKind.SEAL_GONE, gone)}


def test_a_last_seal_that_gave_place_to_a_new_one_leaves_its_number(sealed):
    """The owner takes the last seal away, changes its event and seals anew."""
    gone = seal_of("e.read")
    run("DELETE FROM audit_seal WHERE id = %s", gone)
    run("UPDATE audit_event SET role = 'forged' WHERE action = 'e.read'")
    seal_events()
    assert faults() == {Fault(FaultKind.SEAL_GONE, gone)}


def test_numbers_that_no_event_had_are_counted(owned):
    log("a.read", "gone.read", "b.read")
    run("DELETE FROM audit_event WHERE action = 'gone.read'")
    seal_events()
    log("c.read")
    seal_events()
    unused = verify_events().unused
    run("DELETE FROM audit_event WHERE action = 'c.read'")
    assert unused >= 1 and verify_events().unused == unused


def test_only_seals_since_a_day(sealed):
    run("UPDATE audit_event SET role = 'x' WHERE action = 'a.read'")
    assert faults()
    later = clock.now() + dt.timedelta(days=1)
    with clock.held(later):
        log("f.read")
        seal_events()
    assert not faults(since=later)


def test_a_seal_of_the_first_form_still_holds(owned):
    """As seals were made before events had circumstances."""
    log("a.read", "b.read")
    rows = list(Event.objects.order_by("id").values(*FIRST_FIELDS))
    Seal.objects.create(
        sealed_at=clock.now(), first_event=rows[0]["id"], last_event=rows[-1]["id"], count=2,
        previous_hash=FIRST, batch_hash=batch_hash(FIRST, rows), form=1,
    )  # fmt: skip
    log("c.read")
    seal_events()
    assert not faults()
    run("UPDATE audit_event SET action = 'x.read' WHERE action = 'b.read'")
    assert {fault.kind for fault in faults()} == {FaultKind.BATCH}


def test_the_application_can_neither_change_nor_remove_nor_seal(as_owner):
    """The triggers bind the owner as well."""
    from django.db import DatabaseError

    run("ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY")
    log("a.read")
    for sql in ("UPDATE audit_event SET role = 'x'", "DELETE FROM audit_event"):
        with pytest.raises(DatabaseError, match="never change"):
            run(sql)
    run("ALTER TABLE audit_event FORCE ROW LEVEL SECURITY")
