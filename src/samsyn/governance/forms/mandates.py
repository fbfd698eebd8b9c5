"""Which input is well formed in a mandate, its adoption and the day one asks about?"""

import datetime as dt
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms import day, text
from samsyn.governance import rules
from samsyn.governance.operations.mandates import Adoption

HELP = {
    "purpose": _("Varför finns arenan?"),
    "target_group": _("Vilka barn och unga gäller det?"),
    "mandate": _("Vad får arenan göra, och vad får den inte göra?"),
    "composition": _("Vilka sitter i den, och vem utser dem?"),
    "chair": _("Vem leder arenan, och hur länge?"),
    "support": _("Vilka tjänstepersoner är med?"),
    "frequency": _("Hur många möten om året?"),
    "preparation": _("Vem bereder ärendena?"),
    "reporting": _("Vart rapporterar arenan, och hur?"),
    "follow_up": _("När och hur följs arbetet upp?"),
}


class MandateForm(forms.Form):
    """The ten parts of a task description."""

    title = forms.CharField(label=_("Vad heter texten?"), max_length=200)
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        for key, sv, en in rules.MANDATE_PARTS:
            self.fields[key] = text(en if english else sv, HELP[key], required=False)

    def parts(self) -> dict[str, str]:
        """The parts by their keys."""
        return {key: self.cleaned_data[key] for key, _sv, _en in rules.MANDATE_PARTS}

    def base_moment(self) -> dt.datetime | None:
        """When the text that one began from was saved."""
        try:
            found = parse_datetime(self.cleaned_data["base"])
        except ValueError:
            return None
        return found if found and found.tzinfo else None


class AdoptForm(forms.Form):
    """That a mandate has been adopted: the day, by whom, § and where it is anchored."""

    valid_from = day(_("Gäller från"))
    adopted_by = forms.CharField(
        label=_("Vem fastställde det?"),
        help_text=_("Arenan eller nämnden, inte personen."),
        max_length=160,
    )
    paragraph = forms.CharField(
        label=_("Paragraf"), help_text=_("Till exempel 12."), max_length=20, required=False
    )
    anchored_in = forms.MultipleChoiceField(
        label=_("Förankrat i"),
        help_text=_("Arenor som har sagt ja till uppdraget."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    review_by = day(_("Ses över senast"), _("Efter den dagen räknas det som inaktuellt."))
    last_day = day(_("Gäller till och med"), _("Bara om det är tidsbestämt."), required=False)

    def __init__(self, *args: Any, arenas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["anchored_in"].choices = arenas  # type: ignore[attr-defined]

    def adoption(self) -> Adoption:
        """The input as the operation takes it."""
        data = self.cleaned_data
        last = data["last_day"]
        return Adoption(
            valid_from=data["valid_from"],
            adopted_by=data["adopted_by"],
            paragraph=data["paragraph"],
            anchored_in=data["anchored_in"],
            review_by=data["review_by"],
            valid_to=last + dt.timedelta(days=1) if last else None,
        )


class OnForm(forms.Form):
    """The day that a page is about."""

    datum = day(_("Visa hur det var den dagen"))
