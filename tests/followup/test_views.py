"""Who may open which page, what does it cost, and does the form do what it says?"""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from samsyn.actionplans.operations import new_plan
from samsyn.followup import operations, queries
from samsyn.foundation import clock
from samsyn.governance.models import BalanceEntry
from samsyn.indicators.operations import count_live
from samsyn.participation.operations import record_voice
from tests.browsing import client_of
from tests.followup.test_findings import a_mandate, an_agreement, found
from tests.followup.test_reports import END, START, a_decision, a_meeting, an_arena
from tests.participation.test_operations import heard
from tests.steering import Steering
from tests.workspace.test_views import MOST_STATEMENTS

READ = [
    "reports", "report", "basis", "report_pdf", "report_docx", "report_md", "findings", "finding",
    "proof", "proof_pdf", "proof_csv", "proof_json",
]  # fmt: skip
WRITE = ["new_report", "write", "refresh", "freeze", "publish", "correct"]
ANSWER = ["answer", "new_measure", "measure"]
FIND = ["new_finding"]


@pytest.fixture
def addresses(steering):
    actor, arena = steering.secretary, an_arena(steering.code)
    report = operations.draft_report(arena.pk, period_from=START, period_to=END, actor=actor)
    a_decision(arena, a_meeting(arena))
    an_agreement(steering)
    finding = operations.record_finding(found(), actor=steering.auditor)
    measure = operations.add_measure(finding.pk, text="Gör", arena_id=arena.pk, actor=actor)
    needs = {
        "report": [report.pk], "basis": [report.pk], "write": [report.pk],
        "refresh": [report.pk, "meetings"], "freeze": [report.pk], "publish": [report.pk],
        "correct": [report.pk], "report_pdf": [report.pk], "report_docx": [report.pk],
        "report_md": [report.pk], "finding": [finding.pk], "answer": [finding.pk],
        "new_measure": [finding.pk], "measure": [measure.pk],
    }  # fmt: skip
    return {
        name: reverse(f"followup:{name}", args=needs.get(name, []))
        for name in READ + WRITE + ANSWER + FIND
    }


@pytest.mark.parametrize("name", READ + WRITE + ANSWER + FIND)
def test_each_role_and_each_page(steering, addresses, name):
    path = addresses[name]

    def status(actor):
        return client_of(actor).get(path).status_code

    assert status(steering.secretary) == (403 if name in FIND else 200)
    assert status(steering.politician) == (200 if name in READ else 403)
    assert status(steering.auditor) == (200 if name in READ + FIND else 403)
    assert status(None) == 302
    worker = steering.add_unit("", steering.parties["ostersund"], "lararen", "teacher")
    assert status(worker) == 403
    elsewhere = Steering("fjordlanda")
    reader = elsewhere.auditor if name in FIND else elsewhere.secretary
    has_object = name in ("report", "finding", "measure", "basis", *ANSWER, *WRITE[1:]) or (
        name.startswith("report_")
    )
    assert status(reader) == (404 if has_object else 200)


def something_of_everything(steering):
    """A county opened from its package, with a plan, counted figures and a view."""
    operations.open_county(steering.code, actor=steering.secretary.system(steering.code))
    new_plan(name="Planen", arena_code="barnradet", period_from=START, actor=steering.secretary)
    count_live(steering.code, START.year, actor=steering.secretary)
    record_voice(heard(heard_on=END), actor=steering.secretary)


@pytest.mark.parametrize("name", [n for n in READ if "_" not in n] + ["write", "refresh"])
def test_statements_stay_few_and_do_not_grow(steering, addresses, name):
    something_of_everything(steering)

    def count():
        client = client_of(steering.secretary)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(addresses[name]).status_code == 200
        return len([q for q in seen.captured_queries if not q["sql"].startswith(("SAVE", "RELE"))])

    few = count()
    for n in range(4):
        arena = an_arena(steering.code, f"Arena {n}", f"arena-{n}")
        a_mandate(arena, begins=dt.date(2024, 1, 1))
        a_decision(arena, a_meeting(arena))
        BalanceEntry.objects.create(
            arena=arena, what="Rutin", owner="Gruppen", state="open", opened_on=START
        )
        finding = operations.record_finding(found(title=f"F{n}"), actor=steering.auditor)
        operations.add_measure(finding.pk, text="Gör", arena_id=arena.pk, actor=steering.secretary)
        operations.draft_report(
            arena.pk, period_from=START, period_to=END, actor=steering.secretary
        )
    assert count() == few
    assert few <= MOST_STATEMENTS


