"""What does an event hold, and is every no remembered?"""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from samsyn.access.events import note_login
from samsyn.accounts.models import Identity, IdentityKind
from samsyn.audit.models import Event
from samsyn.audit.rules import FIELDS, Outcome, Purpose, purpose_of
from samsyn.cases.operations import close_case
from samsyn.family.access import Member
from samsyn.foundation import wall
from samsyn.foundation.refusals import Denied
from tests.browsing import client_of
from tests.world import World


def events(actor, **which) -> list[Event]:
    wall.bind(actor)
    return list(Event.objects.filter(unit_id=actor.unit_id, **which).order_by("id"))


class TestFields:
    def test_every_column_is_sealed(self):
        assert {field.column for field in Event._meta.concrete_fields} == set(FIELDS)

    def test_a_reading_says_who_through_what_and_why(self, county: World):
        tale = county.tale().to_plan_in_force()
        Identity.objects.create(
            user_id=tale.owner.user_id, kind=IdentityKind.HSA_ID, value="SE2321000016-0001"
        )
        client_of(tale.owner).get(reverse("workspace:child", args=[tale.child_id]))
        event = events(tale.owner, action="child.read")[-1]
        assert event.child_id == tale.child_id and event.user_id == tale.owner.user_id
        assert (event.party_id, event.role) == (tale.owner.party_id, tale.owner.role)
        assert (event.outcome, event.rule) == ("allowed", "child.read")
        assert (event.client, event.purpose) == ("web", "coordination")
        assert event.employee == "SE2321000016-0001"
        assert event.login_id and event.correlation_id

    def test_what_one_request_does_belongs_together(self, county: World):
        tale = county.tale()
        client = client_of(tale.owner)
        for _ in range(2):
            client.get("/barn/")
        seen = {event.correlation_id for event in events(tale.owner, action="child.listed")}
        assert len(seen) == 2

    def test_nobody_can_say_that_the_employee_is_another(self, county: World):
        actor = county.fitting(10, 1)[0]
        wall.bind(actor)
        made = Event.objects.create(
            at="2026-01-01T00:00Z", unit_id=actor.unit_id, user_id=actor.user_id, action="a.b",
            object_type="x", employee="SE-forged",
        )  # fmt: skip
        made.refresh_from_db()
        assert made.employee == ""

    def test_what_is_done_at_the_command_line_says_so(self, county: World):
        tale = county.tale()
        assert events(tale.owner, action="child.registered")[0].client == "cli"

    @pytest.mark.parametrize(
        ("action", "purpose"),
        [
            ("plan.read", Purpose.COORDINATION),
            ("deviation.closed", Purpose.QUALITY),
            ("log.opened", Purpose.CONTROL),
            ("arena.opened", Purpose.STEERING),
            ("unit.opened", Purpose.ADMINISTRATION),
        ],
    )
    def test_every_action_has_a_purpose(self, action, purpose):
        assert purpose_of(action) is purpose


class TestRefusals:
    def test_an_unknown_child_is_remembered(self, world: World):
        tale = world.tale(others=1)
        stranger = world.fitting(10, 6)[-1]
        assert client_of(stranger).get(f"/barn/{tale.child_id}/").status_code == 404
        [event] = events(stranger, outcome=Outcome.DENIED)
        assert (event.action, event.object_id) == ("child.refused", str(tale.child_id))
        assert event.child_id == tale.child_id and event.rule == "unknown"
        assert event.user_id == stranger.user_id and event.client == "web"

    def test_a_case_of_another_unit_is_remembered_without_telling_whose(self, county: World):
        tale = county.tale(others=1)
        tale.need()
        stranger = county.fitting(10, 6)[-1]
        client_of(stranger).get(reverse("cases:call", args=[tale.case_id]))
        [event] = events(stranger, outcome=Outcome.DENIED)
        assert (event.action, event.object_id) == ("case.refused", str(tale.case_id))
        assert event.child_id is None

    def test_a_role_that_may_not_is_remembered(self, county: World):
        tale = county.tale()
        unit = county.units[tale.owner.operation]
        auditor = county.add_unit(tale.owner.operation, unit.party, "revision", role="auditor")
        assert client_of(auditor).get(f"/barn/{tale.child_id}/").status_code == 403
        [event] = events(auditor, outcome=Outcome.DENIED)
        assert (event.action, event.rule) == ("child.refused", "child.read")

    def test_an_operation_that_is_denied_is_undone_and_remembered(self, world: World):
        tale = world.tale(others=1).to_plan_in_force()
        other = tale.others[0]
        with pytest.raises(Denied):
            close_case(tale.case_id, why="Slut", actor=other)
        [event] = events(other, outcome=Outcome.DENIED)
        assert (event.action, event.rule) == ("case.refused", "close_case")
        assert event.object_id == str(tale.case_id)

    def test_a_denied_form_leaves_one_event(self, county: World):
        tale = county.tale(others=1).to_plan_in_force()
        other = tale.others[0]
        client_of(other).post(reverse("cases:close", args=[tale.case_id]), {"why": "Slut"})
        assert len(events(other, outcome=Outcome.DENIED)) == 1

    def test_an_address_without_an_object_leaves_nothing(self, county: World):
        actor = county.fitting(10, 1)[0]
        assert client_of(actor).get("/finns-inte/").status_code == 404
        assert events(actor, outcome=Outcome.DENIED) == []

    def test_nobody_leaves_nothing(self, db):
        client_of(None).get(f"/barn/{uuid.uuid4()}/")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_event")
            assert cursor.fetchone() == (0,)


