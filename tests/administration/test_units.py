"""Units over time: opened, renamed, moved, closed and merged, by those who may."""

import datetime as dt

import pytest

from samsyn.access.rules import Actor
from samsyn.administration import operations
from samsyn.administration.operations.units import NewUnit
from samsyn.administration.queries.units import history_of, name_on, unit_list, unit_page
from samsyn.administration.queries.work import open_work, ownerless
from samsyn.foundation import clock, wall
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.organisations.models import Assignment, Unit, UnitChange
from samsyn.organisations.operations import (
    close_unit,
    describe_unit,
    join_party,
    open_unit,
    place_unit,
    rename_unit,
)
from samsyn.organisations.queries import open_units
from tests.administration.conftest import Office

TODAY = clock.today


def sibling(office: Office, name: str = "Granskolan") -> Unit:
    """Another unit of the same operation and party."""
    new = NewUnit(name, office.unit.operation, "Orten", TODAY())
    return operations.start_unit(new, actor=office.party)


class TestScope:
    @pytest.mark.parametrize("who", ["own", "party"])
    def test_own_unit_and_own_party_are_changed(self, office: Office, who: str):
        rename_unit(office.unit.pk, name="Nya", on=TODAY(), actor=getattr(office, who))
        assert Unit.objects.get(pk=office.unit.pk).name == "Nya"

    def test_another_partys_is_denied(self, office: Office):
        for act in (
            lambda: rename_unit(office.unit.pk, name="X", on=TODAY(), actor=office.elsewhere),
            lambda: describe_unit(office.unit.pk, town="X", hsa_id="", actor=office.elsewhere),
            lambda: place_unit(office.unit, above=None, actor=office.elsewhere),
            lambda: close_unit(office.unit, on=TODAY(), actor=office.elsewhere),
            lambda: open_unit(
                office.unit.party, operation_code="", name="X", town="", valid_from=TODAY(),
                actor=office.elsewhere,
            ),
            lambda: operations.shut_unit(office.unit.pk, last_day=TODAY(), actor=office.elsewhere),
        ):  # fmt: skip
            with pytest.raises(Denied):
                act()

    def test_a_units_administrator_does_not_close_move_or_open(self, office: Office):
        for act in (
            lambda: place_unit(office.unit, above=None, actor=office.own),
            lambda: close_unit(office.unit, on=TODAY(), actor=office.own),
            lambda: open_unit(
                office.unit.party, operation_code="", name="X", town="", valid_from=TODAY(),
                actor=office.own,
            ),
        ):  # fmt: skip
            with pytest.raises(Denied, match="partens administratör"):
                act()

    @pytest.mark.parametrize("role", ["county_coordinator", "arena_secretary", "auditor"])
    def test_the_county_office_changes_none(self, office: Office, role: str):
        county = office.world.add_unit("", office.unit.party, "kansli", role=role)
        with pytest.raises(Denied):
            rename_unit(office.unit.pk, name="X", on=TODAY(), actor=county)
        assert unit_list(county).rows == []

    def test_parties_join_only_at_set_up(self, office: Office):
        with pytest.raises(Denied):
            join_party(office.world.code, "x", name="X", kind="region", actor=office.party)


class TestHistory:
    def test_what_it_was_called_when_and_by_whom(self, office: Office):
        before, on = office.unit.name, TODAY() - dt.timedelta(days=3)
        rename_unit(office.unit.pk, name="  Nya   namnet ", on=on, actor=office.own)
        unit = Unit.objects.get(pk=office.unit.pk)
        line = history_of(unit)[0]
        assert (line.was, line.became, line.by) == (before, "Nya namnet", "Admin Enhet")
        assert name_on(unit, on - dt.timedelta(days=1)) == before
        assert name_on(unit, on) == "Nya namnet"

    def test_old_documents_keep_the_old_name(self, office: Office):
        tale = office.tale.to_plan_in_force()
        before = office.unit.name
        rename_unit(office.unit.pk, name="Nya", on=TODAY(), actor=office.own)
        assert tale.plan(tale.owner).content.lead_unit_name == before

    @pytest.mark.parametrize(
        ("name", "days", "field"), [("", 0, "name"), ("Nya", 1, "on"), ("Nya", -99999, "on")]
    )
    def test_a_rename_that_cannot_be_is_refused_at_its_field(self, office, name, days, field):
        with pytest.raises(Refused) as refused:
            rename_unit(
                office.unit.pk, name=name, on=TODAY() + dt.timedelta(days=days), actor=office.own
            )
        assert refused.value.field == field

    def test_is_never_rewritten(self, office: Office):
        from django.db import Error, transaction

        rename_unit(office.unit.pk, name="Nya", on=TODAY(), actor=office.own)
        with pytest.raises(Error), transaction.atomic():
            UnitChange.objects.update(became="Annat")

    def test_two_units_have_not_the_same_hsa_id(self, office: Office):
        other = sibling(office)
        describe_unit(other.pk, town="Byn", hsa_id="se2321000016-1a2b", actor=office.party)
        with pytest.raises(Refused) as refused:
            describe_unit(office.unit.pk, town="Byn", hsa_id="SE2321000016-1A2B", actor=office.own)
        assert refused.value.field == "hsa_id"


