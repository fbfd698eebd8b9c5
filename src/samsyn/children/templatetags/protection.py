"""The mark that stands wherever a child whose data are protected is shown."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("children/parts/mark.html")
def protected_mark(child: Any, *, paper: bool = False) -> dict[str, Any]:
    """The mark of a protected child (`ChildFacts`), on a page or on `paper`."""
    return {"child": child, "paper": paper}
