"""What is well formed about a file that somebody puts to a case?"""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.attachments.operations import Given
from samsyn.attachments.rules import MOST_BYTES, Kind
from samsyn.attachments.rules.media import ACCEPT
from samsyn.foundation.words import choices


class AttachForm(forms.Form):
    """A file, what it is, and what to call it."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(
        label=_("Vad är det för slags fil?"),
        choices=choices(Kind, get_language),
        widget=forms.RadioSelect,
        initial=Kind.BASIS.value,
    )
    title = forms.CharField(
        label=_("Vad ska bilagan heta?"),
        help_text=_("Till exempel: Pedagogisk kartläggning. Filens eget namn sparas inte."),
        max_length=120,
    )
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("PDF, DOCX, ODT, TXT, JPEG eller PNG, högst 10 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Välj en fil. Hade du redan valt en behöver du välja den igen."),
            "invalid": _("Välj en fil."),
        },
    )

    def given(self) -> Given:
        """What was given; of a file that is too big only so much that this can be told."""
        data: dict[str, Any] = self.cleaned_data
        return Given(
            kind=Kind(data["kind"]),
            title=data["title"],
            file_name=data["file"].name,
            content=data["file"].read(MOST_BYTES + 1),
        )
