"""Who opens the family's pages, by which door, and what stands there?"""

import datetime as dt

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from samsyn.access.sessions import LOGIN_KEY
from samsyn.accounts.models import LoginSession
from samsyn.family.access import family_page
from samsyn.family.models import FamilyAccess
from samsyn.foundation import clock, wall
from tests.browsing import client_of
from tests.family.test_access import grown_up, guardian_of, let_in
from tests.world import World


def member_client(user_id, assurance: int = 3) -> Client:
    """A browser of somebody who has logged in for no unit."""
    client, now = Client(), clock.now()
    behind = LoginSession.objects.create(
        user_id=user_id, method="oidc", assurance=assurance, started_at=now,
        authenticated_at=now, last_seen_at=now,
    )  # fmt: skip
    session = client.session
    session[SESSION_KEY], session[LOGIN_KEY] = str(user_id), str(behind.pk)
    session.save()
    return client


@pytest.fixture
def access(county: World) -> FamilyAccess:
    return let_in(county.tale(others=2).to_plan_in_force())


class TestTheFamily:
    def test_comes_straight_to_the_only_page(self, access):
        client = member_client(access.user_id)
        assert client.get("/mina-sidor/").url == reverse("family:show", args=[access.pk])
        text = client.get(f"/mina-sidor/{access.pk}/").content.decode()
        assert "Jag vill ha en kompis" in text and "Syskonen" in text
        assert "Hemlig oro" not in text and grown_up() not in text

    def test_without_access_is_told_whom_to_ask(self, county):
        auditor = county.actors[next(iter(county.actors))]
        page = member_client(auditor.user_id).get("/mina-sidor/")
        assert (
            page.status_code == 200 and "Fråga den som ni har kontakt med" in page.content.decode()
        )

    def test_another_persons_page_does_not_exist(self, access, county):
        other = county.actors[next(iter(county.actors))]
        assert member_client(other.user_id).get(f"/mina-sidor/{access.pk}/").status_code == 404

    def test_a_weak_login_is_refused_with_what_to_do(self, access):
        page = member_client(access.user_id, assurance=2).get(f"/mina-sidor/{access.pk}/")
        assert page.status_code == 403 and "tillitsnivå 3" in page.content.decode()

    def test_nobody_is_asked_to_log_in(self, access):
        page = Client().get(f"/mina-sidor/{access.pk}/")
        assert page.status_code == 302 and page.url.startswith("/logga-in/")

    def test_the_way_back_is_an_address_and_nothing_more(self, rf):
        request = rf.get("/mina-sidor/x&next=//evil.example/")
        request.behind = None
        page = family_page(lambda _request, _member: None)(request)
        assert page.url == "/logga-in/?next=/mina-sidor/x%26next%3D//evil.example/"

    def test_opens_nothing_of_the_professionals(self, access):
        client = member_client(access.user_id)
        for path in ("/min-tur/", "/barn/", f"/barn/{access.child_id}/"):
            assert client.get(path).status_code == 302


class TestLettingIn:
    def test_by_the_form(self, county):
        tale = county.tale()
        client, path = client_of(tale.owner), reverse("family:give", args=[tale.child_id])
        assert "Ingen i familjen" in client.get(path).content.decode()
        given = {
            "who": str(guardian_of(tale).pk), "number": grown_up(), "checked": "on",
            "valid_until": (clock.today() + dt.timedelta(days=30)).isoformat(),
        }  # fmt: skip
        assert client.post(path, given).status_code == 302
        assert "Kim Vuxen" in client.get(path).content.decode()

    def test_an_error_keeps_what_was_typed(self, county):
        tale = county.tale()
        path = reverse("family:give", args=[tale.child_id])
        given = {"who": str(guardian_of(tale).pk), "number": "12", "checked": "on",
                 "valid_until": clock.today().isoformat()}  # fmt: skip
        page = client_of(tale.owner).post(path, given)
        assert page.status_code == 422 and 'value="12"' in page.content.decode()

    def test_ending(self, county):
        tale = county.tale()
        access = let_in(tale)
        path = reverse("family:end", args=[tale.child_id, access.pk])
        assert client_of(tale.owner).post(path).status_code == 302
        wall.bind(tale.owner)
        assert FamilyAccess.objects.get(pk=access.pk).ended_at is not None
        assert member_client(access.user_id).get(f"/mina-sidor/{access.pk}/").status_code == 404

    def test_another_unit_meets_no_such_page(self, county):
        tale = county.tale()
        access = let_in(tale)
        stranger = county.fitting(10, 6)[-1]
        for name, args in (("give", [tale.child_id]), ("end", [tale.child_id, access.pk])):
            path = reverse(f"family:{name}", args=args)
            client = client_of(stranger)
            assert (client.post(path) if name == "end" else client.get(path)).status_code == 404
