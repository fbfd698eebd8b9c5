"""Which input is well formed about a child and its need?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases import rules
from samsyn.cases.forms.fields import day, text
from samsyn.cases.operations.needs import Seen
from samsyn.children.rules import GuardianKind
from samsyn.foundation.words import choices


class ChildForm(forms.Form):
    """Find a child by the whole number, or open a record for it."""

    number = forms.CharField(
        label=_("Personnummer"),
        help_text=_("Tolv siffror, ÅÅÅÅMMDD-NNNN. Samordningsnummer går också bra."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)
    born_on = day(
        _("Född"), _("Fylls i bara om samordningsnumret inte säger dagen."), required=False
    )
    language = forms.CharField(label=_("Tolk behövs på"), max_length=40, required=False)
    guardian_1 = forms.CharField(label=_("Vårdnadshavare"), max_length=120, required=False)
    kind_1 = forms.ChoiceField(
        label=_("Relation till barnet"), choices=choices(GuardianKind, get_language), required=False
    )
    guardian_2 = forms.CharField(label=_("Ännu en vårdnadshavare"), max_length=120, required=False)
    kind_2 = forms.ChoiceField(
        label=_("Relation till barnet"), choices=choices(GuardianKind, get_language), required=False
    )
    reason = forms.CharField(
        label=_("Varför arbetar ni med barnet?"),
        max_length=200,
        help_text=_("Till exempel: elev hos oss. Syns i loggen."),
    )

    def guardians(self) -> list[tuple[str, GuardianKind]]:
        """The adults that were filled in."""
        data = self.cleaned_data
        rows = ((data[f"guardian_{n}"], data[f"kind_{n}"]) for n in (1, 2))
        return [(name, GuardianKind(kind or "guardian")) for name, kind in rows if name.strip()]


class GuardianForm(forms.Form):
    """One more adult who answers for the child."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Relation till barnet"), choices=choices(GuardianKind, get_language)
    )


class NeedForm(forms.Form):
    """What has been seen."""

    areas = forms.MultipleChoiceField(
        label=_("Vad handlar det om?"), widget=forms.CheckboxSelectMultiple
    )
    extent = forms.ChoiceField(
        label=_("Hur mycket hjälp verkar behövas?"),
        choices=choices(rules.Extent, get_language),
        widget=forms.RadioSelect,
    )
    setting = forms.ChoiceField(label=_("Var är barnet på dagarna?"), required=False)
    worry = text(_("Vad ser du?"), _("Skriv vad som händer, när och hur ofta. Undvik tolkningar."))
    works = text(_("Vad fungerar?"), _("När går det bra, och med vem?"), required=False)
    child_words = text(
        _("Barnets egna ord"),
        _("Vad säger barnet självt? Skriv ordagrant om du kan."),
        required=False,
    )
    tried = text(_("Vad har ni redan provat?"), required=False)
    in_danger = forms.BooleanField(label=_("Barnet kan fara illa"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        areas: list[tuple[str, str]],
        settings: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["setting"].choices = [("", _("Välj")), *settings]  # type: ignore[attr-defined]
        self.initial.setdefault("submission", uuid.uuid4())

    def seen(self) -> Seen:
        """The input as the operation takes it."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "submission"}
        return Seen(**{**data, "extent": rules.Extent(data["extent"])})
