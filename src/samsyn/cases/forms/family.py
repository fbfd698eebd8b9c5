"""Which input is well formed about a family's answer and what is shared?"""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms.fields import UnitsField, day, text
from samsyn.consents.operations import GivenAnswer, Terms
from samsyn.consents.rules import ChildStance, Giver, How
from samsyn.foundation.words import choices
from samsyn.releases.rules import Ground, Scope


class FamilyAnswerForm(forms.Form):
    """Consent, as the family gave or refused it."""

    purpose = text(
        _("Varför frågar ni?"), _("Till exempel: för att skriva en gemensam plan."), rows=2
    )
    covers = text(_("Vad får ni prata om?"), rows=2)
    excludes = text(
        _("Vad gäller samtycket inte?"),
        _("Det familjen vill hålla utanför."),
        required=False,
        rows=2,
    )
    units = UnitsField(label=_("Vilka får ta del?"), required=False)
    given_on = day(_("När svarade familjen?"))
    valid_until = day(_("Hur länge gäller svaret?"), _("Ett samtycke har alltid ett slut."))
    how = forms.ChoiceField(
        label=_("Hur svarade de?"), choices=choices(How, get_language), widget=forms.RadioSelect
    )
    child_stance = forms.ChoiceField(
        label=_("Vad säger barnet?"),
        choices=choices(ChildStance, get_language),
        widget=forms.RadioSelect,
        help_text=_(
            "Det är en bedömning efter ålder och mognad."
            " Från ungefär 15 år bestämmer barnet oftast självt."
        ),
    )
    maturity_note = text(
        _("Så har ni bedömt barnets mognad"),
        _("Behövs när ett barn under 15 år svarar utan vårdnadshavare."),
        required=False,
        rows=2,
    )
    consequences_explained = forms.BooleanField(
        label=_("Vi har berättat vad ett ja och ett nej innebär"), required=False
    )

    def __init__(
        self,
        *args: Any,
        units: list[tuple[str, str]],
        people: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        self.people = people
        for number, (_giver, name) in enumerate(people):
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=name,
                choices=[("", _("Har inte svarat")), ("yes", _("Ja")), ("no", _("Nej"))],
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["other_name"] = forms.CharField(
            label=_("Någon annan som svarade"), max_length=120, required=False
        )
        self.fields["other_giver"] = forms.ChoiceField(
            label=_("Relation till barnet"), choices=choices(Giver, get_language), required=False
        )
        self.fields["other_answer"] = forms.ChoiceField(
            label=_("Svaret"), choices=[("yes", _("Ja")), ("no", _("Nej"))], required=False
        )

    def answer_fields(self) -> list[forms.BoundField]:
        """The answers, one for each known person."""
        return [self[f"answer_{number}"] for number in range(len(self.people))]

    def answers(self) -> list[GivenAnswer]:
        """Who answered what."""
        data = self.cleaned_data
        given = [
            GivenAnswer(Giver(giver), name, data[f"answer_{number}"] == "yes")
            for number, (giver, name) in enumerate(self.people)
            if data[f"answer_{number}"]
        ]
        if data["other_name"].strip():
            giver = Giver(data["other_giver"] or "other")
            given.append(GivenAnswer(giver, data["other_name"], data["other_answer"] != "no"))
        return given

    def silent(self) -> list[str]:
        """Adults who answer for the child but have not answered."""
        return [
            name
            for number, (giver, name) in enumerate(self.people)
            if giver not in ("child", "other") and not self.cleaned_data[f"answer_{number}"]
        ]

    def terms(self) -> Terms:
        """What the question was about."""
        names = ("purpose", "covers", "excludes", "units", "given_on", "valid_until")
        return Terms(
            **{name: self.cleaned_data[name] for name in names},
            how=How(self.cleaned_data["how"]),
            consequences_explained=self.cleaned_data["consequences_explained"],
        )


class WithdrawForm(forms.Form):
    """Who takes the consent back."""

    by = forms.CharField(label=_("Vem har återkallat samtycket?"), max_length=120)


def shared_scopes() -> list[tuple[str, str]]:
    """What can be shared outside a call."""
    return [pair for pair in choices(Scope, get_language)() if pair[0] != Scope.CALL.value]


class ShareForm(forms.Form):
    """A release outside a call."""

    units = UnitsField(label=_("Vem ska få se?"), required=False)
    scopes = forms.MultipleChoiceField(
        label=_("Vad ska de få se?"),
        choices=shared_scopes,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("Vilken laglig grund?"),
        choices=choices(Ground, get_language),
        widget=forms.RadioSelect,
        initial=Ground.CONSENT.value,
    )
    valid_until = day(_("Till och med"), _("Lämna tomt för samtyckets sista dag."), required=False)
    note = text(
        _("Så har ni bedömt det"), _("Behövs när grunden inte är samtycke."), required=False, rows=2
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]
