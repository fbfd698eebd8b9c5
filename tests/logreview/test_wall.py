"""What does the database itself give of the log, and what can be written there? As raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.foundation import wall
from samsyn.logreview import operations
from samsyn.logreview.rules.review import Judgement
from tests.logreview.months import Month

TABLES = ("review", "item", "judged", "shown", "conclusion")


def rows(sql: str, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def write(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def done(month: Month):
    """A review with an event, a child shown, judged and signed."""
    month.read()
    review = month.open()
    item = month.page(review.pk).items[0]
    operations.show_child(item.id, why="Måste kunna fråga rätt", actor=month.reviewer)
    operations.judge(item.id, judgement=Judgement.IN_ORDER, note="", actor=month.reviewer)
    operations.finish_review(review.pk, summary="Klart", actor=month.reviewer)
    return review, item


def test_only_the_own_partys_reviewer_meets_a_review(month: Month, done):
    for actor, count in ((month.reviewer, 1), (month.stranger, 0), (month.unit, 0), (None, 0)):
        wall.bind(actor)
        for table in TABLES:
            assert rows(f"SELECT count(*) FROM logreview_{table}") == [(count,)], (actor, table)


def test_a_reviewer_meets_no_other_units_events_in_the_table_itself(month: Month):
    month.read()
    wall.bind(month.reviewer)
    found = rows("SELECT count(*) FROM audit_event WHERE unit_id = %s", month.unit.unit_id)
    assert found == [(0,)]
    assert rows("SELECT count(*) FROM children_childrecord") == [(0,)]


@pytest.mark.parametrize("who", ["stranger", "unit", None])
def test_the_functions_give_nothing_to_others(month: Month, done, who):
    review, item = done
    wall.bind(getattr(month, who) if who else None)
    assert rows("SELECT * FROM log_items(%s)", review.pk) == []
    assert rows("SELECT log_item_child(%s)", item.id) == [(None,)]
    assert not [
        r for r in rows("SELECT * FROM log_months('2000-01-01')") if r[0] == month.unit.unit_id
    ]
    assert rows("SELECT * FROM log_waiting('2020-01-01', '2020-01-01')") == []
    waiting = rows("SELECT * FROM log_waiting(%s, %s)", month.first, month.first)
    assert month.unit.unit_id not in {row[0] for row in waiting}
    facts = "SELECT * FROM log_facts(%s, '2000-01-01', '2100-01-01', '')"
    assert rows(facts, month.unit.unit_id) == []


def test_a_role_alone_is_not_enough_the_assignment_must_be_in_force(month: Month, done):
    from samsyn.organisations.models import Assignment

    review, _item = done
    Assignment.objects.filter(pk=month.reviewer.assignment_id).update(valid_to="2020-01-01")
    wall.bind(month.reviewer)
    assert rows("SELECT * FROM log_items(%s)", review.pk) == []
    assert rows("SELECT count(*) FROM logreview_review") == [(0,)]


def test_facts_give_no_name_and_no_identity_of_a_child(month: Month):
    month.read()
    wall.bind(month.reviewer)
    found = rows(
        "SELECT * FROM log_facts(%s, '2000-01-01', '2100-01-01', 'salt')", month.unit.unit_id
    )
    text = repr(found)
    assert found and str(month.tale.child_id) not in text and "Barnsson" not in text
    other = rows("SELECT * FROM log_facts(%s, '2000-01-01', '2100-01-01', 'x')", month.unit.unit_id)
    assert {row[3] for row in found}.isdisjoint(row[3] for row in other)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE logreview_review SET seed = 'x'",
        "UPDATE logreview_item SET rules = '{}'",
        "DELETE FROM logreview_item",
        "UPDATE logreview_judged SET judgement = 'wrong'",
        "DELETE FROM logreview_judged",
        "DELETE FROM logreview_shown",
        "UPDATE logreview_conclusion SET summary = 'x'",
        "DELETE FROM logreview_conclusion",
    ],
)
def test_nothing_of_a_review_can_be_changed(month: Month, done, sql):
    wall.bind(month.reviewer)
    with pytest.raises(DatabaseError):
        write(sql)


def test_nothing_is_added_to_a_signed_review(month: Month, done):
    review, item = done
    wall.bind(month.reviewer)
    with pytest.raises(DatabaseError, match="row-level security"):
        write(
            "INSERT INTO logreview_judged (review_id, item_id, judgement, note, at, by_user)"
            " VALUES (%s, %s, 'in_order', '', now(), %s)",
            review.pk, item.id, month.reviewer.user_id,
        )  # fmt: skip


def test_nobody_is_shown_a_child_of_a_signed_review(month: Month, done):
    review, item = done
    wall.bind(month.reviewer)
    with pytest.raises(DatabaseError, match="row-level security"):
        write(
            "INSERT INTO logreview_shown (review_id, item_id, why, at, by_user)"
            " VALUES (%s, %s, 'efteråt', now(), %s)",
            review.pk, item.id, month.reviewer.user_id,
        )  # fmt: skip


def test_nobody_judges_the_own_event(month: Month):
    month.own()
    review = month.open()
    item = month.page(review.pk).items[0]
    wall.bind(month.reviewer)
    with pytest.raises(DatabaseError, match="row-level security"):
        write(
            "INSERT INTO logreview_judged (review_id, item_id, judgement, note, at, by_user)"
            " VALUES (%s, %s, 'in_order', '', now(), %s)",
            review.pk, item.id, month.reviewer.user_id,
        )  # fmt: skip


def test_nobody_judges_in_anothers_name(month: Month):
    month.read()
    review = month.open()
    item = month.page(review.pk).items[0]
    wall.bind(month.reviewer)
    with pytest.raises(DatabaseError, match="row-level security"):
        write(
            "INSERT INTO logreview_judged (review_id, item_id, judgement, note, at, by_user)"
            " VALUES (%s, %s, 'in_order', '', now(), %s)",
            review.pk, item.id, month.unit.user_id,
        )  # fmt: skip


def test_an_item_of_another_partys_unit_cannot_be_made_to_show_its_child(month: Month):
    """A reviewer who points an item of the own review at another unit's event sees nothing."""
    other = month.tale.others[0]
    party = month.world.units[other.operation].party
    if party.pk == month.unit.party_id:
        other = next(a for a in month.world.actors.values() if a.party_id != month.unit.party_id)
    month.read()
    foreign = month.read(actor=other)
    review = month.open()
    wall.bind(month.reviewer)
    write(
        "INSERT INTO logreview_item (id, review_id, event_id, rules)"
        " VALUES (gen_random_uuid(), %s, %s, '{night}')",
        review.pk, foreign,
    )  # fmt: skip
    found = rows("SELECT event_id FROM log_items(%s)", review.pk)
    assert (foreign,) not in found
