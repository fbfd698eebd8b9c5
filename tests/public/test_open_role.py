"""What can the open site's database role reach? What is published, and nothing else."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from samsyn.accounts.models import User
from samsyn.agreements.models import Comment, Reading, Reminder, VersionStep
from samsyn.audit.models import Event
from samsyn.cases.models import Case
from samsyn.foundation import wall
from samsyn.governance.models import Attendance, BalanceEntry, MatterStep, SeatHolder
from samsyn.organisations.models import Assignment, Unit
from samsyn.public.queries import arenas as arena_queries
from tests.public.conftest import Shown

CLOSED = (
    {model._meta.db_table for model in wall.models_about_children()}
    | {
        model._meta.db_table
        for model in (
            User, Assignment, Unit, Event, SeatHolder, Attendance, BalanceEntry, MatterStep,
            VersionStep, Comment, Reminder, Reading,
        )
    }
    | {"django_session", "django_migrations", "auth_permission"}
)  # fmt: skip
TABLES = sorted(
    {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    | {"django_migrations"}
)


def as_open(sql: str) -> list[tuple[object, ...]]:
    """Run one statement as the open site's role; what is refused undoes only itself."""
    with transaction.atomic(), wall.as_open_site(), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


class TestReading:
    @pytest.mark.parametrize("table", sorted(CLOSED))
    def test_is_refused_for_children_people_and_sessions(self, db, table):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute("SET LOCAL ROLE samsyn_open")
            connection.cursor().execute(f"SELECT 1 FROM {table} LIMIT 1")

    def test_every_table_that_opens_says_so_in_its_wall(self, db):
        with transaction.atomic(), wall.as_open_site(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT t FROM unnest(%s::text[]) AS t WHERE has_table_privilege(t, 'SELECT')",
                [TABLES],
            )
            found = {row[0] for row in cursor.fetchall()}
        says = {m._meta.db_table for m, w in wall.walled_models().items() if w.open}
        assert found - says <= {"governance_arena_prepares_for"}

    def test_of_open_tables_only_published_rows_are_met(self, shown_one: Shown):
        assert as_open("SELECT count(*) FROM governance_agendaitem") == [(1,)]
        assert as_open("SELECT count(*) FROM governance_matter") == [(1,)]
        assert as_open("SELECT count(*) FROM governance_mandatetext") == [(1,)]
        assert as_open("SELECT DISTINCT state FROM agreements_version") == [("in_force",)]
        assert as_open("SELECT count(*) FROM agreements_clause") == [(1,)]


class TestWriting:
    @pytest.mark.parametrize("table", TABLES)
    def test_nothing_can_be_written(self, db, table):
        with transaction.atomic(), wall.as_open_site(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_any_column_privilege(%s, 'INSERT') OR"
                " has_any_column_privilege(%s, 'UPDATE') OR has_table_privilege(%s, 'DELETE') OR"
                " has_table_privilege(%s, 'TRUNCATE')",
                [table] * 4,
            )
            assert cursor.fetchone() == (False,)


class TestAPlantedQuery:
    def test_of_cases_on_an_open_page_is_refused(self, shown_one: Shown, monkeypatch):
        def planted(*_given: object) -> None:
            Case.objects.count()

        monkeypatch.setattr(arena_queries, "_linked", planted)
        path = f"/arenor/{shown_one.code}/barnets-arena/"
        with transaction.atomic():
            answer = Client(raise_request_exception=False).get(path)
            transaction.set_rollback(True)
        assert answer.status_code == 500

    def test_says_why(self, shown_one: Shown, monkeypatch):
        with (
            pytest.raises(ProgrammingError, match="permission denied for table cases_case"),
            transaction.atomic(),
        ):
            connection.cursor().execute("SET LOCAL ROLE samsyn_open")
            Case.objects.count()

    def test_a_block_within_a_block_keeps_the_role(self, db):
        with transaction.atomic(), wall.as_open_site(), connection.cursor() as cursor:
            with wall.as_open_site():
                pass
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("samsyn_open",)

    def test_the_role_is_taken_off_after_the_page(self, shown_one: Shown):
        Client().get("/arenor/")
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("samsyn_app",)
