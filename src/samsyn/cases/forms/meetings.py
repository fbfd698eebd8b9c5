"""Which input is well formed about a call, its answer and the meeting?"""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases import rules
from samsyn.cases.forms.fields import UnitsField, clock_time, day, moment, text
from samsyn.cases.operations.calls import CallTerms
from samsyn.cases.operations.meetings import Held
from samsyn.foundation.words import choices


class CallForm(forms.Form):
    """A call to a meeting."""

    units = UnitsField(label=_("Vilka kallar du?"), required=False)
    purpose = text(_("Varför ses ni?"), rows=2)
    questions = text(_("Vad behöver ni svara på?"), required=False, rows=2)
    meets_on = day(_("Dag"))
    meets_at = clock_time(_("Klockan"))
    minutes = forms.IntegerField(label=_("Minuter"), min_value=15, max_value=480, initial=60)
    form = forms.ChoiceField(
        label=_("Hur ses ni?"), choices=choices(rules.Form, get_language), widget=forms.RadioSelect
    )
    place = forms.CharField(label=_("Rum, länk eller nummer"), max_length=300)
    reply_by = day(_("Svar senast"))
    also_invited = text(
        _("Andra som bjuds in"),
        _("Till exempel en mormor eller en fotbollstränare. Ni bjuder in dem själva."),
        required=False,
        rows=2,
    )
    share_need = forms.BooleanField(
        label=_("Dela behovet med dem du kallar"), required=False, initial=True
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]

    def terms(self) -> CallTerms:
        """The input as the operation takes it."""
        data = self.cleaned_data
        names = ("purpose", "questions", "minutes", "place", "reply_by", "also_invited")
        return CallTerms(
            **{name: data[name] for name in names},
            form=rules.Form(data["form"]),
            meets_at=moment(data["meets_on"], data["meets_at"]),
        )


class ReplyForm(forms.Form):
    """A called unit's answer."""

    reply = forms.ChoiceField(
        label=_("Ert svar"), choices=choices(rules.Reply, get_language), widget=forms.RadioSelect
    )
    person = forms.CharField(label=_("Vem kommer?"), max_length=120, required=False)
    has_mandate = forms.BooleanField(
        label=_("Personen får besluta om våra insatser på mötet"), required=False
    )
    why = text(_("Varför, och vem kan i stället?"), required=False, rows=2)


class MeetingForm(forms.Form):
    """A meeting that was held."""

    held_on = day(_("Dag"))
    held_at = clock_time(_("Klockan"))
    form = forms.ChoiceField(
        label=_("Hur sågs ni?"), choices=choices(rules.Form, get_language), widget=forms.RadioSelect
    )
    came = UnitsField(label=_("Vilka av de kallade kom?"), required=False)
    others_present = text(_("Vilka fler var med?"), required=False, rows=2)
    child_took_part = forms.ChoiceField(
        label=_("Hur var barnet med?"),
        choices=choices(rules.Taking, get_language),
        widget=forms.RadioSelect,
    )
    spokesperson = forms.CharField(
        label=_("Vem förde barnets talan?"),
        help_text=_("Behövs när barnet inte var med."),
        max_length=120,
        required=False,
    )
    child_words = text(_("Barnets egna ord"), required=False)
    picture = text(_("Den gemensamma bilden"), _("Vad kom ni fram till att läget är?"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = units  # type: ignore[attr-defined]

    def held(self) -> Held:
        """The input as the operation takes it."""
        data = self.cleaned_data
        names = ("came", "picture", "spokesperson", "child_words", "others_present")
        return Held(
            **{name: data[name] for name in names},
            held_at=moment(data["held_on"], data["held_at"]),
            form=rules.Form(data["form"]),
            child_took_part=rules.Taking(data["child_took_part"]),
        )


class ChildAnswerForm(forms.Form):
    """How the child was told."""

    on = day(_("Vilken dag fick barnet svar?"))
    by = forms.CharField(label=_("Vem berättade?"), max_length=120)
    how = forms.CharField(
        label=_("Hur, och vad sa barnet?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class WhyForm(forms.Form):
    """A reason."""

    why = text(_("Varför?"), rows=2)
