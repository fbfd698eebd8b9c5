"""Who may open which page about views, and what does it cost?"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.foundation import clock
from samsyn.participation import operations, queries
from tests.browsing import client_of
from tests.participation.test_operations import a_matter, heard
from tests.steering import Steering
from tests.workspace.test_views import MOST_STATEMENTS

READ = ["list", "voice", "methods"]
WRITE = ["new_voice", "link", "became", "told", "new_method"]


@pytest.fixture
def addresses(steering):
    actor = steering.secretary
    voice = operations.record_voice(heard(), actor=actor)
    link = operations.link_voice(voice.pk, matter_id=a_matter(steering.code).pk, actor=actor)
    operations.add_method(operations.Way("Fokusgrupp", "Samtal"), actor=actor)
    needs = {"voice": voice.pk, "link": voice.pk, "became": link.pk, "told": link.pk}
    return {
        name: reverse(f"participation:{name}", args=[needs[name]] if name in needs else [])
        for name in READ + WRITE
    }


@pytest.mark.parametrize("name", READ + WRITE)
def test_each_role_and_each_page(steering, addresses, name):
    path = addresses[name]
    assert client_of(steering.secretary).get(path).status_code == 200
    assert client_of(steering.politician).get(path).status_code == (200 if name in READ else 403)
    assert client_of(None).get(path).status_code == 302
    worker = steering.add_unit("", steering.parties["ostersund"], "lararen", "teacher")
    assert client_of(worker).get(path).status_code == 403
    elsewhere = Steering("fjordlanda")
    expected = 404 if name in ("voice", "link", "became", "told") else 200
    assert client_of(elsewhere.secretary).get(path).status_code == expected


@pytest.mark.parametrize("name", READ)
def test_statements_do_not_grow(steering, addresses, name):
    def count():
        client = client_of(steering.secretary)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(addresses[name]).status_code == 200
        return len(seen)

    few = count()
    voice = queries.voice_list(steering.secretary).rows[0]
    for n in range(5):
        operations.record_voice(heard(group=f"Grupp {n}"), actor=steering.secretary)
        operations.link_voice(
            voice.id, matter_id=a_matter(steering.code, f"m{n}").pk, actor=steering.secretary
        )
    assert count() == few <= MOST_STATEMENTS


def test_a_likely_name_is_told_and_nothing_is_lost(steering):
    client = client_of(steering.secretary)
    given = {
        "kind": "young_people", "group": "Ungdomsråd", "heard_on": clock.today().isoformat(),
        "said": "Vi saknar Emma på mötet.",
    }  # fmt: skip
    response = client.post(reverse("participation:new_voice"), given)
    text = response.content.decode()
    assert response.status_code == 422 and "Emma" in text and "Ungdomsråd" in text
    response = client.post(reverse("participation:new_voice"), {**given, "names_checked": "on"})
    assert response.status_code == 302


def test_answering_by_form(steering, addresses):
    client = client_of(steering.secretary)
    on = (clock.today() - dt.timedelta(days=1)).isoformat()
    assert client.post(addresses["became"], {"text": "Vi provar", "on": on}).status_code == 302
    assert client.post(addresses["told"], {"on": on, "how": "Brev"}).status_code == 302
    assert "Gruppen fick veta" in client.get(addresses["voice"]).content.decode()
