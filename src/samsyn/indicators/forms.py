"""Which input about measures and figures is well formed?"""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from samsyn.foundation import clock
from samsyn.foundation.words import choices
from samsyn.indicators import rules
from samsyn.indicators.operations import NewMeasure
from samsyn.indicators.rules.reading import Row, read_number

#: A file of figures is small; what is larger is something else.
MOST_BYTES = 1_000_000


def _text(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PeriodField(forms.CharField):
    """2025, 2025 T1, or two days with a slash between."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=lazy("Period"),
            help_text=lazy("Skriv 2025 för ett år, 2025 T1 för ett tertial."),
            max_length=21,
            widget=forms.TextInput(attrs={"class": "input--short"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """The period."""
        text = super().clean(value)
        try:
            return rules.Period.parse(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("Skriv perioden som 2025 eller 2025 T1. T1 är januari till april.")
            ) from error


class NumberField(forms.CharField):
    """A number as one writes it in Swedish."""

    def clean(self, value: Any) -> Any:
        """The number, or None."""
        try:
            return read_number(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(_("Skriv ett tal, till exempel 12 eller 12,5.")) from error


class MeasureForm(forms.Form):
    """A new measure."""

    name = forms.CharField(label=lazy("Vad heter måttet?"), max_length=160)
    definition = _text(lazy("Vad räknas?"), lazy("Så att två personer som räknar får samma svar."))
    unit = forms.ChoiceField(
        label=lazy("Vad räknas det i?"), choices=choices(rules.MeasureUnit, get_language)
    )
    direction = forms.ChoiceField(
        label=lazy("Vilket håll är bättre?"), choices=choices(rules.Direction, get_language)
    )
    kind = forms.ChoiceField(label=lazy("Hur kommer siffrorna in?"), widget=forms.RadioSelect)
    source = forms.CharField(
        label=lazy("Källa"), help_text=lazy("Vem lämnar siffrorna?"), max_length=200
    )
    kpi_title = forms.CharField(
        label=lazy("Nyckeltalets rubrik i Kolada"),
        help_text=lazy("Exakt som den står där. Bara för mått från Kolada."),
        max_length=300,
        required=False,
    )
    kpi = forms.CharField(
        label=lazy("Nyckeltalets beteckning i Kolada"),
        help_text=lazy("En bokstav och fem siffror."),
        max_length=10,
        required=False,
    )
    threshold = forms.IntegerField(
        label=lazy("Visa inte tal som är mindre än"),
        help_text=lazy("Länet bestämmer. Vanligt är 5, och 10 för en klass eller en skola."),
        min_value=rules.LEAST_THRESHOLD,
        max_value=100,
        initial=rules.DEFAULT_THRESHOLD,
    )
    threshold_note = forms.CharField(
        label=lazy("Vem har bestämt gränsen, och när?"), max_length=200, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (rules.Kind.MANUAL, rules.Kind.KOLADA)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, kind.label(get_language())) for kind in kinds
        ]

    def new(self) -> NewMeasure:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return NewMeasure(
            **{
                **data,
                "unit": rules.MeasureUnit(data["unit"]),
                "direction": rules.Direction(data["direction"]),
                "kind": rules.Kind(data["kind"]),
            }
        )


class ValueForm(forms.Form):
    """One value."""

    area = forms.ChoiceField(label=lazy("Gäller"), required=False)
    period = PeriodField()
    value = NumberField(label=lazy("Värde"), max_length=20, required=False)
    base = forms.IntegerField(
        label=lazy("Hur många bygger det på?"),
        help_text=lazy("Till exempel antal svar. Behövs för andelar och medianer."),
        min_value=0,
        max_value=999_999_999,
        required=False,
    )
    note = forms.CharField(
        label=lazy("Anmärkning"),
        help_text=lazy("Skriv här varför värdet saknas, om det gör det."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, areas: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("Hela länet")), *areas.items()]  # type: ignore[attr-defined]

    def row(self) -> Row:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return Row(
            data["area"], data["period"], data["value"], base=data["base"], note=data["note"]
        )


class FileForm(forms.Form):
    """A file with figures."""

    file = forms.FileField(
        label=lazy("Fil"),
        help_text=lazy("CSV enligt mallen. För mått från Kolada även JSON."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.json,text/csv,application/json"}),
        error_messages={"required": lazy("Välj en fil.")},
    )

    def clean_file(self) -> tuple[str, str]:
        """Name and text of the file."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen är för stor. Den får vara högst 1 MB."))
        content = file.read()
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return file.name[:200], text
        raise forms.ValidationError(
            _("Det här är ingen textfil. Spara den som CSV och försök igen.")
        )


class StoreForm(forms.Form):
    """A file that has been looked through, to be stored."""

    text = forms.CharField(
        widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False, required=True
    )
    file_name = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)


class YearForm(forms.Form):
    """A year that has begun."""

    year = forms.IntegerField(
        label=lazy("År"),
        min_value=2000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )


class YearsForm(forms.Form):
    """From one year to another."""

    first = forms.IntegerField(label=lazy("Från och med år"), min_value=1990, max_value=2100)
    last = forms.IntegerField(label=lazy("Till och med år"), min_value=1990, max_value=2100)

    def clean(self) -> dict[str, Any]:
        """In order, and not too many at once."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and not 0 <= last - first <= 30:
            self.add_error("last", _("Välj högst 30 år, i ordning."))
        return data


class ThresholdForm(forms.Form):
    """From which number figures are shown."""

    threshold = forms.IntegerField(
        label=lazy("Visa inte tal som är mindre än"),
        min_value=rules.LEAST_THRESHOLD,
        max_value=100,
    )
    decided = forms.CharField(label=lazy("Vem har beslutat det, och när?"), max_length=200)


class StopForm(forms.Form):
    """When and why a measure's source stopped."""

    on = forms.DateField(
        label=lazy("Sista dag som källan gäller"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    why = forms.CharField(
        label=lazy("Varför?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].widget.attrs["max"] = clock.today().isoformat()
