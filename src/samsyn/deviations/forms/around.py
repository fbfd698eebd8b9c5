"""Which input is well formed about a suggestion that is not reported, and about leave?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms.fields import day


class DismissForm(forms.Form):
    """Why a suggestion is not reported."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=60)
    why = forms.CharField(
        label=_("Varför ska det inte anmälas?"), max_length=500,
        help_text=_("Bara er enhet ser det du skriver."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class LeaveForm(forms.Form):
    """From when to when somebody is away, and who stands in."""

    away_from = day(_("Borta från och med"))
    back_on = day(_("Tillbaka den"), _("Den första dagen du är på plats igen."))
    substitute = forms.ChoiceField(
        label=_("Vem ersätter dig?"), required=False,
        help_text=_("Den du väljer får ditt uppdrag i enheten de dagarna, och ser det du ser."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = [("", _("Ingen")), *people]  # type: ignore[attr-defined]

    def substitute_id(self) -> uuid.UUID | None:
        """The chosen person, if any."""
        chosen = self.cleaned_data["substitute"]
        return uuid.UUID(chosen) if chosen else None
