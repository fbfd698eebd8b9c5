"""How does a plan look on paper? A tagged PDF that a family keeps and a screen reader reads."""

from django.template.loader import render_to_string
from django.utils.translation import get_language

from samsyn.children.queries import ChildFacts
from samsyn.foundation.paper import printed
from samsyn.plans.queries import PlanPage, for_paper


def plan_pdf(plan: PlanPage, child: ChildFacts, region: str) -> bytes:
    """The plan as PDF/UA-1 bytes."""
    plan = for_paper(plan, region, hides_places=child.hides_places)
    html = render_to_string(
        "plans/plan_document.html",
        {"plan": plan, "child": child, "language": get_language() or "sv"},
    )
    return printed(html, [])
