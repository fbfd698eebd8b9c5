"""Walks every address with a protected child: is there any answer that tells who or where it is?"""

import io
import logging
import re
import uuid
from collections.abc import Iterator

import pytest
from django.core import mail
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from samsyn.children.models import Guardian
from samsyn.children.rules import Kind
from samsyn.deviations import rules
from samsyn.deviations.operations import Report, report_deviation
from samsyn.foundation import paper, wall
from samsyn.organisations.models import Party
from tests.attachments.conftest import attach
from tests.browsing import client_of
from tests.children.hidden import GIVEN, PLACE, RARE, Hidden, add_person, hidden_tale
from tests.workspace.test_views import POST_ONLY, WITH_OBJECT, WITHOUT_OBJECT, fetch, named
from tests.world import World

#: Pages of the protection itself, which say nothing of who the child is.
SAYS_NOT_WHO = {"children:wait", "children:few"}
#: What a deviation's shared copy shows to those who take part: nothing about a child.
SHARED = {"deviations:show"}
#: What hangs on a child wherever it stands, so that no such address can go unwalked.
OF_A_CHILD = {"child_id", "case_id", "attachment_id"}


def told(response: HttpResponseBase) -> str:
    """Everything of an answer that somebody can read: body, headers, cookies."""
    body = getattr(response, "content", None)
    if body is None:
        body = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    cookies = str(getattr(response, "cookies", ""))
    return body.decode("utf-8", "replace") + str(response.headers) + cookies


def secrets_of(hidden: Hidden) -> list[str]:
    """Words that no answer holds before a reason is given."""
    return [RARE, GIVEN, PLACE, hidden.number, hidden.pretty, hidden.number[2:]]


def addresses(hidden: Hidden) -> Iterator[tuple[str, str]]:
    """Every address that hangs on the child, its case, plan, call, meeting or deviation."""
    tale = hidden.tale
    page = tale.page(tale.owner)
    other = Party.objects.filter(region=tale.world.code).exclude(pk=tale.owner.party_id)[0]
    file = attach(tale, actor=hidden.actor_opened(tale.owner))
    report = Report(
        rules.Kind.GUIDELINE, about_party=other.pk, happened="Ingen kom.",
        child_id=tale.child_id, kept={"happened": f"{GIVEN} {RARE} väntade på {PLACE}."},
    )  # fmt: skip
    found = report_deviation(report, submission=uuid.uuid4(), actor=tale.owner)
    wall.bind(tale.owner)
    known = {
        "child_id": tale.child_id, "case_id": tale.case_id, "plan_id": tale.plan_id,
        "summons_id": page.call.summons[0].id, "meeting_id": page.meeting.id,
        "attachment_id": file.pk, "deviation_id": found.pk, "words_id": found.words.get().pk,
        "access_id": uuid.uuid4(), "number": 1, "before": 1, "after": 2,
        "guardian_id": Guardian.objects.get(record__child_id=tale.child_id).pk,
    }  # fmt: skip
    walked = [(name, needs) for name, needs in named() if is_walked(name, needs)]
    missed = {name for name, needs in walked if not set(needs) <= set(known)}
    assert not missed, f"no address for {sorted(missed)}"
    for name, needs in walked:
        yield name, reverse(name, kwargs={need: known[need] for need in needs})


def is_walked(name: str, needs: list[str]) -> bool:
    """Whether an address hangs on a child; its own package cannot take it out of the walk."""
    return (name, needs) in WITH_OBJECT or bool(OF_A_CHILD & set(needs))


@pytest.fixture(params=list(Kind), ids=lambda kind: kind.value)
def hidden(request: pytest.FixtureRequest, county: World) -> Hidden:
    return hidden_tale(county, kind=request.param)


def check_silent(hidden: Hidden, client: Client, name: str, path: str) -> HttpResponseBase:
    response = fetch(client, name, path)
    answer = told(response)
    for word in secrets_of(hidden):
        assert word not in answer, f"{name} tells {word!r}"
    return response


class Unprinted:
    """A document before it is made a PDF: its words can be read, and it takes no time."""

    def __init__(self, *, string: str) -> None:
        self.string = string

    def write_pdf(self, **_look: object) -> bytes:
        return self.string.encode()