class TestTree:
    def test_units_stand_under_their_office(self, office: Office):
        top = Unit.objects.get(pk=office.party.unit_id)
        place_unit(office.unit, above=top, actor=office.party)
        rows = unit_list(office.party).rows
        names = [row.name for row in rows]
        here = names.index(office.unit.name)
        assert rows[here].depth == 1 and names.index(top.name) < here

    def test_never_under_itself_or_another_partys(self, office: Office):
        top = Unit.objects.get(pk=office.party.unit_id)
        place_unit(office.unit, above=top, actor=office.party)
        foreign = Unit.objects.get(pk=office.elsewhere.unit_id)
        for above in (office.unit, foreign):
            with pytest.raises(Refused) as refused:
                place_unit(top, above=above, actor=office.party)
            assert refused.value.field == "above"

    def test_only_operations_that_the_party_runs_open(self, office: Office):
        with pytest.raises(Refused) as refused:
            sibling_of = NewUnit("X", "ingen-sadan", "Orten", TODAY())
            operations.start_unit(sibling_of, actor=office.party)
        assert refused.value.field == "operation"


class TestClosing:
    def test_is_refused_while_something_is_open(self, office: Office):
        office.tale.need()
        with pytest.raises(NotPossible, match="1 ärende\\.") as refused:
            operations.shut_unit(office.unit.pk, last_day=TODAY(), actor=office.party)
        assert "Barnsson" not in str(refused.value)
        assert Unit.objects.get(pk=office.unit.pk).valid_to is None

    def test_ends_the_assignments_the_same_day(self, office: Office):
        operations.shut_unit(office.unit.pk, last_day=TODAY(), actor=office.party)
        ends = set(Assignment.objects.filter(unit=office.unit).values_list("valid_to", flat=True))
        assert ends == {TODAY() + dt.timedelta(days=1)}

    def test_is_refused_while_units_stand_under_it(self, office: Office):
        other = sibling(office)
        place_unit(other, above=office.unit, actor=office.party)
        with pytest.raises(Refused, match="Flytta dem först"):
            operations.shut_unit(office.unit.pk, last_day=TODAY(), actor=office.party)


class TestMerging:
    def test_closes_at_once_when_nothing_is_open(self, office: Office):
        into = sibling(office)
        operations.merge_unit(
            office.unit.pk, into_id=into.pk, last_day=TODAY(), staff_follows=True,
            actor=office.party,
        )  # fmt: skip
        unit = Unit.objects.get(pk=office.unit.pk)
        assert unit.valid_to == TODAY() + dt.timedelta(days=1) and unit.merged_into_id == into.pk
        moved = Assignment.objects.filter(unit=into, user_id=office.tale.owner.user_id)
        assert moved.exists()

    def test_with_open_work_it_is_wound_up_by_its_own_people(self, office: Office):
        office.tale.need()
        into = sibling(office)
        operations.merge_unit(
            office.unit.pk, into_id=into.pk, last_day=TODAY() - dt.timedelta(days=1),
            staff_follows=True, actor=office.party,
        )  # fmt: skip
        unit = Unit.objects.get(pk=office.unit.pk)
        assert unit.valid_to is None and unit.winding_up_from == TODAY()
        assert unit not in open_units(office.world.code, TODAY())
        assert office.tale.page(office.tale.owner) is not None  # the compartment is as it was
        wall.bind(office.party)
        assert ownerless([unit.pk], office.party) == []
        with pytest.raises(NotPossible):
            operations.shut_unit(unit.pk, last_day=TODAY(), actor=office.party)

    def test_the_receiving_unit_sees_nothing_of_it_by_itself(self, office: Office):
        office.tale.need()
        into = sibling(office)
        stranger = office.colleague(unit=into)
        operations.merge_unit(
            office.unit.pk, into_id=into.pk, last_day=TODAY() - dt.timedelta(days=1),
            staff_follows=True, actor=office.party,
        )  # fmt: skip
        assert office.tale.page(stranger) is None

    def test_nobody_left_needs_helpers_from_the_receiving_unit(self, office: Office):
        office.tale.need()
        into = sibling(office)
        helper = office.colleague(unit=into)
        Assignment.objects.filter(pk=office.tale.owner.assignment_id).update(valid_to=TODAY())
        about = {"into_id": into.pk, "last_day": TODAY(), "staff_follows": False}
        with pytest.raises(Refused) as refused:
            operations.merge_unit(office.unit.pk, **about, actor=office.party)
        assert refused.value.field == "helpers"
        operations.merge_unit(
            office.unit.pk, helpers=[helper.own_assignment], **about, actor=office.party
        )
        given = Assignment.objects.get(unit=office.unit, user_id=helper.user_id)
        assert given.role == helper.role

    def test_only_with_the_same_operation_and_party(self, office: Office):
        others = [u for u in office.world.units.values() if u.pk != office.unit.pk]
        for other in others[:4]:
            with pytest.raises(Refused) as refused:
                operations.merge_unit(
                    office.unit.pk, into_id=other.pk, last_day=TODAY(), staff_follows=False,
                    actor=office.party,
                )  # fmt: skip
            assert refused.value.field == "into"

    def test_what_opened_before_the_last_day_is_finished_after_it(self, office: Office):
        """A unit that closes ahead of time, with a case that came in between."""
        operations.shut_unit(
            office.unit.pk, last_day=TODAY() + dt.timedelta(days=2), actor=office.party
        )
        office.tale.need()
        with clock.held(clock.now() + dt.timedelta(days=5)):
            wall.bind(office.party)
            assert len(ownerless([office.unit.pk], office.party)) == 1
            operations.reopen_to_finish(office.unit.pk, actor=office.party)
            unit = Unit.objects.get(pk=office.unit.pk)
            assert unit.valid_to is None and unit.winding_up_from
            assert unit_page(office.party, unit.pk).is_winding_up


def test_the_service_itself_asks_of_nothing_open(office: Office):
    office.tale.need()
    assert open_work([office.unit.pk], Actor.system(office.world.code)) == []
