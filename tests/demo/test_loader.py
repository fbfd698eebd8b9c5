"""Is the demo county lawful, whole and the same every time?"""

import pytest
from django.db import connection, transaction

from samsyn.access.queries import actor_from
from samsyn.access.rules import Permission, roles
from samsyn.cases.models import Case
from samsyn.cases.rules import State
from samsyn.demo.loader import FEATURED, load
from samsyn.demo.plots import SHARES
from samsyn.foundation import wall
from samsyn.organisations.models import Assignment, Unit
from samsyn.regions import region
from samsyn.workspace.turns import turns_for

#: Met by reviewers, archivists and administrators alone, who work with no child.
OF_OFFICES = ("retention_", "logreview_", "administration_")
NOT_IN_DEMO = {"accounts_draft", "audit_seal", "patterns_member"}


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo county, loaded once for this module and rolled back after."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded = load(children=110)
        yield loaded
        transaction.set_rollback(True)


def actors():
    rows = Assignment.objects.select_related("user", "unit__party").order_by("id")
    return [a for a in map(actor_from, rows) if a.may(Permission.CHILD_READ)]


def test_every_kind_of_thing_is_there(demo, django_db_blocker):
    with django_db_blocker.unblock():
        seen = {model._meta.db_table: 0 for model in wall.models_about_children()}
        states = set()
        for actor in actors():
            wall.bind(actor)
            states |= set(Case.objects.values_list("state", flat=True))
            with connection.cursor() as cursor:
                for table in seen:
                    cursor.execute(f"SELECT count(*) FROM {table}")
                    seen[table] += cursor.fetchone()[0]
        empty = {table for table, rows in seen.items() if not rows}
        assert {table for table in empty if not table.startswith(OF_OFFICES)} == NOT_IN_DEMO
        assert states == {state.value for state in State}


def test_all_operations_have_units_and_all_roles_have_people(demo, django_db_blocker):
    with django_db_blocker.unblock():
        codes = {operation.code for operation in region("jamtland-harjedalen").operations}
        assert codes <= set(Unit.objects.values_list("operation", flat=True))
        assert set(roles()) == set(Assignment.objects.values_list("role", flat=True))


def test_everyone_finds_a_turn_of_each_kind_somewhere(demo, django_db_blocker):
    with django_db_blocker.unblock():
        words = set()
        for actor in actors():
            wall.bind(actor)
            words |= {item.what for item in turns_for(actor)}
        assert len(words) >= 9, words


def test_every_plot_has_a_share_and_a_story(demo):
    names = {plot.__name__ for plot, _share in SHARES}
    assert {plot for plot, _need in FEATURED.values()} <= names
    assert sum(share for _plot, share in SHARES) >= 100
