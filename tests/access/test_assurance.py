"""What does a weak log-in open? Nothing about children, by any address."""

import pytest
from django.urls import reverse

from samsyn.access import rules
from samsyn.access.rules import Permission, permitted_at, roles
from tests.browsing import client_of
from tests.workspace.test_views import OPEN, WITH_OBJECT, WITHOUT_OBJECT, address, fetch
from tests.world import World


class TestPermitted:
    @pytest.mark.parametrize("code", sorted(roles()))
    def test_below_three_every_role_is_left_what_shows_no_child(self, code):
        carried = roles()[code].permissions
        for level in (1, 2):
            assert permitted_at(carried, level) == carried & rules.WITHOUT_CHILDREN
        for level in (3, 4):
            assert permitted_at(carried, level) == carried

    def test_what_the_customer_approved_goes_at_two_and_not_at_one(self):
        carried = frozenset({Permission.CHILD_READ, Permission.PLAN_AGREE})
        assert permitted_at(carried, 2, "child.read") == {Permission.CHILD_READ}
        assert permitted_at(carried, 1, "child.read") == frozenset()
        assert permitted_at(frozenset(), 2, "child.read") == frozenset(), "it gives nothing new"

    def test_a_misspelt_permission_stops_rather_than_opens(self):
        with pytest.raises(ValueError, match="child\\.raed"):
            permitted_at(frozenset(), 2, "child.raed")


def test_every_page_about_a_child_is_closed_to_a_weak_login(county: World):
    tale = county.tale(others=1).to_plan_in_force()
    weak = client_of(tale.owner, assurance=2)
    for name, needs in WITH_OBJECT:
        response = fetch(weak, name, address(name, needs, tale))
        assert b"Barnsson" not in response.content, name
        if {"child_id", "case_id", "plan_id"} & set(needs):
            assert response.status_code == 403, name
            assert "starkare e-legitimation" in response.content.decode(), name
    for name in WITHOUT_OBJECT:
        if name not in OPEN:
            response = fetch(weak, name, reverse(name))
            assert response.status_code < 500 and b"Barnsson" not in response.content, name


def test_a_report_does_not_begin_from_a_child_that_a_weak_login_does_not_meet(county: World):
    tale = county.tale(others=1).to_plan_in_force()
    for came in (f"arende:{tale.case_id}", f"plan:{tale.plan_id}"):
        path = f"{reverse('deviations:report')}?fran={came}"
        assert "Barnsson" in client_of(tale.owner).get(path).content.decode(), came
        response = client_of(tale.owner, assurance=2).get(path)
        assert response.status_code == 404 and b"Barnsson" not in response.content, came


def test_the_refusal_leads_to_a_new_login_and_that_opens(county: World):
    tale = county.tale()
    path = f"/barn/{tale.child_id}/"
    weak = client_of(tale.owner, assurance=2)
    text = weak.get(path).content.decode()
    assert f'href="/logga-in/?next={path}"' in text
    handle = f"{county.code}-{tale.owner.operation}"
    assert weak.post("/logga-in/", {"person": handle, "next": path}).headers["Location"] == path
    assert "Barnsson" in weak.get(path).content.decode()


def test_a_role_that_may_not_is_not_told_to_log_in_better(county: World):
    unit = county.units[county.fitting(10, 1)[0].operation]
    auditor = county.add_unit(unit.operation, unit.party, "revision", role="auditor")
    text = client_of(auditor, assurance=2).get("/barn/").content.decode()
    assert "Din roll har inte rätt" in text and "e-legitimation" not in text


def test_what_the_customer_approved_opens_at_two(county: World, settings):
    settings.SAMSYN_LOA2_PERMISSIONS = "child.read"
    tale = county.tale()
    weak = client_of(tale.owner, assurance=2)
    assert "Barnsson" in weak.get(f"/barn/{tale.child_id}/").content.decode()
    assert weak.get(f"/barn/{tale.child_id}/behov/").status_code == 403
