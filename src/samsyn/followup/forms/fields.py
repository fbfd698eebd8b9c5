"""Which single inputs do these forms share?"""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

LONG = 20_000
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def prose(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> Any:
    """A field for running text."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def day(label: Any, help_text: Any = "", *, required: bool = True) -> Any:
    """A date with the browser's own picker."""
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=forms.DateInput(),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
    )  # fmt: skip
