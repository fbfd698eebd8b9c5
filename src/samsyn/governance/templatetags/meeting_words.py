"""How do templates word the values of meetings and matters?"""

from django import template
from django.utils.translation import get_language

from samsyn.foundation.words import Word

register = template.Library()

#: Which tag a state wears: calm, waiting, done or late.
_TAGS = {
    "listed": "tag--info", "ready": "tag--wait", "answered": "tag--wait", "closed": "tag--done",
    "called": "tag--info", "held": "tag--wait", "written": "tag--wait", "approved": "tag--done",
    "published": "tag--done", "cancelled": "tag--late", "done": "tag--done",
}  # fmt: skip


@register.filter
def word(value: Word | None) -> str:
    """The value's label in the language of the page; nothing for an empty value."""
    return value.label(get_language()) if value else ""


@register.filter
def tag_of(value: Word) -> str:
    """The class of the tag that shows a state."""
    return _TAGS.get(value.value, "")
