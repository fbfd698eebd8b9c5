"""What the form components need to know about a bound field: kind, choices, ids and words."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.widgets import DateTimeBaseInput
from django.utils.safestring import SafeString

_NATIVE_DATES: dict[type[DateTimeBaseInput], tuple[str, str]] = {
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.TimeInput: ("time", "%H:%M"),
}


@dataclass(frozen=True)
class Choice:
    """One radio button or check box of a group."""

    id: str
    label: str
    control: SafeString


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; without target it concerns the form as a whole."""

    text: str
    target: str


def field_context(bound: BoundField) -> dict[str, Any]:
    """Everything components/field.html shows."""
    _use_native_dates(bound.field.widget)
    kind = _kind(bound)
    return {
        "bound": bound,
        "kind": kind,
        "label": bound.label,
        "control": _control(bound) if kind != "choices" else "",
        "choices": _choices(bound) if kind == "choices" else [],
        "is_radio": isinstance(bound.field.widget, forms.RadioSelect),
        "optional": not bound.field.required and kind != "check",
        "help_id": f"{bound.auto_id}_helptext",
        "error_id": f"{bound.auto_id}_error",
        "described_by": bound.aria_describedby or "",
    }


def problems(form: BaseForm) -> list[Problem]:
    """Errors of a bound form in the order of its fields, those of the whole form first."""
    if not form.is_bound:
        return []
    found = [Problem(str(text), "") for text in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else _first_control_id(bound)
        name = str(bound.label).rstrip("?:. ")
        found += [Problem(f"{name}: {text}", target) for text in bound.errors]
    return found


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "group" if isinstance(widget, forms.MultiWidget) else "input"


def _control(bound: BoundField) -> SafeString:
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        for part in widget.widgets:
            part.attrs["class"] = _with_input_class(part.attrs)
    elif isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        # Django's default size; without it the area follows its content (see forms.css).
        widget.attrs = {k: v for k, v in widget.attrs.items() if k not in ("rows", "cols")}
    return bound.as_widget(attrs={"class": _with_input_class(widget.attrs)})


def _choices(bound: BoundField) -> list[Choice]:
    is_check = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    choices = []
    for part in bound.subwidgets:
        attrs = part.data["attrs"]
        attrs["class"] = _with_input_class(attrs)
        if is_check and bound.errors:
            attrs["aria-invalid"] = "true"
        choices.append(Choice(part.id_for_label, part.choice_label, part.tag()))
    return choices


def _first_control_id(bound: BoundField) -> str:
    """Group widgets have no id of their own; their first control has the number 0."""
    return bound.id_for_label or f"{bound.auto_id}_0"


def _with_input_class(attrs: dict[str, Any]) -> str:
    own = str(attrs.get("class", ""))
    return own if "input" in own.split() else f"{own} input".strip()


def _use_native_dates(widget: forms.Widget) -> None:
    """Let the browser's own date and time controls be used, with the format they require.

    The widget belongs to this form instance alone: Django copies widgets for each form.
    """
    for part in getattr(widget, "widgets", [widget]):
        for kind, (input_type, pattern) in _NATIVE_DATES.items():
            if isinstance(part, kind):
                part.input_type, part.format = input_type, pattern
