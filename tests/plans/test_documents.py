"""Is the plan on paper whole, tagged and named without the child?"""

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from samsyn.plans.rules import Outcome
from tests.browsing import client_of
from tests.world import World


@pytest.fixture
def paper(county: World) -> tuple[Client, str, PdfReader]:
    tale = county.tale().to_plan_in_force()
    client = client_of(tale.others[0])
    response = client.get(f"/planer/{tale.plan_id}/plan.pdf")
    assert response.headers["Content-Disposition"] == 'inline; filename="sip-version-2.pdf"'
    return client, str(tale.plan_id), PdfReader(io.BytesIO(response.content))


def test_it_holds_the_four_statutory_contents_and_the_childs_words(paper):
    text = "\n".join(page.extract_text() for page in paper[2].pages)
    for words in (
        "Lo Barnsson",
        "Jag vill vara med",
        "Stöd",
        "Gör 0",
        "Gör 3",
        "Jag vill ha en kompis",
    ):
        assert words in text
    assert "1 av" in text


def test_it_is_tagged_and_has_language_and_title(paper):
    root = paper[2].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "sv"
    assert "Barnsson" not in (paper[2].metadata.title or "")
    assert paper[2].metadata.title


def test_an_old_version_can_be_had(paper):
    client, plan, _reader = paper
    old = client.get(f"/planer/{plan}/version/1/plan.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(old.content)).pages)
    assert "Gör 0" not in text
    assert client.get(f"/planer/{plan}/version/99/plan.pdf").status_code == 404


def test_a_follow_up_stands_on_the_page(county: World):
    tale = county.tale().to_plan_in_force()
    tale.look(Outcome.CONTINUE)
    text = client_of(tale.others[0]).get(f"/planer/{tale.plan_id}/").content.decode()
    assert "Bättre" in text and "Delvis" in text
