"""Which input is well formed about findings, measures and proof?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.followup.forms.fields import day, prose
from samsyn.followup.operations import Found, Step
from samsyn.followup.rules import MEASURE, MeasureState


class FindingForm(forms.Form):
    """What auditors found."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = prose(_("Vad har ni sett?"), rows=6)
    found_by = forms.CharField(
        label=_("Vilka har granskat?"), help_text=_("Organ, inga namn."), max_length=160
    )
    found_on = day(_("Vilken dag?"))
    source = forms.CharField(label=_("Rapport och avsnitt"), max_length=300, required=False)

    def found(self) -> Found:
        """The input as the operation takes it."""
        return Found(**self.cleaned_data)


class AnswerForm(forms.Form):
    """What is answered."""

    text = prose(_("Svar"), rows=8)
    answered_by = forms.CharField(
        label=_("Vem svarar?"), help_text=_("Nämnd eller uppdrag, inga namn."), max_length=160
    )
    on = day(_("Vilken dag?"))


class MeasureForm(forms.Form):
    """What will be done."""

    text = prose(_("Vad ska göras?"))
    arena = forms.ChoiceField(
        label=_("Vilken arena gäller det?"),
        help_text=_("Då visar Samsyn arenans uppdrag som bevis."),
        required=False,
    )
    agreement = forms.ChoiceField(
        label=_("Vilken överenskommelse gäller det?"),
        help_text=_("Då visar Samsyn vilka som har antagit den."),
        required=False,
    )
    due_on = day(_("Klart senast"), required=False)

    def __init__(
        self,
        *args: Any,
        arenas: list[tuple[str, str]],
        agreements: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = [("", _("Ingen")), *arenas]  # type: ignore[attr-defined]
        self.fields["agreement"].choices = [("", _("Ingen")), *agreements]  # type: ignore[attr-defined]

    def measure(self) -> dict[str, Any]:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return {
            "text": data["text"],
            "due_on": data["due_on"],
            "arena_id": uuid.UUID(data["arena"]) if data["arena"] else None,
            "agreement_id": uuid.UUID(data["agreement"]) if data["agreement"] else None,
        }


class StepForm(forms.Form):
    """How a measure goes."""

    action = forms.ChoiceField(label=_("Var står åtgärden?"), widget=forms.RadioSelect)
    text = prose(
        _("Vad har hänt?"), _("När åtgärden är klar: vad visar att den är genomförd?"), rows=4
    )
    done_on = day(_("Vilken dag blev den klar?"), required=False)
    link = forms.URLField(
        label=_("Länk till beviset"), max_length=500, required=False, assume_scheme="https"
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "begin": _("Den har börjat"),
            "report": _("Den pågår"),
            "finish": _("Den är genomförd"),
        }
        known = [(a, words) for a, words in labels.items() if MEASURE.can(MeasureState(state), a)]
        self.fields["action"].choices = known  # type: ignore[attr-defined]

    def step(self) -> Step:
        """The input as the operation takes it."""
        return Step(**self.cleaned_data)


class ProofForm(forms.Form):
    """Of which day, and of what."""

    datum = day(_("Vilken dag?"), required=False)
    arena = forms.ChoiceField(label=_("Arena"), required=False)
    overenskommelse = forms.ChoiceField(label=_("Överenskommelse"), required=False)

    def __init__(
        self,
        *args: Any,
        arenas: list[tuple[str, str]],
        agreements: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = [("", _("Alla arenor")), *arenas]  # type: ignore[attr-defined]
        everything = ("", _("Alla överenskommelser"))
        self.fields["overenskommelse"].choices = [everything, *agreements]  # type: ignore[attr-defined]
