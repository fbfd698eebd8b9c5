"""How does a plan look on paper? A tagged PDF that a family keeps and a screen reader reads."""

from django.template.loader import render_to_string
from django.utils.translation import get_language
from weasyprint import HTML

from samsyn.children.queries import ChildFacts
from samsyn.plans.queries import PlanPage


def plan_pdf(plan: PlanPage, child: ChildFacts) -> bytes:
    """The plan as PDF/UA-1 bytes."""
    html = render_to_string(
        "plans/plan_document.html",
        {"plan": plan, "child": child, "language": get_language() or "sv"},
    )
    data: bytes = HTML(string=html, base_url=None).write_pdf(pdf_variant="pdf/ua-1")
    return data
