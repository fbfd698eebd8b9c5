"""Which input is well formed when rows get their status?"""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.actionplans import rules
from samsyn.actionplans.operations import Report
from samsyn.actionplans.queries import StatusPage


class StatusForm(forms.Form):
    """A status and a comment for each row; a row without a status is left as it is."""

    period = forms.CharField(widget=forms.HiddenInput, max_length=10)

    def __init__(self, *args: Any, page: StatusPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        language = get_language()
        for asked in page.rows:
            key = asked.row.row.id
            self.fields[f"status_{key}"] = forms.ChoiceField(
                label=_("Hur går det?"),
                choices=[(word.value, word.label(language)) for word in rules.Status],
                widget=forms.RadioSelect,
                required=False,
                initial=asked.said.status.value if asked.said else "",
            )
            self.fields[f"comment_{key}"] = forms.CharField(
                label=_("Kommentar"),
                help_text=_("Behövs vid risk och stora problem: vad hindrar?"),
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=asked.said.comment if asked.said else "",
            )

    def asked_rows(self) -> list[dict[str, Any]]:
        """Each row with its two fields."""
        return [
            {
                "row": asked.row,
                "status": self[f"status_{asked.row.row.id}"],
                "comment": self[f"comment_{asked.row.row.id}"],
            }
            for asked in self.page.rows
        ]

    def clean(self) -> None:
        """A comment belongs to a status."""
        for asked in self.page.rows:
            key = asked.row.row.id
            comment = self.cleaned_data.get(f"comment_{key}")
            if comment and not self.cleaned_data.get(f"status_{key}"):
                self.add_error(f"status_{key}", _("Välj läge, eller ta bort kommentaren."))

    def reports(self) -> list[Report]:
        """What was chosen."""
        data = self.cleaned_data
        return [
            Report(key, rules.Status(data[f"status_{key}"]), data[f"comment_{key}"])
            for key in (asked.row.row.id for asked in self.page.rows)
            if data.get(f"status_{key}")
        ]
