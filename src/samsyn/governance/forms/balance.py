"""Which input is well formed about the balance list?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.governance import rules
from samsyn.governance.forms.matters import Choices, long_text
from samsyn.governance.forms.meetings import day


def _owner() -> forms.CharField:
    return forms.CharField(
        label=_("Vem svarar för det?"),
        help_text=_("Uppdrag eller grupp, inte namn."),
        max_length=120,
    )


class EntryForm(forms.Form):
    """Something new on the list."""

    what = forms.CharField(label=_("Vad ska göras?"), max_length=300)
    origin_text = forms.CharField(
        label=_("Var kommer det ifrån?"),
        help_text=_("Möte och paragraf, eller vem som bad om det."),
        max_length=200,
        required=False,
    )
    owner = _owner()
    owner_unit = forms.ChoiceField(label=_("Enhet som får det på Min tur"), required=False)
    due_on = day(_("Klart senast"), required=False)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]

    def entry(self) -> dict[str, Any]:
        """The input as the operation takes it."""
        data = dict(self.cleaned_data)
        unit = data.pop("owner_unit")
        return data | {"owner_unit": uuid.UUID(unit) if unit else None}


class _AtMeeting(forms.Form):
    """Perhaps said at a meeting."""

    meeting = forms.ChoiceField(label=_("Sades på mötet"), required=False)

    def __init__(self, *args: Any, meetings: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            ("", _("Mellan möten")), *meetings,
        ]  # fmt: skip

    def meeting_id(self) -> uuid.UUID | None:
        """The chosen meeting, if any."""
        chosen = self.cleaned_data["meeting"]
        return uuid.UUID(chosen) if chosen else None


class UpdateForm(_AtMeeting):
    """How it goes."""

    text = long_text(_("Hur går det?"), required=False)
    owner = _owner()
    due_on = day(_("Klart senast"), required=False)
    field_order = ("text", "owner", "due_on", "meeting")


class HandEntryForm(forms.Form):
    """To which arena's list."""

    arena = forms.ChoiceField(label=_("Till vilken arenas lista?"))
    why = long_text(_("Varför?"))

    def __init__(self, *args: Any, arenas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = arenas  # type: ignore[attr-defined]


class CloseEntryForm(_AtMeeting):
    """Done or dropped, and what came of it."""

    state = forms.ChoiceField(
        label=_("Hur slutade det?"),
        choices=lambda: [
            (s.value, s.label(get_language()))
            for s in (rules.BalanceState.DONE, rules.BalanceState.DROPPED)
        ],
        widget=forms.RadioSelect,
    )
    outcome = long_text(_("Vad blev det?"), _("Inget lämnar listan utan ett utfall."))
    field_order = ("state", "outcome", "meeting")
