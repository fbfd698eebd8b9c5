"""How does a plan look on paper? A tagged PDF that a family keeps and a screen reader reads."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from samsyn.children.queries import ChildFacts
from samsyn.plans.queries import PlanPage


def plan_pdf(plan: PlanPage, child: ChildFacts) -> bytes:
    """The plan as PDF/UA-1 bytes."""
    html = render_to_string(
        "plans/plan_document.html",
        {"plan": plan, "child": child, "language": get_language() or "sv"},
    )
    fonts = FontConfiguration()
    data: bytes = HTML(string=html).write_pdf(
        stylesheets=[CSS(string=_own_font(), font_config=fonts)] if _own_font() else [],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
    )
    return data


def _own_font() -> str:
    """The pages' own typeface, from the built face."""
    file = finders.find("build/samsyn.woff2")
    if not file:
        return ""
    source = Path(str(file)).as_uri()
    return (
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: 200 900; src: url("{source}") }}'
    )
