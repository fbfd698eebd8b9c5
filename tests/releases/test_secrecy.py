"""Does the database itself keep secrets? Raw reads as the application role, without our filters."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from samsyn.cases import operations as cases
from samsyn.foundation import clock, wall
from samsyn.releases.rules import Ground, Scope
from tests.world import Tale, World


def count(table: str) -> int:
    """Rows of a table as the bound actor meets them, without any filter of ours."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


ABOUT_CHILDREN = sorted(model._meta.db_table for model in wall.models_about_children())


class TestNobody:
    @pytest.mark.parametrize("table", ABOUT_CHILDREN)
    def test_without_an_actor_there_are_no_rows(self, county: World, table: str):
        county.tale().to_plan_in_force()
        wall.bind(None)
        if table == "audit_event":
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM audit_event WHERE child_id IS NOT NULL")
                assert cursor.fetchone()[0] == 0
        else:
            assert count(table) == 0


class TestApplicationRole:
    def test_owns_nothing_and_cannot_step_around(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
            )
            assert cursor.fetchone() == (False, False)
            cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
            assert cursor.fetchone()[0] == 0

    @pytest.mark.parametrize("table", ABOUT_CHILDREN)
    def test_every_table_about_a_child_has_forced_policies(self, db, table: str):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s",
                [table],
            )
            assert cursor.fetchone() == (True, True)

    @pytest.mark.parametrize("table", ["audit_event", "plans_planversion", "releases_receivedcopy"])
    @pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
    def test_history_cannot_be_rewritten(self, county: World, table: str, verb: str):
        tale = county.tale().to_plan_in_force()
        wall.bind(tale.owner)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb.format(table))


