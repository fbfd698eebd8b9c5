"""Which input is well formed about an arena, its seats and who holds them?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms import day, text
from samsyn.foundation.words import choices
from samsyn.governance import rules
from samsyn.governance.operations.arenas import ArenaTerms

Choices = list[tuple[str, str]]


class ArenaForm(forms.Form):
    """What is said of an arena."""

    kind = forms.ChoiceField(
        label=_("Vilka möts?"),
        choices=choices(rules.ArenaKind, get_language),
        widget=forms.RadioSelect,
    )
    power = forms.ChoiceField(
        label=_("Vad får arenan göra?"),
        choices=choices(rules.Power, get_language),
        widget=forms.RadioSelect,
    )
    parent = forms.ChoiceField(label=_("Hör till"), required=False)
    local_party = forms.ChoiceField(
        label=_("Lokalt nätverk för"),
        help_text=_("Bara för ett nätverk inom en part. Annars lämnar du det tomt."),
        required=False,
    )
    prepares_for = forms.MultipleChoiceField(
        label=_("Bereder ärenden till"), required=False, widget=forms.CheckboxSelectMultiple
    )
    meetings_per_year = forms.IntegerField(
        label=_("Möten om året"), min_value=1, max_value=60, required=False
    )
    quorum = forms.IntegerField(
        label=_("Så många ledamöter behövs för ett beslut"),
        help_text=_("Lämna tomt om ingen har bestämt det."),
        min_value=1,
        max_value=100,
        required=False,
    )
    about = text(_("Om arenan"), _("Kort, för den som inte känner den."), required=False)
    source = forms.CharField(
        label=_("Varifrån du vet det"),
        help_text=_("Till exempel protokollet och paragrafen."),
        max_length=300,
        required=False,
    )

    def __init__(
        self, *args: Any, arenas: Choices, parties: Choices, this: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [(value, name) for value, name in arenas if value != this]
        self._choices("parent", [("", _("Ingen annan arena")), *others])
        self._choices("local_party", [("", _("Inget lokalt nätverk")), *parties])
        self._choices("prepares_for", others)

    def _choices(self, name: str, values: Any) -> None:
        self.fields[name].choices = values  # type: ignore[attr-defined]

    def terms(self) -> ArenaTerms:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return ArenaTerms(
            kind=rules.ArenaKind(data["kind"]),
            power=rules.Power(data["power"]),
            parent=_id(data["parent"]),
            local_party=_id(data["local_party"]),
            prepares_for=[uuid.UUID(value) for value in data["prepares_for"]],
            meetings_per_year=data["meetings_per_year"],
            quorum=data["quorum"],
            about=data["about"],
            source=data["source"],
        )


class NewArenaForm(ArenaForm):
    """A new arena."""

    name = forms.CharField(label=_("Vad heter arenan?"), max_length=160)
    valid_from = day(_("Finns från"))


class RenameForm(forms.Form):
    """A new name from a day."""

    name = forms.CharField(label=_("Vad heter arenan nu?"), max_length=160)
    on = day(_("Från vilken dag?"))
    source = forms.CharField(
        label=_("Varifrån du vet det"),
        help_text=_("Till exempel protokollet och paragrafen."),
        max_length=300,
        required=False,
    )


class CloseForm(forms.Form):
    """How an arena ends and who goes on."""

    how = forms.ChoiceField(
        label=_("Vad händer med arenan?"),
        choices=[("closed", _("Den upphör")), ("merged", _("Den går upp i en annan arena"))],
        widget=forms.RadioSelect,
        initial="closed",
    )
    successor = forms.ChoiceField(label=_("Vilken arena tar över?"), required=False)
    on = day(_("Från vilken dag?"))
    why = text(_("Varför?"), required=False, rows=2)

    def __init__(self, *args: Any, arenas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Ingen tar över")), *arenas]
        self.fields["successor"].choices = options  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A merger names the arena that goes on."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("how") == "merged" and not data.get("successor"):
            self.add_error("successor", _("Välj vilken arena den går upp i."))
        return data

    def successor_id(self) -> uuid.UUID | None:
        """The arena that takes over, if any."""
        return _id(self.cleaned_data["successor"])


class SeatForm(forms.Form):
    """A new place."""

    title = forms.CharField(
        label=_("Vilken plats?"),
        help_text=_("Skriv uppdraget, inte personen. Till exempel Ordförande i socialnämnden."),
        max_length=160,
    )
    kind = forms.ChoiceField(
        label=_("Varför sitter någon där?"),
        choices=choices(rules.SeatKind, get_language),
        widget=forms.RadioSelect,
    )
    party = forms.ChoiceField(label=_("För vilken part?"), required=False)
    is_chair = forms.BooleanField(label=_("Leder arenan"), required=False)
    valid_from = day(_("Finns från"))

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [("", _("Ingen särskild part")), *parties]
        self.fields["party"].choices = options  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The input as the operation takes it."""
        data = self.cleaned_data
        kind, party = rules.SeatKind(data["kind"]), _id(data["party"])
        return {**data, "kind": kind, "party": party}


class FillForm(forms.Form):
    """Who takes a place."""

    name = forms.CharField(label=_("Vem tar platsen?"), max_length=120)
    valid_from = day(_("Från och med"))
    last_day = day(_("Till och med"), _("Om ni vet det."), required=False)


class DayForm(forms.Form):
    """The first day when something no longer holds."""

    on = day(_("Från vilken dag?"), _("Den första dagen utan."))


def _id(value: str) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None
