"""A form whose texts others will read: it says what not to write, and lets one vouch for a text."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = 5_000
#: Under every text that becomes part of the shared copy.
NOBODY_NAMED = _("Skriv inte namn, personnummer eller annat som pekar ut någon.")


def long_text(label: Any, help_text: Any = NOBODY_NAMED, *, rows: int = 5, **more: Any) -> Any:
    """A text area that keeps within what a text of the shared copy may be."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}), **more,
    )  # fmt: skip


class LookedForm(forms.Form):
    """A form with texts of the shared copy; `texts` names the fields that are searched."""

    texts: ClassVar[tuple[str, ...]] = ("text",)

    looked = forms.BooleanField(
        label=_("Jag har läst igenom texten. Den pekar inte ut någon."), required=False
    )

    @property
    def asks_to_look(self) -> bool:
        """Whether the box is shown: a text was refused for what it says, or it is ticked."""
        if not self.is_bound:
            return False
        if self.data.get(self.add_prefix("looked")):
            return True
        found = self.errors.as_data()
        return any(not error.code for name in self.texts for error in found.get(name, []))

    @property
    def looked_at(self) -> bool:
        """What the operation is told."""
        return bool(self.cleaned_data.get("looked"))