class TestReleases:
    def test_another_unit_meets_nothing_before_a_release(self, world: World):
        tale = world.tale()
        tale.need()
        tale.family()
        for actor in tale.others:
            wall.bind(actor)
            assert [t for t in ABOUT_CHILDREN if t != "audit_event" and count(t)] == []

    def test_a_called_unit_meets_exactly_what_its_release_gives(self, world: World):
        tale = world.tale()
        tale.need()
        tale.family()
        tale.call()
        wall.bind(tale.others[0])
        met = {t for t in ABOUT_CHILDREN if t != "audit_event" and count(t)}
        assert met == {
            "children_child", "children_childrecord", "releases_release", "releases_receivedcopy",
            "cases_case", "cases_need", "cases_casestep", "cases_call", "cases_summons",
        }  # fmt: skip

    def test_a_release_of_the_need_alone_shows_no_meeting_and_no_plan(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        told = county.fitting(10, 5)[-1]
        assert told.unit_id not in {a.unit_id for a in [tale.owner, *tale.others]}
        cases.share_case(
            tale.case_id, [told.unit_id], scopes=[Scope.NEED], ground=Ground.DUTY_BY_LAW,
            valid_until=clock.today() + dt.timedelta(days=9), note="Anmälan", actor=tale.owner,
        )  # fmt: skip
        wall.bind(told)
        assert count("cases_need") == count("releases_receivedcopy") == 1
        assert count("cases_meeting") == count("plans_plan") == count("plans_planversion") == 0

    def test_a_unit_that_is_not_in_it_meets_nothing(self, world: World):
        tale = world.tale(others=2).to_plan_in_force()
        stranger = world.fitting(10, 5)[-1]
        assert stranger.unit_id not in {a.unit_id for a in [tale.owner, *tale.others]}
        wall.bind(stranger)
        assert [t for t in ABOUT_CHILDREN if t != "audit_event" and count(t)] == []

    def test_the_senders_consents_stay_with_the_sender(self, county: World):
        tale = county.tale().to_plan_in_force()
        wall.bind(tale.others[0])
        assert count("consents_consent") == count("consents_consentanswer") == 0

    def test_after_a_withdrawal_only_received_copies_remain(self, world: World):
        tale = world.tale().to_plan_in_force()
        stopped = cases.withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        assert stopped == len(tale.others)
        for actor in tale.others:
            wall.bind(actor)
            assert count("cases_case") == count("cases_need") == count("plans_plan") == 0
            assert count("plans_planversion") == count("cases_meeting") == 0
            assert count("releases_receivedcopy") == 3

    def test_a_release_ends_by_itself_on_its_day(self, world: World):
        tale = world.tale().to_plan_in_force()
        with clock.held(clock.now() + dt.timedelta(days=301)):
            wall.bind(tale.others[0])
            assert count("cases_case") == count("plans_plan") == 0

    FORGED = {
        "a release of another's case": (
            "INSERT INTO releases_release (id, child_id, matter_id, from_unit_id, to_unit_id, scopes,"
            " ground, statute, note, decided_at, valid_until, revoked_why) VALUES (gen_random_uuid(),"
            " '{child}', '{case}', app_unit(), app_unit(), '{{need}}', 'duty_by_law', '', '', now(),"
            " '2999-01-01', '')"
        ),
        "the case itself": "UPDATE cases_case SET unit_id = app_unit()",
        "a step of a case": (
            "INSERT INTO cases_casestep (case_id, action, from_state, to_state, at, by_unit_id, why)"
            " VALUES ('{other}', 'close', '', 'closed', now(), app_unit(), '')"
        ),
        "the plan": "UPDATE plans_plan SET unit_id = app_unit()",
        "another's yes": "UPDATE plans_planparty SET yes = false WHERE unit_id <> app_unit()",
        "a received copy": (
            "INSERT INTO releases_receivedcopy (id, release_id, child_id, from_unit_id, to_unit_id,"
            " kind, title, content, received_at) SELECT gen_random_uuid(), id, child_id, app_unit(),"
            " to_unit_id, 'need', '', '{{}}', now() FROM releases_release LIMIT 1"
        ),
        "the need": "UPDATE cases_need SET worry = 'x'",
        "a seal": "DELETE FROM audit_seal",
    }

    @pytest.mark.parametrize("what", sorted(FORGED))
    def test_a_receiving_unit_cannot_forge(self, county: World, what: str):
        tale = county.tale(others=2).to_plan_in_force()
        other = Tale(county, tale.owner, tale.others, 10)
        other.child_id = tale.child_id
        other.need()
        wall.bind(tale.others[0])
        sql = self.FORGED[what].format(child=tale.child_id, case=tale.case_id, other=other.case_id)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
                changed = cursor.rowcount
        except DatabaseError:
            changed = 0
        assert changed == 0, what


class TestWhatComesLater:
    """Adding a unit never widens what it sees to what was before it."""

    def test_a_unit_called_to_a_second_meeting_does_not_see_the_first(self, county: World):
        tale = county.tale(others=3)
        first, late = tale.others[:2], tale.others[2]
        tale.need()
        tale.family()
        tale.call([actor.unit_id for actor in first])
        tale.answers(first)
        tale.meet(came=[actor.unit_id for actor in first])
        tale.call([late.unit_id])
        wall.bind(late)
        assert (count("cases_call"), count("cases_summons"), count("cases_meeting")) == (1, 1, 0)
        wall.bind(first[0])
        assert (count("cases_call"), count("cases_summons"), count("cases_meeting")) == (1, 2, 1)

    def test_after_a_withdrawal_a_new_yes_begins_a_new_plan(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        old = tale.plan_id
        cases.withdraw_family_consent(tale.case_id, by="Kim", actor=tale.owner)
        one = county.fitting(10, 5)[-1]
        assert one.unit_id not in {a.unit_id for a in [tale.owner, *tale.others]}
        tale.others = [one]
        tale.family()
        assert tale.start() != old
        wall.bind(one)
        assert (count("plans_plan"), count("plans_planversion")) == (1, 1)

    def test_a_family_that_says_no_midway_stops_the_sharing(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        tale.family(yes=False)
        assert tale.page(tale.others[0]) is None


class TestFindingAChild:
    def test_the_number_gives_an_identity_but_shows_nothing_of_others(self, county: World):
        tale = county.tale()
        tale.need()
        other = tale.others[0]
        from samsyn.children.operations import register_child
        from tests.world import number_of_age

        record = register_child(
            number_of_age(10), given_name="Annat", family_name="Namn", reason="Hos oss", actor=other
        )
        assert record.child_id == tale.child_id
        assert (record.given_name, count("cases_case"), count("children_childrecord")) == (
            "Annat",
            0,
            1,
        )


def test_every_table_that_points_at_a_child_is_walled():
    walled = wall.models_about_children()
    for model in apps.get_models():
        if not model.__module__.startswith("samsyn."):
            continue
        points = {f.related_model for f in model._meta.get_fields() if f.many_to_one}
        columns = {f.name for f in model._meta.get_fields()}
        if points & walled or columns & {"child_id", "case_id", "matter_id"}:
            assert model in walled, f"{model.__name__} is about a child but has no wall"