@pytest.fixture
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers answer with what would be printed; packed in a PDF no forbidden word would be met."""
    monkeypatch.setattr(paper, "HTML", Unprinted)
    monkeypatch.setattr(paper, "CSS", lambda **_sheet: None)


@pytest.mark.usefixtures("unprinted")
class TestEveryAddress:
    def test_before_a_reason_only_the_page_that_asks_opens(self, hidden: Hidden):
        """The few of both ends: the unit that owns the case and one that was called."""
        walked = list(addresses(hidden))
        assert {"attachments:fetch", "family:give"} < {name for name, _path in walked}
        wait = reverse("children:wait", args=[hidden.tale.child_id])
        for actor in (hidden.tale.owner, hidden.tale.others[0]):
            for name, path in walked:
                response = check_silent(hidden, client_of(actor), name, path)
                if name in SAYS_NOT_WHO or name.startswith("deviations:"):
                    continue
                is_stopped = response.headers.get("Location") == wait
                assert is_stopped or response.status_code in (403, 404), f"{name} opened"

    def test_a_colleague_outside_the_few_meets_nothing(self, hidden: Hidden, caplog):
        client = client_of(hidden.colleague)
        with caplog.at_level(logging.DEBUG, logger="samsyn"):
            for name, path in addresses(hidden):
                response = check_silent(hidden, client, name, path)
                if not name.startswith("deviations:"):
                    assert response.status_code in (403, 404), name
            for name in WITHOUT_OBJECT:
                check_silent(hidden, client, name, reverse(name))
            for text in (RARE, hidden.number, PLACE, "Hemlig"):
                answer = re.sub(r'value="[^"]*"', "", told(client.post("/barn/", {"q": text})))
                assert not re.search(f"{RARE}|{GIVEN}|{PLACE}", answer)
        assert not any(word in caplog.text for word in secrets_of(hidden))

    def test_every_list_export_and_figure_is_silent_to_the_few_as_well(self, hidden: Hidden):
        for actor in (hidden.tale.owner, hidden.tale.others[1]):
            for client in (client_of(actor), hidden.opened(actor)):
                for name in WITHOUT_OBJECT:
                    if name not in POST_ONLY:
                        check_silent(hidden, client, name, reverse(name))

    def test_those_who_follow_the_county_meet_nothing(self, hidden: Hidden):
        tale = hidden.tale
        for role in ("county_coordinator", "analyst", "auditor", "party_coordinator"):
            client = client_of(add_person(tale.world, tale.owner, role.replace("_", "-"), role))
            for name in WITHOUT_OBJECT:
                check_silent(hidden, client, name, reverse(name))

    def test_no_mail_is_sent(self, hidden: Hidden):
        assert mail.outbox == []


class TestOpened:
    def test_every_page_that_shows_the_child_bears_the_mark(self, hidden: Hidden):
        client = hidden.opened(hidden.tale.owner)
        kind = hidden.kind.sv
        for name, path in addresses(hidden):
            if name in POST_ONLY or name.startswith("deviations:"):
                continue
            response = client.get(path)
            answer = told(response)
            is_page = response.headers.get("Content-Type", "").startswith("text/html")
            if response.status_code == 200 and is_page and GIVEN in answer:
                assert "Skyddade personuppgifter" in answer and kind in answer, name
                title = re.search(r"<title>(.*?)</title>", answer, re.S)
                assert title and GIVEN not in title[1] and RARE not in title[1], name
            assert hidden.number not in str(response.headers) + path

    def test_paper_bears_it_too_and_names_no_unit(self, hidden: Hidden):
        response = hidden.opened(hidden.tale.owner).get(f"/planer/{hidden.tale.plan_id}/plan.pdf")
        assert RARE not in str(response.headers)
        text, facts = pdf_text(response.content)
        assert "Skyddade personuppgifter" in text and RARE in text
        assert "Enheten" not in text and PLACE not in text
        assert RARE not in facts and GIVEN not in facts and "Enheten" not in facts


def pdf_text(data: bytes) -> tuple[str, str]:
    """What stands on the pages, and what the file says of itself."""
    reader = PdfReader(io.BytesIO(data))
    return "\n".join(page.extract_text() for page in reader.pages), str(reader.metadata)
