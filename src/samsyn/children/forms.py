"""Which input about a protection is well formed? Codes only: nobody writes a text here."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.children.rules import Kind, Reason, Source
from samsyn.foundation.words import choices


class ReasonForm(forms.Form):
    """Why the pages are opened."""

    reason = forms.ChoiceField(
        label=_("Varför öppnar du barnets sidor?"),
        choices=choices(Reason, get_language),
        widget=forms.RadioSelect,
    )

    def clean_reason(self) -> Reason:
        """The reason as a word."""
        return Reason(self.cleaned_data["reason"])


class SourceForm(forms.Form):
    """How the unit knows."""

    source = forms.ChoiceField(
        label=_("Hur vet ni det?"),
        choices=choices(Source, get_language),
        widget=forms.RadioSelect,
    )

    def clean_source(self) -> Source:
        """The source as a word."""
        return Source(self.cleaned_data["source"])


class ProtectForm(SourceForm):
    """Which protection, and how the unit knows."""

    kind = forms.ChoiceField(
        label=_("Vilket skydd?"), choices=choices(Kind, get_language), widget=forms.RadioSelect
    )
    field_order = ("kind", "source")

    def clean_kind(self) -> Kind:
        """The kind as a word."""
        return Kind(self.cleaned_data["kind"])


class PersonForm(forms.Form):
    """Who more is to be able to open the pages."""

    user = forms.ChoiceField(label=_("Vem hos er?"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = [("", _("Välj")), *people]  # type: ignore[attr-defined]

    def clean_user(self) -> uuid.UUID:
        """The person's identity."""
        return uuid.UUID(self.cleaned_data["user"])


class UnawareForm(forms.Form):
    """Which guardians must not learn where the child is."""

    guardians = forms.MultipleChoiceField(
        label=_("Vem får inte veta var barnet finns?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guardians"].choices = people  # type: ignore[attr-defined]
