"""How does a document become a Word file that a board can go on with? The few parts we need."""

import io
from collections.abc import Sequence

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Mm, Pt, RGBColor

GREEN = RGBColor(0x14, 0x50, 0x3F)


class WordFile:
    """A Word file in the making: headings, paragraphs, lists, tables; A4, language set."""

    def __init__(
        self, title: str, *, author: str, language: str = "sv", wide: bool = False
    ) -> None:
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = title, author, language
        section = self._document.sections[0]
        short, long = Mm(210), Mm(297)
        section.page_width, section.page_height = (long, short) if wide else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Mm(20)
        normal = self._document.styles["Normal"].font
        normal.name, normal.size = "Calibri", Pt(10.5)
        for level in range(4):
            style = self._document.styles["Title" if level == 0 else f"Heading {level}"].font
            style.color.rgb, style.name = GREEN, "Calibri"
        self.heading(title, 0)

    def heading(self, text: str, level: int = 1) -> None:
        """A heading; 0 is the document's title."""
        self._document.add_heading(text, level)

    def paragraph(self, text: str, style: str | None = None) -> None:
        """A paragraph; line breaks within it stay."""
        self._document.add_paragraph(text, style)

    def points(self, texts: Sequence[str]) -> None:
        """A list with bullets."""
        for text in texts:
            self._document.add_paragraph(text, "List Bullet")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose first row repeats on each page."""
        table = self._document.add_table(rows=1, cols=len(head), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(text).bold = True
        properties = table.rows[0]._tr.get_or_add_trPr()
        properties.append(properties.makeelement(_REPEATS, {_VALUE: "true"}))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        self._document.add_paragraph()

    def signature(self, office: str, organisation: str) -> None:
        """A line to sign on, with office and organisation below."""
        self._document.add_paragraph("\n\n" + "_" * 40)
        self._document.add_paragraph(f"{office}\n{organisation}")

    def data(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPEATS, _VALUE = f"{_W}tblHeader", f"{_W}val"
