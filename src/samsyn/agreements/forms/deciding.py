"""Which input is well formed when arenas, boards and offices have decided or signed?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.agreements import rules
from samsyn.agreements.forms.fields import (
    Choices,
    PartyField,
    day,
    line,
    offer,
    offer_parties,
    paragraph,
    text,
)
from samsyn.agreements.operations import Decision
from samsyn.foundation.words import choices


class ArenaForm(forms.Form):
    """What an arena said."""

    arena = forms.ChoiceField(label=_("Vilken arena?"))
    outcome = forms.ChoiceField(
        label=_("Vad sade den?"), widget=forms.RadioSelect,
        choices=choices(rules.PassageOutcome, get_language),
    )  # fmt: skip
    decided_on = day(_("Vilken dag?"))
    paragraph = paragraph()

    def __init__(self, *args: Any, arenas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "arena", arenas, _("Välj"))


class TreatForm(forms.Form):
    """A board's decision. With something to correct, which one and why."""

    party = PartyField()
    outcome = forms.ChoiceField(
        label=_("Vad beslutade nämnden?"), widget=forms.RadioSelect,
        choices=choices(rules.Outcome, get_language),
    )  # fmt: skip
    board = line(_("Vilken nämnd?"))
    decided_on = day(_("Vilken dag?"))
    paragraph = paragraph()
    change = text(
        _("Vad ändrade nämnden?"), _("Bara om den antog med ändring."), required=False, rows=3
    )
    clauses = forms.MultipleChoiceField(
        label=_("Vilka punkter gäller ändringen?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    corrects = forms.ChoiceField(
        label=_("Rättar du något som redan står?"), required=False,
        help_text=_("Det gamla finns kvar i historiken."),
    )  # fmt: skip
    why = text(_("Varför rättas det?"), required=False, rows=2)

    def __init__(
        self, *args: Any, parties: Choices, clauses: Choices, earlier: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_parties(self, parties)
        offer(self, "clauses", clauses)
        offer(self, "corrects", earlier, _("Nej, det här är ett nytt beslut"))
        if not clauses:
            del self.fields["clauses"]
        if not earlier:
            del self.fields["corrects"], self.fields["why"]

    def decision(self) -> Decision:
        """What a valid form says."""
        data = self.cleaned_data
        return Decision(
            outcome=rules.Outcome(data["outcome"]),
            board=data["board"],
            decided_on=data["decided_on"],
            paragraph=data["paragraph"],
            change=data["change"],
            clauses=tuple(data.get("clauses", ())),
        )

    def corrected(self) -> uuid.UUID | None:
        """The record that is put right."""
        chosen = self.cleaned_data.get("corrects")
        return uuid.UUID(chosen) if chosen else None


class SignForm(forms.Form):
    """That an office has signed; never a name."""

    party = PartyField()
    office = line(
        _("Vilken befattning skrev under?"), _("Till exempel kommundirektören. Inget namn.")
    )
    signed_on = day(_("Vilken dag?"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_parties(self, parties)


class EnterForm(forms.Form):
    """From when a version is in force."""

    valid_from = day(_("Från vilken dag gäller den?"))
    why = text(
        _("Varför, om ändringarna öppnar luckor eller gör att exempel svarar fel?"),
        required=False,
        rows=3,
    )


class EndForm(forms.Form):
    """From when it ends, and why."""

    on = day(_("Från vilken dag upphör den?"))
    why = text(_("Varför?"), rows=3)


class ReviewForm(forms.Form):
    """The yearly review."""

    outcome = forms.ChoiceField(
        label=_("Vad kom ni fram till?"), widget=forms.RadioSelect,
        choices=choices(rules.ReviewOutcome, get_language),
    )  # fmt: skip
    text = text(_("Vad visade uppföljningen?"))
    reviewed_on = day(_("Vilken dag?"))
    arena = forms.ChoiceField(label=_("Vilken arena?"), required=False)
    paragraph = paragraph()
    ends_on = day(_("Från vilken dag upphör den?"), _("Bara om den ska upphöra."), required=False)

    def __init__(self, *args: Any, arenas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "arena", arenas, _("Ingen arena"))
