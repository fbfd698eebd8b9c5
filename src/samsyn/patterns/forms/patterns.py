"""Which input is well formed about patterns?"""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.foundation.words import choices
from samsyn.governance.rules import MatterKind
from samsyn.patterns.operations import PlanMeasure, Raising

LONG = 10_000
SHORT = 500
NO_NAMES = _("Skriv inte namn, personnummer eller annat som pekar ut någon.")


def _text(label: Any, help_text: Any = "", *, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, widget=area, **{"max_length": LONG, **more}
    )


class LookedForm(forms.Form):
    """A form whose texts are searched for what may point at somebody.

    The tick is asked for when the search has found something, and not before.
    """

    looked = forms.BooleanField(
        label=_("Jag har läst igenom texten. Den pekar inte ut någon."), required=False
    )

    @property
    def asks_to_look(self) -> bool:
        """Whether the tick is to be shown: it was ticked, or a text was refused."""
        if not self.is_bound:
            return False
        refused = any(
            error.code is None
            for name, errors in self.errors.as_data().items()
            if name != "__all__"
            for error in errors
        )
        return refused or bool(self.cleaned_data.get("looked"))


class KeepForm(LookedForm):
    """Record a pattern; nothing to fill in."""


class RaiseForm(LookedForm):
    """What the arena is asked. Arenas are given by the view."""

    title = forms.CharField(label=_("Rubrik"), max_length=200, help_text=NO_NAMES)
    arena = forms.ChoiceField(label=_("Vilken arena?"))
    kind = forms.ChoiceField(
        label=_("Vad ska arenan göra?"),
        choices=choices(MatterKind, get_language),
        widget=forms.RadioSelect,
    )
    what = _text(_("Vad gäller det?"), _("Det arenan ska ta ställning till, i klarspråk."))
    why = _text(_("Varför?"), required=False)
    for_children = _text(
        _("Vad ändrar det för barn och unga?"), _("Skriv inget om enskilda barn."), required=False
    )
    proposal = _text(
        _("Förslag till beslut"),
        _("Följer med till dagordningen och protokollet."),
        required=False,
    )
    has_cost = forms.BooleanField(label=_("Det medför en kostnad"), required=False)
    changes_responsibility = forms.BooleanField(
        label=_("Det ändrar vem som ansvarar"), required=False
    )

    def __init__(self, *args: Any, arenas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = [("", _("Välj arena")), *arenas]  # type: ignore[attr-defined]

    def raising(self) -> Raising:
        """The input as the operation takes it."""
        data = self.cleaned_data
        plain = ("title", "what", "why", "for_children", "proposal")
        return Raising(
            **{name: data[name] for name in plain},
            kind=MatterKind(data["kind"]),
            has_cost=data["has_cost"],
            changes_responsibility=data["changes_responsibility"],
        )

    def arena_id(self) -> uuid.UUID:
        """The chosen arena."""
        return uuid.UUID(self.cleaned_data["arena"])


class TellForm(LookedForm):
    """The arena's answer in words for those who reported."""

    text = _text(_("Vad vill du berätta?"), NO_NAMES, rows=6)


class MeasureForm(LookedForm):
    """A measure for the action plan. Where it can stand is given by the view."""

    row = forms.ChoiceField(label=_("Var i handlingsplanen?"))
    area = forms.CharField(
        label=_("Område"),
        help_text=_("Behövs när det blir en ny rad."),
        max_length=200,
        required=False,
    )
    goal = forms.CharField(
        label=_("Mål"), help_text=_("För en ny rad."), max_length=1000, required=False
    )
    activity = _text(_("Vad ska göras?"), NO_NAMES)
    text = forms.CharField(
        label=_("Mått"),
        help_text=_("Hur det märks att det blir bättre. Måttet följs med antalet avvikelser."),
        max_length=300,
    )
    responsible = forms.CharField(
        label=_("Vem ansvarar?"),
        help_text=_("Funktion eller grupp. För en ny rad."),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = [("", _("Välj rad")), *rows]  # type: ignore[attr-defined]

    def plan_id(self) -> uuid.UUID:
        """The chosen plan."""
        return uuid.UUID(self.cleaned_data["row"].partition(":")[0])

    def measure(self) -> PlanMeasure:
        """The input as the operation takes it."""
        data = self.cleaned_data
        names = ("text", "activity", "area", "goal", "responsible")
        return PlanMeasure(
            **{name: data[name] for name in names}, row_id=data["row"].partition(":")[2]
        )


class DismissForm(LookedForm):
    """Why a pattern is put aside."""

    why = _text(_("Varför tas det inte vidare?"), NO_NAMES, max_length=SHORT)


class CloseForm(LookedForm):
    """What came of a pattern."""

    outcome = _text(_("Vad blev det?"), NO_NAMES, max_length=SHORT)
