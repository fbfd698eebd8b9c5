"""Which input is well formed about a unit?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.administration.operations.units import NewUnit
from samsyn.cases.forms import day

Choices = list[tuple[str, str]]


def name_of_unit() -> forms.CharField:
    """What a unit is called."""
    return forms.CharField(label=_("Enhetens namn"), max_length=120)


def hsa_id() -> forms.CharField:
    """What HSA calls a unit."""
    return forms.CharField(
        label=_("HSA-id"), max_length=64, required=False,
        help_text=_("Medarbetaruppdrag i HSA pekar på det. Lämna tomt om enheten inte finns där."),
    )  # fmt: skip


class NewUnitForm(forms.Form):
    """A unit that opens."""

    name = name_of_unit()
    operation = forms.ChoiceField(
        label=_("Verksamhet"),
        help_text=_("Ett kontor möter inga barn. Verksamheten kan inte ändras efteråt."),
    )
    above = forms.ChoiceField(label=_("Leds av"), required=False)
    town = forms.CharField(label=_("Ort"), max_length=60)
    valid_from = day(_("Öppnar"))
    hsa_id = hsa_id()

    def __init__(self, *args: Any, operations: Choices, above: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].choices = [("", _("Välj verksamhet")), *operations]  # type: ignore[attr-defined]
        self.fields["above"].choices = [("", _("Ingen, den är överst")), *above]  # type: ignore[attr-defined]

    def new(self) -> NewUnit:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return NewUnit(
            name=data["name"], operation=data["operation"].strip("-"), town=data["town"],
            valid_from=data["valid_from"], hsa_id=data["hsa_id"],
            above_id=uuid.UUID(data["above"]) if data["above"] else None,
        )  # fmt: skip


class RenameUnitForm(forms.Form):
    """What the unit is called from a day."""

    name = name_of_unit()
    on = day(_("Heter så från och med"))


class DescribeUnitForm(forms.Form):
    """Where the unit is and what HSA calls it."""

    town = forms.CharField(label=_("Ort"), max_length=60)
    hsa_id = hsa_id()


class PlaceUnitForm(forms.Form):
    """Which office leads the unit."""

    above = forms.ChoiceField(label=_("Leds av"), required=False)

    def __init__(self, *args: Any, above: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["above"].choices = [("", _("Ingen, den är överst")), *above]  # type: ignore[attr-defined]

    def above_id(self) -> uuid.UUID | None:
        """The chosen office, if any."""
        chosen = self.cleaned_data["above"]
        return uuid.UUID(chosen) if chosen else None


class CloseUnitForm(forms.Form):
    """The last day of a unit."""

    last_day = day(_("Sista dag"))


class MergeUnitForm(CloseUnitForm):
    """Into which unit it goes, whether its people come along, and who finishes what is open."""

    into = forms.ChoiceField(label=_("Går upp i"))
    staff_follows = forms.BooleanField(
        label=_("Medarbetarna får samma uppdrag i den mottagande enheten"),
        required=False, initial=True,
    )  # fmt: skip
    helpers = forms.MultipleChoiceField(
        label=_("Vilka fler tar hand om det som är öppet?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De får samma roll här, tills allt som är öppet är avslutat."),
    )  # fmt: skip

    field_order = ("into", "last_day", "staff_follows", "helpers")

    def __init__(self, *args: Any, into: Choices, helpers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = [("", _("Välj enhet")), *into]  # type: ignore[attr-defined]
        if helpers:
            self.fields["helpers"].choices = helpers  # type: ignore[attr-defined]
        else:
            del self.fields["helpers"]

    def helper_ids(self) -> list[uuid.UUID]:
        """The assignments that were ticked."""
        return [uuid.UUID(value) for value in self.cleaned_data.get("helpers", [])]
