"""What is well formed about a decision, a stop and an approval?"""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms.fields import day
from samsyn.foundation.words import choices
from samsyn.retention.rules import Plan, Sphere


class DecisionForm(forms.Form):
    """A party's decision on an operation's documents."""

    operation = forms.ChoiceField(label=_("Verksamhet"))
    sphere = forms.ChoiceField(
        label=_("Vilka regler gäller för verksamhetens handlingar?"),
        choices=choices(Sphere, get_language),
        widget=forms.RadioSelect,
    )
    years = forms.IntegerField(
        label=_("Antal år"),
        help_text=_("Räknat från den sista anteckningen."),
        min_value=1,
        max_value=200,
    )
    is_working_copy = forms.BooleanField(
        label=_("Det som finns här är en arbetskopia. Originalet finns i vår egen dokumentation."),
        required=False,
    )
    reference = forms.CharField(label=_("Beslutets diarienummer"), max_length=120)
    decided_on = day(_("Beslutat"))

    def __init__(self, *args: Any, operations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].choices = operations  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """The decision as given."""
        data = {**self.cleaned_data, "sphere": Sphere(self.cleaned_data["sphere"])}
        return Plan(**data)


class WhyForm(forms.Form):
    """A reason, without names."""

    why = forms.CharField(
        label=_("Varför?"), help_text=_("Skriv inga namn på barn eller familjer."), max_length=200
    )


class ApproveForm(forms.Form):
    """An approval of the very list that was read."""

    list_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    is_read = forms.BooleanField(
        label=_("Jag har läst listan. Det som står på den får gallras."),
        error_messages={"required": _("Kryssa i att du har läst listan.")},
    )