def test_a_report_from_choice_to_publication(steering):
    client, arena = client_of(steering.secretary), an_arena(steering.code)
    given = {"arena": arena.pk, "period_from": START.isoformat(), "period_to": END.isoformat()}
    made = client.post(reverse("followup:new_report"), given)
    assert made.status_code == 302
    path = made.headers["Location"]
    page = client.get(path).content.decode()
    assert "Allmänt om Barnrådet" in page and "Samsyn har inga möten inlagda" in page
    form = client.get(f"{path}skriv/").content.decode()
    assert "Källa:" in form
    text = {"base_version": 1, "about-0": "Egen text.", "about-more": "Ett till.\n\nOch ett."}
    report = queries.report_page(steering.secretary, queries.report_list(steering.secretary)[0].id)
    for section in report.sections:
        for n, paragraph in enumerate(section.paragraphs):
            text.setdefault(f"{section.key}-{n}", paragraph.text)
    assert client.post(f"{path}skriv/", text).status_code == 302
    page = client.get(path).content.decode()
    assert "Egen text." in page and "Och ett." in page and "version 2" in page
    assert client.post(f"{path}publicera/", {}).status_code == 422
    assert client.post(f"{path}las/", {"base_version": 2}).status_code == 302
    assert client.post(f"{path}publicera/", {}).status_code == 302
    correction = {"section": "about", "text": "Rätt så här.", "why": "Fel förut."}
    assert client.post(f"{path}ratta/", correction).status_code == 302
    page = client.get(path).content.decode()
    assert "Rätt så här." in page and "Fingeravtryck" in page


def test_a_clash_keeps_everything_typed(steering, addresses):
    client = client_of(steering.secretary)
    row = queries.report_list(steering.secretary)[0]
    base = {"base_version": 1}
    for section in queries.version_sections(row.id, 1):
        for n, paragraph in enumerate(section.paragraphs):
            base[f"{section.key}-{n}"] = paragraph.text
    assert client.post(addresses["write"], {**base, "about-0": "Först."}).status_code == 302
    late = client.post(addresses["write"], {**base, "about-0": "Sedan."})
    assert late.status_code == 422
    assert "Sedan." in late.content.decode() and "samma avsnitt" in late.content.decode()


def test_the_page_says_that_the_basis_has_changed(steering, addresses):
    client = client_of(steering.secretary)
    text = client.get(addresses["basis"]).content.decode()
    assert "Underlaget har ändrats sedan utkastet skrevs" in text and "Möten" in text
    given = {"base_version": 1, "choice": "new"}
    assert client.post(addresses["refresh"], given).status_code == 302
    assert "2 mars 2026" in client.get(addresses["report"]).content.decode()


class TestDocuments:
    def test_pdf_and_word_hold_the_text_and_the_sources(self, steering, addresses):
        client = client_of(steering.politician)
        pdf = PdfReader(io.BytesIO(client.get(addresses["report_pdf"]).content))
        text = " ".join(page.extract_text() for page in pdf.pages)
        assert "Barnrådet" in text and "Källor" in text and "Utkast" in text
        word = Document(io.BytesIO(client.get(addresses["report_docx"]).content))
        words = " ".join(p.text for p in word.paragraphs)
        assert "Allmänt om Barnrådet" in words and "Källor" in words

    def test_proof_as_pdf(self, steering, addresses):
        response = client_of(steering.auditor).get(f"{addresses['proof_pdf']}?datum=2026-04-01")
        text = " ".join(p.extract_text() for p in PdfReader(io.BytesIO(response.content)).pages)
        assert "Barnrådet" in text and "Fingeravtryck" in text
        assert 'filename="bevis-2026-04-01.pdf"' in response.headers["Content-Disposition"]


class TestProof:
    def test_the_answer_stands_on_top_and_the_day_is_chosen(self, steering, addresses):
        text = client_of(steering.auditor).get(f"{addresses['proof']}?datum=2026-04-01").content
        assert "saknade 1 av 1 arenor uppdrag: Barnrådet" in text.decode()

    def test_a_day_that_is_none_is_told(self, steering, addresses):
        response = client_of(steering.auditor).get(f"{addresses['proof']}?datum=2026-13-01")
        assert response.status_code == 422 and "error-summary" in response.content.decode()

    def test_another_countys_arena_is_not_found(self, steering, addresses):
        other = an_arena("fjordlanda", key="annan")
        path = f"{addresses['proof']}?arena={other.pk}"
        assert client_of(steering.auditor).get(path).status_code == 404


def test_answering_and_finishing_by_form(steering, addresses):
    client, today = client_of(steering.secretary), clock.today().isoformat()
    given = {"text": "Vi skriver ett.", "answered_by": "Nämnden", "on": today}
    assert client.post(addresses["answer"], given).status_code == 302
    step = {"action": "finish", "text": "Fastställt § 4", "done_on": today}
    assert client.post(addresses["measure"], step).status_code == 302
    text = client.get(addresses["finding"]).content.decode()
    assert "Vi skriver ett." in text and "Fastställt § 4" in text
    assert client.get(addresses["measure"]).status_code == 200
