"""The face's template tags: form fields, error summary, icons and worded dates.

Markup stands in templates/components/; this module only prepares what those templates need.
"""

import datetime as dt
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samsyn.foundation import dates
from samsyn.foundation.templatetags import form_parts, icon_shapes

register = template.Library()


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Label, help, control and error of one form field."""
    return form_parts.field_context(bound)


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Every field of the form in its order; hidden ones without label."""
    return {"hidden": form.hidden_fields(), "visible": form.visible_fields()}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List of what to mend with links to the fields; nothing when there is nothing to mend."""
    return {"problems": form_parts.problems(form)}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Decorative inline SVG that follows the colour of the text beside it.

    Raises KeyError for an unknown name, so that a misspelling is found by the first test.
    """
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        # nosemgrep: html-marked-safe
        SafeString(icon_shapes.SHAPES[name]),  # nosec B703  # shapes of our own
    )


@register.filter
def day(value: dt.date | str | None) -> str:
    """4 dec 2026, from a date or its ISO text; nothing for an empty value."""
    if not value:
        return ""
    return dates.day(dt.date.fromisoformat(value) if isinstance(value, str) else value)


@register.filter
def dated(value: dt.date | None, precision: str) -> str:
    """A date as exactly as it is known: 1 okt 2012, februari 2018, hösten 2021, senast 2017."""
    return dates.dated(value, precision) if value else ""


@register.filter
def moment(value: dt.datetime | str | None) -> str:
    """4 dec 2026 kl. 14.32, from a moment or its ISO text; nothing for an empty value."""
    if not value:
        return ""
    return dates.moment(dt.datetime.fromisoformat(value) if isinstance(value, str) else value)


@register.filter
def in_text(value: dt.date | None) -> str:
    """I dag, på fredag, den 4 december 2026; nothing for an empty value."""
    return dates.in_text(value) if value else ""


@register.filter
def due(value: dt.date | None) -> str:
    """Fredag 4 december; nothing for an empty value."""
    return dates.due(value) if value else ""


@register.filter
def width_step(share: int | None) -> int:
    """A share of 0-100 as the nearest class step of five; a share above nothing shows as 5."""
    if not share or share < 0:
        return 0
    return min(100, max(5, round(share / 5) * 5))
