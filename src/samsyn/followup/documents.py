"""How do a follow-up and a proof look as a document to keep, to go on writing in, to count on?"""

import csv
import io
import json
from typing import Any

from django.utils.translation import gettext as _

from samsyn.followup import rules
from samsyn.followup.queries import ReportPage
from samsyn.foundation.dates import day
from samsyn.foundation.paper import paper
from samsyn.foundation.word import WordFile


def report_pdf(page: ReportPage) -> bytes:
    """The follow-up as PDF/UA, sources numbered and listed last."""
    notes = rules.footnotes(page.sections)
    parts = [
        {
            "heading": section.heading,
            "is_list": any(p.number for p in section.paragraphs),
            "paragraphs": [
                {"text": p.text, "marks": ", ".join(str(notes[s]) for s in p.sources)}
                for p in section.paragraphs
            ],
        }
        for section in page.sections
    ]
    context = {"page": page, "row": page.row, "parts": parts, "notes": list(notes)}
    return paper("followup/report_paper.html", context)


def report_docx(page: ReportPage) -> bytes:
    """The follow-up as a Word file to go on with."""
    notes = rules.footnotes(page.sections)
    file = WordFile(page.row.title, author=page.row.arena)
    if page.row.state == rules.ReportState.DRAFT:
        file.paragraph(_("Utkast. Texten kan ändras."))
    for correction in page.corrections:
        file.paragraph(
            _("Rättelse %(day)s: %(text)s") % {"day": day(correction.on), "text": correction.text}
        )
    for section in page.sections:
        file.heading(section.heading)
        for paragraph in section.paragraphs:
            marks = ", ".join(str(notes[source]) for source in paragraph.sources)
            text = f"{paragraph.text} [{marks}]" if marks else paragraph.text
            file.paragraph(f"{paragraph.number}. {text}" if paragraph.number else text)
    if notes:
        file.heading(_("Källor"))
        for source, number in notes.items():
            file.paragraph(f"[{number}] {source.label}")
    if page.frozen_hash:
        file.paragraph(_("Fingeravtryck: %(hash)s") % {"hash": page.frozen_hash})
    return file.data()


def report_markdown(page: ReportPage) -> str:
    """The follow-up as Markdown, sources as footnotes."""
    return rules.as_markdown(page.row.title, page.sections)


def proof_pdf(proof: rules.Proof, context: dict[str, Any]) -> bytes:
    """A proof as PDF/UA."""
    return paper("followup/proof_paper.html", {**context, "proof": proof})


def proof_json(proof: rules.Proof) -> str:
    """A proof as JSON with its fingerprint."""
    return json.dumps(proof.as_dict(), ensure_ascii=False, indent=2) + "\n"


def proof_csv(proof: rules.Proof) -> str:
    """A proof as CSV that a Swedish spreadsheet opens: semicolons, and a mark for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in proof.rows():
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
