"""The door outside the demo: the ways in that the county has connected."""

import pytest
from django.test import Client

from samsyn.access.carrying import CARRIED_KEY
from tests.logins.stub import Stub

FAMILY = """
[[oidc]]
code = "familj"
name = "Legitimera dig"
for = "family"
issuer = "https://family.example"
client_id = "samsyn"
key_file = "key.json"
levels = {"loa3" = 3}

[[role]]
"""


@pytest.fixture
def door(settings, db):
    settings.ROOT_URLCONF = "tests.logins.urls_outside_demo"

    def opened(**asked):
        return Client().get("/logga-in/", **asked)

    return opened


def test_says_what_one_can_do_when_nothing_is_connected(door, settings):
    settings.SAMSYN_LOGIN_FILE = ""
    response = door()
    assert response.status_code == 503
    assert "Inloggningen är inte kopplad än" in response.content.decode()


def test_is_closed_and_says_why_in_the_log_when_the_file_is_wrong(
    door, stub: Stub, login_file, caplog
):
    login_file(stub.issuer, ('name = "Tjän', 'nmae = "Tjän'))
    response = door()
    assert response.status_code == 503
    assert "rad 4" in caplog.text and "name saknas" in caplog.text
    assert "name saknas" not in response.content.decode()


def test_one_way_in_is_shown_before_it_is_taken(door, stub: Stub):
    page = door(QUERY_STRING="next=/planer/").content.decode()
    assert 'href="/logga-in/oidc/lan/?next=%2Fplaner%2F"' in page
    assert "Tjänstelegitimation" in page and "barn, ung eller vårdnadshavare" not in page


def test_staff_and_family_have_their_own(door, stub: Stub, login_file):
    login_file(stub.issuer, ('[[role]]\npurpose = "Vård', f'{FAMILY}purpose = "Vård'))
    page = door().content.decode()
    staff, family = page.split('id="familj"')
    assert "Tjänstelegitimation" in staff and "Legitimera dig" in family


def test_leads_nowhere_else(door, stub: Stub):
    page = door(QUERY_STRING="next=https://evil.example/").content.decode()
    assert "evil.example" not in page.split("<main")[1]


def test_in_english(door, stub: Stub, settings):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Staff eID" in client.get("/logga-in/").content.decode()


@pytest.mark.parametrize("path", ["", "svar/", "ut/", "nycklar/"])
def test_a_way_that_does_not_exist(db, stub: Stub, path):
    assert Client().get(f"/logga-in/oidc/other/{path}").status_code == 404


def test_a_key_that_is_missing_stops_the_log_in_and_says_why_in_the_log(
    db, stub: Stub, login_file, caplog
):
    login_file(stub.issuer, ("key.json", "other.json"))
    response = Client().get("/logga-in/oidc/lan/")
    assert response.status_code == 400 and "Felkod: configuration" in response.content.decode()
    assert "key_file går inte att läsa" in caplog.text


def test_no_secret_and_no_personal_number_is_parked(door, stub: Stub):
    client = Client()
    typed = {
        "typed:password": "häst batteri",
        "typed:number": "20120101-2388",
        "typed:worry": "Oro",
    }
    client.post("/logga-in/", {"next": "/barn/nytt/", **typed})
    assert client.session[CARRIED_KEY]["fields"] == {"worry": ["Oro"]}
