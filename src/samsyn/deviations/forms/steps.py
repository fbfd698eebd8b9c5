"""Which input is well formed in the steps of a deviation?"""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.deviations import rules
from samsyn.deviations.forms.shared_text import LookedForm, long_text
from samsyn.deviations.operations import Answering, FollowedUp
from samsyn.foundation.words import choices

#: What an answer can come to besides a measure or none, by kind of deviation.
SETTLES = {
    rules.Kind.COST: rules.Decision.SPLIT,
    rules.Kind.RESPONSIBILITY: rules.Decision.RESPONSIBLE,
}


class TextForm(LookedForm):
    """One text; the page gives its label."""

    text = long_text(_("Text"))
    field_order = ("text", "looked")

    def __init__(self, *args: Any, label: Any, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        self.fields["text"].widget.attrs["rows"] = rows


class WhyForm(LookedForm):
    """Why something is done; the page gives its label."""

    texts = ("why",)

    why = long_text(_("Varför?"))
    field_order = ("why", "looked")

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label


class AnswerForm(LookedForm):
    """What is decided, who answers for it and by when."""

    decision = forms.ChoiceField(label=_("Vad blir det?"), widget=forms.RadioSelect)
    text = long_text(_("Vad har ni kommit fram till?"))
    responsible = forms.CharField(
        label=_("Vem svarar för att det blir gjort?"),
        help_text=_(
            "Skriv befattningen, till exempel enhetschefen för elevhälsan, inte ett namn."
            " Behövs inte när det inte blir någon åtgärd."
        ),
        max_length=120,
    )
    due_on = forms.DateField(
        label=_("När ska det vara klart?"),
        help_text=_("Då följs det upp. Behövs inte när det inte blir någon åtgärd."),
        widget=forms.DateInput(),
    )
    field_order = ("decision", "text", "looked", "responsible", "due_on")

    def __init__(self, *args: Any, kind: rules.Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language()
        own = [SETTLES[kind]] if kind in SETTLES else []
        words = [*own, rules.Decision.MEASURE, rules.Decision.NO_MEASURE]
        decision: Any = self.fields["decision"]
        decision.choices = [(word.value, word.label(language)) for word in words]
        if kind is rules.Kind.COST:
            self.fields["text"].label = _("Hur fördelas kostnaden?")
            self.fields["text"].help_text = _(
                "Skriv varje parts del och från vilken dag. Skriv inte namn, personnummer eller"
                " annat som pekar ut någon."
            )
        if self.is_bound and self.data.get("decision") == rules.Decision.NO_MEASURE.value:
            self.fields["responsible"].required = self.fields["due_on"].required = False

    def answering(self) -> Answering:
        """The input as the operation takes it."""
        data = self.cleaned_data
        decision = rules.Decision(data["decision"])
        is_followed_up = decision.is_followed_up
        return Answering(
            decision=decision,
            text=data["text"],
            responsible=data["responsible"] if is_followed_up else "",
            due_on=data["due_on"] if is_followed_up else None,
        )


class FollowUpForm(LookedForm):
    """How a measure went."""

    result = forms.ChoiceField(
        label=_("Hur gick det?"),
        choices=choices(rules.Result, get_language),
        widget=forms.RadioSelect,
    )
    text = long_text(_("Vad har hänt?"))
    new_due = forms.DateField(
        label=_("Ny dag för det som återstår"),
        help_text=_("Bara när åtgärden är delvis gjord."),
        widget=forms.DateInput(),
        required=False,
    )
    field_order = ("result", "text", "looked", "new_due")

    def followed(self) -> FollowedUp:
        """The input as the operation takes it."""
        data = self.cleaned_data
        result = rules.Result(data["result"])
        is_left = result is rules.Result.PARTLY
        return FollowedUp(result, data["text"], data["new_due"] if is_left else None)
