"""Which single inputs do all step forms share?"""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONG = 10_000
#: A year with a slip of the finger; the database cannot give back a moment before year 1.
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def text(
    label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3
) -> forms.CharField:
    """A field for running text, up to 10 000 characters."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A date field with the browser's own picker."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def clock_time(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class UnitsField(forms.MultipleChoiceField):
    """Units to choose, by identity."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("En enhet går inte att välja längre. Den kan ha stängt. Välj igen."),
    }

    def clean(self, value: Any) -> list[uuid.UUID]:
        """Identities of the chosen units."""
        return [uuid.UUID(chosen) for chosen in super().clean(value)]


def moment(on: dt.date, at: dt.time) -> dt.datetime:
    """A day and a time of day where the users are."""
    return timezone.make_aware(dt.datetime.combine(on, at))
