"""Is the plan on paper the plan that was decided? PDF and Word, read back."""

import io

import docx
import pytest
from pypdf import PdfReader

from samsyn.actionplans import operations
from samsyn.actionplans.documents import plan_docx, plan_pdf
from samsyn.actionplans.operations import Report
from samsyn.actionplans.queries import plan_page
from samsyn.actionplans.rules import Status
from tests.actionplans.county import decided, opened, written
from tests.steering import Steering


@pytest.fixture
def jonkoping(db) -> Steering:
    return Steering("jonkopings-lan")


def page_of(county: Steering, plan):
    page = plan_page(county.secretary, plan.pk)
    assert page is not None
    return page


def pdf_text(data: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.replace("\u00ad", "").split())


def docx_text(data: bytes) -> str:
    file = docx.Document(io.BytesIO(data))
    cells = [c.text for table in file.tables for line in table.rows for c in line.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


class TestJonkoping:
    FACTS = (
        "Handlingsplan 2017", "Strategigrupp barn och unga", "21 okt 2016", "Hälsosamtal elevhälsa",
        "Inget barn ska stå utan bedömning", "Lyft ur planen, följs fortfarande", "Barnahus",
        "2015 års handlingsplan", "Utvecklingschef", "Primärkommunal utveckling",
    )  # fmt: skip

    def test_the_pdf_says_what_the_plan_says(self, jonkoping):
        text = pdf_text(plan_pdf(page_of(jonkoping, opened(jonkoping))))
        for fact in self.FACTS:
            assert fact in text, fact

    def test_the_pdf_lies_down_and_is_tagged(self, jonkoping):
        reader = PdfReader(io.BytesIO(plan_pdf(page_of(jonkoping, opened(jonkoping)))))
        assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Handlingsplan 2017"

    def test_the_word_file_says_the_same(self, jonkoping):
        text = docx_text(plan_docx(page_of(jonkoping, opened(jonkoping))))
        for fact in self.FACTS:
            assert fact in text, fact

    def test_the_word_files_matrix_has_the_six_columns_and_seven_rows(self, jonkoping):
        file = docx.Document(io.BytesIO(plan_docx(page_of(jonkoping, opened(jonkoping)))))
        matrix = file.tables[0]
        assert [cell.text for cell in matrix.rows[0].cells] == [
            "Område", "Verksamheter", "Mål", "Mått", "Aktivitet", "Genomfört",
        ]  # fmt: skip
        assert len(matrix.rows) == 8


class TestDraftAndSigned:
    def test_a_draft_says_so(self, steering):
        page = page_of(steering, written(steering))
        assert "Utkast till handlingsplan" in pdf_text(plan_pdf(page))
        assert "utkast" in docx_text(plan_docx(page))

    def test_a_signature_and_the_status_are_told(self, steering):
        plan = decided(steering, signatures=1)
        operations.sign_plan(
            plan.pk, version=plan.current, signatory_id="s1", actor=steering.director
        )
        year = str(plan.period_from.year)
        operations.report_status(
            plan.pk, year, [Report("rad-1", Status.RISK, "Vakant tjänst")], actor=steering.director
        )
        page = page_of(steering, plan)
        for text in (pdf_text(plan_pdf(page)), docx_text(plan_docx(page))):
            assert "Underskriven i Samsyn" in text
            assert steering.director.user_name in text
            assert "Vakant tjänst" in text
