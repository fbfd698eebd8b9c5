"""Which input is well formed about views and methods?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.foundation.words import choices
from samsyn.participation import rules
from samsyn.participation.operations import Heard, Way

LONG = 10_000


def _text(label: Any, help_text: Any = "", *, rows: int = 4, required: bool = True) -> Any:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONG, required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class VoiceForm(forms.Form):
    """What a group said."""

    kind = forms.ChoiceField(
        label=_("Vilka lyssnade ni på?"),
        choices=choices(rules.VoiceKind, get_language),
        widget=forms.RadioSelect,
    )
    group = forms.CharField(
        label=_("Vilken grupp?"),
        help_text=_("Till exempel: elevrådet på en högstadieskola. Inga namn."),
        max_length=160,
    )
    heard_on = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput())
    place = forms.CharField(label=_("Var?"), max_length=160, required=False)
    method = forms.ChoiceField(label=_("Hur lyssnade ni?"), required=False)
    said = _text(
        _("Vad sa de?"),
        _("Så nära deras egna ord som det går. Skriv inte vem som sa vad."),
        rows=8,
    )
    names_checked = forms.BooleanField(
        label=_("Jag har läst igenom texten. Ingen person går att känna igen."), required=False
    )

    def __init__(self, *args: Any, methods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [("", _("Ingen metod ur banken")), *methods]  # type: ignore[attr-defined]

    def heard(self) -> Heard:
        """The input as the operation takes it."""
        data = self.cleaned_data
        names = ("heard_on", "group", "said", "place")
        return Heard(
            **{name: data[name] for name in names},
            kind=rules.VoiceKind(data["kind"]),
            method_id=uuid.UUID(data["method"]) if data["method"] else None,
        )


class LinkForm(forms.Form):
    """Where a view led."""

    matter = forms.ChoiceField(label=_("Till vilket ärende?"), required=False)

    def __init__(self, *args: Any, matters: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = ("", _("Inget ärende, det blev något annat"))
        self.fields["matter"].choices = [first, *matters]  # type: ignore[attr-defined]

    def matter_id(self) -> uuid.UUID | None:
        """The chosen matter, if any."""
        chosen = self.cleaned_data["matter"]
        return uuid.UUID(chosen) if chosen else None


class BecameForm(forms.Form):
    """What became of it."""

    text = _text(_("Vad blev det?"), _("Skriv det också om det inte blev något, och varför."))
    on = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput())


class ToldForm(forms.Form):
    """That the group was told."""

    on = forms.DateField(label=_("Vilken dag fick gruppen veta?"), widget=forms.DateInput())
    how = forms.CharField(label=_("Hur?"), max_length=200, required=False)


class MethodForm(forms.Form):
    """A way to listen."""

    title = forms.CharField(label=_("Vad heter metoden?"), max_length=160)
    text = _text(_("Vad är den bra för?"))
    fits_ages = forms.CharField(label=_("För vilka åldrar?"), max_length=60, required=False)
    how = _text(_("Hur gör man?"), rows=6, required=False)
    link = forms.URLField(
        label=_("Länk till mer"), max_length=500, required=False, assume_scheme="https"
    )

    def way(self) -> Way:
        """The input as the operation takes it."""
        return Way(**self.cleaned_data)
