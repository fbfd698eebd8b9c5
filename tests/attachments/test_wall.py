"""Does the database itself keep the files' rows apart? Raw SQL as the application role."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from samsyn.cases.operations import withdraw_family_consent
from samsyn.foundation import wall
from samsyn.releases.rules import Scope
from tests.attachments.conftest import attach, share


def asked(actor, sql: str, *values):
    with transaction.atomic():
        wall.bind(actor)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()[0] if cursor.description else cursor.rowcount


def count(actor) -> int:
    return asked(actor, "SELECT count(*) FROM attachments_attachment")


def changed(actor, sql: str, *values) -> int:
    try:
        return asked(actor, sql, *values)
    except DatabaseError:
        return 0


class TestWhoMeetsARow:
    def test_the_owner_and_those_with_that_release_and_nobody_else(self, tale):
        attach(tale)
        one, two = tale.others[:2]
        assert (count(tale.owner), count(one), count(two), count(None)) == (1, 0, 0, 0)
        share(tale, Scope.NEED, Scope.MEETING, Scope.PLAN)
        assert count(one) == 0
        share(tale)
        assert (count(one), count(two), count(None)) == (1, 0, 0)
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        assert (count(tale.owner), count(one)) == (1, 0)

    def test_one_that_is_taken_off_is_the_owners_alone(self, tale):
        attach(tale)
        asked(tale.owner, "UPDATE attachments_attachment SET taken_off_at = now(), title = ''")
        share(tale)
        assert (count(tale.owner), count(tale.others[0])) == (1, 0)


FORGED = {
    "take it off": "UPDATE attachments_attachment SET taken_off_at = now(), title = ''",
    "call it something else": "UPDATE attachments_attachment SET title = 'x'",
    "delete it": "DELETE FROM attachments_attachment",
}


class TestForging:
    @pytest.mark.parametrize("what", sorted(FORGED))
    def test_a_unit_that_sees_changes_nothing(self, tale, what):
        attach(tale)
        share(tale)
        assert changed(tale.others[0], FORGED[what]) == 0

    @pytest.mark.parametrize("what", sorted(FORGED))
    def test_nor_does_the_owner_once_it_is_shared(self, tale, what):
        attach(tale)
        share(tale)
        withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        assert changed(tale.owner, FORGED[what]) == 0

    @pytest.mark.parametrize("column", ["sha256", "name", "size", "case_id", "unit_id", "added_at"])
    def test_what_was_kept_is_what_was_kept(self, tale, column):
        attach(tale)
        assert changed(tale.owner, f"UPDATE attachments_attachment SET {column} = {column}") == 0

    def test_nobody_puts_a_file_to_anothers_case(self, tale):
        attach(tale)
        share(tale, Scope.PLAN, Scope.ATTACHMENT)
        insert = (
            "INSERT INTO attachments_attachment (id, submission, child_id, case_id, unit_id, kind,"
            " title, media, size, sha256, name, is_scanned, added_at) VALUES (%s, %s, %s, %s,"
            " app_unit(), 'basis', 'x', 'text/plain', 1, '', %s, false, now())"
        )
        values = (uuid.uuid4(), uuid.uuid4(), tale.child_id, tale.case_id, uuid.uuid4().hex)
        assert changed(tale.others[0], insert, *values) == 0
        assert changed(tale.owner, insert, *values) == 1
