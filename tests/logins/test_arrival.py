"""Where does somebody land who came in by the families' way, and may have a work here too?"""

from dataclasses import replace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse

from samsyn.accounts.models import Identity, LoginSession
from samsyn.foundation import clock
from samsyn.logins.arrival import arrive
from samsyn.logins.rules import Asserted
from tests.logins.test_operations import ASSERTED
from tests.world import World


@pytest.fixture
def browser(county: World, rf):
    """A browser in which a professional came in as the private person that it is too."""
    actor = county.fitting(10, 1)[0]
    Identity.objects.create(user_id=actor.user_id, kind="hsa_id", value="TST-1")
    asserted: Asserted = replace(ASSERTED, authenticated_at=clock.now())

    def came(target: str) -> tuple[Client, str]:
        request = rf.get("/")
        request.session, request.behind = SessionStore(), None
        answer = arrive(request, asserted, None, target=target, is_again=False)
        request.session.save()
        client = Client()
        client.cookies["sessionid"] = request.session.session_key
        return client, answer.headers["Location"]

    came.assignment = actor.assignment_id
    return came


def test_the_familys_own_pages_come_first_whatever_was_asked_for(browser):
    client, where = browser("/min-tur/")
    assert where == reverse("family:home")
    assert client.get(where).status_code == 200


def test_no_assignment_is_offered_or_taken(browser):
    client, _where = browser("/mina-sidor/")
    page = client.get(reverse("choose_assignment"))
    assert "privatperson" in page.content.decode()
    client.post(reverse("choose_assignment"), {"assignment": str(browser.assignment)})
    assert LoginSession.objects.get().assignment_id is None
    answer = client.get("/min-tur/")
    assert answer.headers["Location"].startswith(reverse("choose_assignment"))
