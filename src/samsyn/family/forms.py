"""Which input about a family's access is well formed?"""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

#: The choice that means the child itself.
SELF = "self"


class GiveAccess(forms.Form):
    """Who is let in, by which number, until when."""

    who = forms.ChoiceField(label=_("Vem ska få egna sidor?"), widget=forms.RadioSelect)
    number = forms.CharField(
        label=_("Vårdnadshavarens personnummer"),
        help_text=_("Tolv siffror, ÅÅÅÅMMDD-NNNN. Behövs inte för barnet självt."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    valid_until = forms.DateField(
        label=_("Till och med"),
        help_text=_("Högst ett år. En vårdnadshavares tillgång slutar när barnet fyller 18."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    checked = forms.BooleanField(
        label=_("Jag har kontrollerat vem personen är, och vårdnaden, och bedömt vad den får se"),
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["who"]
        field.choices = list(people)

    @property
    def guardian_id(self) -> uuid.UUID | None:
        """The chosen guardian; None for the child itself."""
        chosen = self.cleaned_data["who"]
        return None if chosen == SELF else uuid.UUID(chosen)

    @property
    def until(self) -> dt.date:
        """The last day."""
        return self.cleaned_data["valid_until"]
