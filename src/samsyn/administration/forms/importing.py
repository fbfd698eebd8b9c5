"""Which file can be read?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.administration.rules.people_file import (
    MOST_BYTES,
    MOST_ROWS,
    BadFile,
    Row,
    decoded,
    read_rows,
)


def why_not(bad: BadFile) -> str:
    """Why a file cannot be read, and what to do."""
    told = {
        "too_big": _("Filen är för stor. Den får vara %(kb)s kB. Dela upp den."),
        "not_text": _("Det är ingen textfil. Spara den som CSV och försök igen."),
        "empty": _("Filen har inga rader under rubrikerna."),
        "broken": _("Filen går inte att läsa. Spara den som CSV igen."),
        "missing": _("De här kolumnerna saknas: %(detail)s. Hämta mallen och jämför."),
        "too_many": _("Filen har fler än %(rows)s rader. Dela upp den."),
    }
    values = {"kb": MOST_BYTES // 1000, "rows": MOST_ROWS, "detail": bad.detail}
    return str(told[bad.code]) % values


class FileForm(forms.Form):
    """A file of people and assignments; read when it is valid."""

    people = forms.FileField(
        label=_("Fil"), help_text=_("CSV med semikolon eller komma, högst 200 kB och 1 000 rader."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )  # fmt: skip

    text: str = ""
    rows: list[Row]

    def clean_people(self) -> Any:
        """Read the file; what it says is checked in the preview."""
        upload = self.cleaned_data["people"]
        try:
            if upload.size > MOST_BYTES:
                raise BadFile("too_big")
            self.text = decoded(upload.read())
            self.rows = read_rows(self.text)
        except BadFile as bad:
            raise forms.ValidationError(why_not(bad)) from bad
        return upload
