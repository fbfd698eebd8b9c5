"""Which input is well formed in the steps from a new plan to its end?"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms import day, text


class NewPlanForm(forms.Form):
    """A plan to begin."""

    name = forms.CharField(label=_("Vad heter planen?"), max_length=200)
    arena = forms.ChoiceField(
        label=_("Vilken arena hör den till?"), help_text=_("Arenan som följer upp planen.")
    )
    decided_by = forms.MultipleChoiceField(
        label=_("Vilka beslutar om den?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Välj inget om det bara är arenan själv."),
    )  # fmt: skip
    period_from = day(_("Från och med"))
    last_day = day(_("Till och med"), _("Lämna tomt om det inte är bestämt."), required=False)
    copy_from = forms.ChoiceField(
        label=_("Börja från en tidigare plan"), required=False,
        help_text=_("Raderna följer med, och det som är lyft ur den följs fortfarande."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        arenas: Sequence[tuple[str, str]],
        plans: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, list[tuple[str, Any]]] = {
            "arena": [("", _("Välj")), *arenas],
            "decided_by": list(arenas),
            "copy_from": [("", _("Börja tomt")), *plans],
        }
        for name, values in chosen.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def period_to(self) -> dt.date | None:
        """The first day after the plan."""
        last: dt.date | None = self.cleaned_data["last_day"]
        return last + dt.timedelta(days=1) if last else None


class ReadVersionForm(forms.Form):
    """A step on the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(ReadVersionForm):
    """An arena's decision."""

    arena = forms.ChoiceField(label=_("Vilken arena har beslutat?"), widget=forms.RadioSelect)
    decided_on = day(_("Vilken dag?"))
    paragraph = forms.CharField(
        label=_("Paragraf i protokollet"), help_text=_("Till exempel § 12."), required=False,
        max_length=20,
    )  # fmt: skip

    def __init__(self, *args: Any, arenas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = list(arenas)  # type: ignore[attr-defined]


class SignForm(ReadVersionForm):
    """A signature for an office."""

    signatory = forms.ChoiceField(label=_("Du skriver under som"), widget=forms.RadioSelect)
    has_read = forms.BooleanField(
        label=_("Jag har läst planen och skriver under den för min organisation"),
        error_messages={"required": _("Kryssa för att du har läst planen.")},
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signatory"].choices = list(lines)  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """A step that asks why."""

    why = text(_("Varför?"), rows=3)


class LiftForm(WhyForm):
    """A row to lift out of the matrix."""

    lifted_on = day(_("Från vilken dag?"))
