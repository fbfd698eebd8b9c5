"""Which input is well formed about a matter?"""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.foundation.words import choices
from samsyn.governance import rules
from samsyn.governance.operations.matters import MatterText

LONG = 10_000
Choices = Sequence[tuple[str, Any]]


def long_text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """Running text, up to 10 000 characters."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class MatterForm(forms.Form):
    """What a matter says. Arenas and what it can be about are given by the view."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Vad ska arenan göra?"),
        choices=choices(rules.MatterKind, get_language),
        widget=forms.RadioSelect,
    )
    arena = forms.ChoiceField(label=_("Arena som bereder"))
    meant_for = forms.ChoiceField(
        label=_("Arena som ska behandla det"),
        help_text=_("Lämna tomt om det är samma arena."),
        required=False,
    )
    what = long_text(_("Vad gäller det?"), _("Det arenan ska ta ställning till, i klarspråk."))
    why = long_text(_("Varför?"), required=False)
    for_children = long_text(
        _("Vad ändrar det för barn och unga?"),
        _("Skriv inget om enskilda barn."),
        required=False,
    )
    proposal = long_text(
        _("Förslag till beslut"),
        _("Följer med till dagordningen och protokollet."),
        required=False,
    )
    about = forms.ChoiceField(label=_("Gäller överenskommelsen"), required=False)
    has_cost = forms.BooleanField(label=_("Det medför en kostnad"), required=False)
    changes_responsibility = forms.BooleanField(
        label=_("Det ändrar vem som ansvarar"), required=False
    )
    is_public = forms.BooleanField(label=_("Ärendet får visas för alla"), required=False)

    def __init__(
        self, *args: Any, arenas: Choices, about: Choices, fixed_arena: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = arenas  # type: ignore[attr-defined]
        self.fields["meant_for"].choices = [("", "–"), *arenas]  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", "–"), *about]  # type: ignore[attr-defined]
        if fixed_arena:
            del self.fields["arena"]

    def matter(self) -> MatterText:
        """The input as the operation takes it."""
        data = self.cleaned_data
        plain = ("title", "what", "why", "for_children", "proposal")
        kind, _sep, about = data["about"].partition(":")
        return MatterText(
            **{name: data[name] for name in plain},
            kind=rules.MatterKind(data["kind"]),
            has_cost=data["has_cost"],
            changes_responsibility=data["changes_responsibility"],
            is_public=data["is_public"],
            agreement=uuid.UUID(about) if kind == "agreement" else None,
            version=uuid.UUID(about) if kind == "version" else None,
            meant_for=uuid.UUID(data["meant_for"]) if data["meant_for"] else None,
        )


class DocumentForm(forms.Form):
    """A text beside a matter."""

    title = forms.CharField(label=_("Namn"), max_length=200)
    text = long_text(
        _("Text"),
        _("Skriv eller klistra in. Inga uppgifter om enskilda personer."),
        required=False,
    )
    link = forms.URLField(
        label=_("Länk till dokumentet"), max_length=500, required=False, assume_scheme="https"
    )


class HandOverForm(forms.Form):
    """To which arena."""

    arena = forms.ChoiceField(label=_("Till vilken arena?"))
    why = long_text(
        _("Kommentar"), _("Behövs när ärendet går en annan väg än vanligt."), required=False
    )

    def __init__(self, *args: Any, arenas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = arenas  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """What came of a matter."""

    outcome = long_text(_("Vad blev det av ärendet?"), _("En eller ett par meningar."))


class WhyForm(forms.Form):
    """A reason."""

    why = long_text(_("Varför?"))
