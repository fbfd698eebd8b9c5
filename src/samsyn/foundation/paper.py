"""How does a page become a document to keep? Tagged PDF in one look for every kind of document."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

SHEET = Path(__file__).parent / "paper.css"


def paper(template: str, context: Mapping[str, Any]) -> bytes:
    """`template` (extends ``paper.html``) as PDF/UA-1 bytes, in the language of the moment."""
    html = render_to_string(template, {"language": get_language() or "sv", **context})
    return printed(html, [SHEET.read_text(encoding="utf-8")])


def printed(html: str, sheets: list[str]) -> bytes:
    """HTML with style sheets as PDF/UA-1 bytes, in the pages' own typeface."""
    fonts = FontConfiguration()
    own = _own_font()
    data: bytes = HTML(string=html).write_pdf(
        stylesheets=[CSS(string=text, font_config=fonts) for text in [own, *sheets] if text],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
    )
    return data


def _own_font() -> str:
    file = finders.find("build/samsyn.woff2")
    if not file:
        return ""
    source = Path(str(file)).as_uri()
    return (
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: 200 900; src: url("{source}") }}'
    )