def test_what_somebody_did_for_no_unit_is_nobody_elses(county: World):
    one, other = county.fitting(10, 2)
    wall.bind(None)
    note_login("login.started", uuid.uuid4(), one.user_id, ground="oidc")
    note_login("login.started", uuid.uuid4(), other.user_id, ground="oidc")
    asked = "SELECT count(*) FROM audit_event WHERE unit_id IS NULL AND action LIKE 'login.%%'"
    with transaction.atomic(), connection.cursor() as cursor:
        wall.bind(Member(one.user_id))
        cursor.execute(f"{asked} AND user_id = %s", [one.user_id])
        mine = cursor.fetchone()[0]
        cursor.execute(asked)
        assert cursor.fetchone()[0] == mine == 1
        wall.bind(None)
        cursor.execute(asked)
        assert cursor.fetchone() == (0,)


def refuses(actor, sql: str, *values: object) -> str:
    """What the database says to the application's role; fails when it says nothing."""
    with (
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        wall.bind(actor)
        cursor.execute(sql, values)
    return str(refused.value)


class TestTheCounter:
    """A number that is taken ahead would hide what comes after it from the seals, or break them."""

    @pytest.mark.parametrize("number", [2**63 - 1, -5, 1])
    def test_the_application_gives_no_event_its_number(self, county: World, number):
        actor = county.fitting(10, 1)[0]
        told = refuses(
            actor,
            "INSERT INTO audit_event (id, at, user_id, unit_id, action, object_type, object_id,"
            " ground, role, employee, purpose, outcome, rule, client)"
            " VALUES (%s, now(), %s, %s, 'a.read', 'x', '', '', '', '', '', 'allowed', '', '')",
            number, actor.user_id, actor.unit_id,
        )  # fmt: skip
        assert "permission denied" in told

    @pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
    @pytest.mark.parametrize("sql", ["nextval('{}')", "setval('{}', 9000)"])
    def test_nor_moves_a_counter(self, county: World, table, sql):
        told = refuses(county.fitting(10, 1)[0], f"SELECT {sql.format(f'{table}_id_seq')}")
        assert "permission denied" in told


class TestInTheOwnName:
    @pytest.mark.parametrize("who", ["another in the county", None])
    def test_no_event_says_that_another_did_it(self, county: World, who):
        actor, other = county.fitting(10, 2)
        told = refuses(
            actor,
            "INSERT INTO audit_event (at, user_id, unit_id, action, object_type, object_id,"
            " ground, role, employee, purpose, outcome, rule, client)"
            " VALUES (now(), %s, %s, 'a.read', 'x', '', '', '', '', '', 'allowed', '', '')",
            other.user_id if who else None, actor.unit_id,
        )  # fmt: skip
        assert "row-level security" in told

    def test_what_nobody_did_tells_of_no_child(self, db):
        add = (
            "INSERT INTO audit_event (at, child_id, action, object_type, object_id,"
            " ground, role, employee, purpose, outcome, rule, client)"
            " VALUES (now(), %s, 'a.read', 'x', '', '', '', '', '', 'allowed', '', '')"
        )
        assert "row-level security" in refuses(None, add, uuid.uuid4())
        wall.bind(None)
        with connection.cursor() as cursor:
            cursor.execute(add, [None])
