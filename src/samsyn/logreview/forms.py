"""Which input is well formed about a review?"""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.foundation.words import choices
from samsyn.logreview.rules.review import Judgement

NO_NAMES = _("Skriv inte namn, personnummer eller annat som pekar ut någon.")


class OpenForm(forms.Form):
    """Open a month; nothing to fill in."""


class JudgeForm(forms.Form):
    """What an event was."""

    judgement = forms.ChoiceField(
        label=_("Din bedömning"), widget=forms.RadioSelect, choices=choices(Judgement, get_language)
    )
    note = forms.CharField(
        label=_("Vad du har fått veta"),
        help_text=NO_NAMES,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShowForm(forms.Form):
    """Why the reviewer must know which child."""

    why = forms.CharField(
        label=_("Varför behöver du veta vilket barn det gäller?"),
        help_text=_("Det du skriver sparas. Barnets egen logg visar att du har sett vem det är."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FinishForm(forms.Form):
    """What the review showed."""

    summary = forms.CharField(
        label=_("Vad visade granskningen?"),
        help_text=NO_NAMES,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
