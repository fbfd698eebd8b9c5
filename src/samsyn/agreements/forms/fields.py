"""Which single inputs do the forms of agreements share?"""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

Choices = list[tuple[str, str]]
LONG = 20_000
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2199, 12, 31)


def text(
    label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4
) -> forms.CharField:
    """A field for running text."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


def line(
    label: Any, help_text: Any = "", *, required: bool = True, most: int = 120
) -> forms.CharField:
    """A field for one line."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=most)


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(
        label=label, help_text=help_text, required=required,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


def paragraph() -> forms.CharField:
    """The section (§) of a minute."""
    help_text = _("Till exempel 42. Lämna tomt om den saknas.")
    return line(_("Paragraf"), help_text, required=False, most=20)


def offer(form: forms.Form, name: str, options: Choices, empty: Any = None) -> None:
    """Give a choice field its choices, with a first one that means none."""
    first = [] if empty is None else [("", empty)]
    form.fields[name].choices = [*first, *options]  # type: ignore[attr-defined]


class PartyField(forms.ChoiceField):
    """A party to choose."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Part"), **kwargs)


def offer_parties(form: forms.Form, parties: Choices) -> None:
    """The parties that the actor may answer for; an only one is chosen and hidden."""
    if len(parties) == 1:
        form.fields["party"].widget = forms.HiddenInput()
        form.initial.setdefault("party", parties[0][0])
        offer(form, "party", parties)
    else:
        offer(form, "party", parties, _("Välj"))
