"""How do a finished review and an extract look as documents to keep?"""

import csv
import io

from samsyn.foundation.paper import paper
from samsyn.logreview.queries import ExtractPage, ReviewPage
from samsyn.logreview.rules.hits import ZONE

COLUMNS = (
    "Enhet", "Månad", "Tid", "Vem", "Roll", "Vad", "Barn (bara i denna granskning)", "Varför",
    "Bedömning", "Anteckning", "Bedömd av", "Bedömd",
)  # fmt: skip


def review_csv(page: ReviewPage) -> str:
    """Each event a row, without the children's names; semicolons and a mark for UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in page.items:
        said = item.judgement.sv if item.judgement else ""
        row = [
            page.unit, f"{page.month:%Y-%m}", f"{item.at.astimezone(ZONE):%Y-%m-%d %H:%M:%S}",
            item.person, item.role, item.what, item.child, ", ".join(r.sv for r in item.rules),
            said, item.note, item.judged_by,
            f"{item.judged_at.astimezone(ZONE):%Y-%m-%d %H:%M}" if item.judged_at else "",
        ]  # fmt: skip
        writer.writerow([_harmless(cell) for cell in row])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def review_pdf(page: ReviewPage) -> bytes:
    """The review as PDF/UA, without the children's names."""
    return paper("logreview/review_pdf.html", {"page": page, "language": "sv"})


def extract_pdf(page: ExtractPage) -> bytes:
    """The extract as PDF/UA, to hand to the child or the guardian."""
    return paper("logreview/extract_pdf.html", {"page": page})


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
