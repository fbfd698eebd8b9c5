"""Which questions do the pages ask, and what is a well-formed answer?"""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samsyn.regions import RegionError, available_regions, region
from samsyn.regions.schema import Age, AgeInterval, BadAge, Need, Region, Setting
from samsyn.responsibilities.engine import Change, ChangeAges, ChangeDuty, RemoveDuty
from samsyn.responsibilities.queries import county as county_on
from samsyn.responsibilities.queries.trial import duty_choices, operation_choices
from samsyn.responsibilities.rules import EXTENTS, NEED_EXAMPLES, Extent, choices, label

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


class AgeField(forms.CharField):
    """An exact age: years, months or gestational weeks."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"})
        super().__init__(max_length=12, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The age, or None when it is empty and may be."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return Age.parse(text)
        except BadAge as error:
            raise forms.ValidationError(
                _("Skriv åldern som 4, 16,5 eller 8 mån. För ett ofött barn: 28v."),
                code="age",
            ) from error


class CountyForm(forms.Form):
    """Which county and which day; both may be left out. ``default`` is the county's code."""

    lan = forms.ChoiceField(label=gettext_lazy("Län"), required=False)
    datum = forms.DateField(
        label=gettext_lazy("Dag"),
        required=False,
        help_text=gettext_lazy("Det som gäller den dagen. Lämna tomt för i dag."),
    )

    def __init__(self, *args: Any, today: date, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.default = today, default
        self.language = get_language() or "sv"
        self.offer("lan", [(code, _county_name(code)) for code in available_regions()])
        self.fields["lan"].initial = default
        if len(available_regions()) == 1:
            self.fields["lan"].widget = forms.HiddenInput()

    def offer(self, name: str, options: Iterable[tuple[str, str]]) -> None:
        """Give a choice field what can be chosen, in the language of the moment."""
        cast(forms.ChoiceField, self.fields[name]).choices = list(options)

    def clean_lan(self) -> Region:
        """The county package; the default when none is named. `clean` adds changes since."""
        try:
            return region(self.cleaned_data["lan"] or self.default)
        except RegionError as error:
            raise forms.ValidationError(
                _("Länets paket har fel och kan inte visas."), code="broken"
            ) from error

    def clean_datum(self) -> date:
        """The day asked about; today when none is named."""
        day = self.cleaned_data["datum"] or self.today
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(_("Välj en dag mellan 2000 och 2100."), code="day")
        return day

    def clean(self) -> dict[str, Any]:
        """The county as it holds on the day, with what has been agreed in the product."""
        data = super().clean() or self.cleaned_data
        if "lan" in data and "datum" in data:
            data["lan"] = county_on(data["lan"].code, data["datum"])
        return data


class WhoForm(CountyForm):
    """A child in mind, without a word about which child."""

    alder = AgeField(
        label=gettext_lazy("Hur gammalt är barnet?"),
        help_text=gettext_lazy(
            "År, till exempel 4 eller 16,5. Du kan också skriva 8 mån eller vecka 28v."
        ),
        error_messages={"required": gettext_lazy("Skriv barnets ålder.")},
    )
    behov = forms.MultipleChoiceField(
        label=gettext_lazy("Vad gäller det?"),
        help_text=gettext_lazy("Välj ett eller flera."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst ett område.")},
    )
    grad = forms.ChoiceField(
        label=gettext_lazy("Hur mycket stöd verkar behövas?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Din uppskattning räcker."),
        error_messages={"required": gettext_lazy("Välj hur mycket.")},
    )
    plats = forms.ChoiceField(label=gettext_lazy("Var är barnet?"), required=False)
    field_order = ("alder", "behov", "grad", "plats", "lan", "datum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        short = self.language[:2] if self.language[:2] in ("sv", "en") else "sv"
        self.offer(
            "behov",
            [(need.value, f"{label(need, short)} ({NEED_EXAMPLES[need][short]})") for need in Need],
        )
        self.offer("grad", [(extent.value, EXTENTS[extent][short]) for extent in Extent])
        self.offer("plats", [("", _("Vet inte")), *choices(Setting, short)])


class MatrixForm(CountyForm):
    """Which area of need the matrix shows."""

    behov = forms.ChoiceField(label=gettext_lazy("Område"), required=False)
    field_order = ("behov", "lan", "datum")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("behov", [("", _("Alla områden")), *choices(Need, self.language)])

    def clean_behov(self) -> Need | None:
        """The area, or None for all."""
        return Need(self.cleaned_data["behov"]) if self.cleaned_data["behov"] else None


class TrialForm(CountyForm):
    """A changed age limit or duty of one operation, to be tried."""

    verksamhet = forms.ChoiceField(label=gettext_lazy("Verksamhet"))
    fran = AgeField(
        label=gettext_lazy("Tar emot från"),
        required=False,
        help_text=gettext_lazy("Tomt betyder ingen nedre gräns."),
    )
    till = AgeField(
        label=gettext_lazy("Tar emot till"),
        required=False,
        help_text=gettext_lazy(
            "Den första åldern som är utanför. 18 betyder till dagen före 18 år."
        ),
    )
    uppgift = forms.ChoiceField(label=gettext_lazy("Ändra en uppgift"), required=False)
    gor = forms.ChoiceField(label=gettext_lazy("Så här"), required=False)
    behov = forms.MultipleChoiceField(
        label=gettext_lazy("Områden som uppgiften gäller"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("verksamhet", "fran", "till", "uppgift", "gor", "behov", "lan", "datum")

    def __init__(self, *args: Any, county: Region, operation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = county.operation(operation)
        self.offer("verksamhet", operation_choices(county, county.day or self.today, self.language))
        self.fields["verksamhet"].widget = forms.HiddenInput()
        self.offer(
            "uppgift",
            [
                ("", _("Ingen uppgift ändras")),
                *duty_choices(county, chosen, self.language),
            ],
        )
        self.offer(
            "gor",
            [
                ("behov", _("Den gäller områdena nedan")),
                ("bort", _("Den tas bort")),
            ],
        )
        self.offer("behov", choices(Need, self.language))
        self.ages = chosen.ages
        start, end = chosen.ages.start, chosen.ages.end
        self.initial = {
            **self.initial,
            "verksamhet": operation,
            "lan": county.code,
            "fran": str(start) if start else "",
            "till": str(end) if end else "",
        }

    def clean(self) -> dict[str, Any]:
        """Limits in order, and areas given when a duty gets other areas."""
        data = super().clean() or self.cleaned_data
        start, end = data.get("fran"), data.get("till")
        if start is not None and end is not None and end <= start:
            self.add_error("till", _("Den övre gränsen ska vara högre än den nedre."))
        if data.get("uppgift") and data.get("gor") == "behov" and not data.get("behov"):
            self.add_error("behov", _("Välj minst ett område, eller ta bort uppgiften."))
        return data

    def changes(self) -> tuple[Change, ...]:
        """What a valid form asks to try; at least the ages, even when they are the same."""
        data = self.cleaned_data
        code = data["verksamhet"]
        changes: list[Change] = [ChangeAges(code, AgeInterval(data["fran"], data["till"]))]
        if data["uppgift"] and data["gor"] == "bort":
            changes.append(RemoveDuty(code, data["uppgift"]))
        elif data["uppgift"]:
            changes.append(
                ChangeDuty(code, data["uppgift"], needs=frozenset(map(Need, data["behov"])))
            )
        return tuple(changes)


def _county_name(code: str) -> str:
    try:
        return region(code).name
    except RegionError:
        return code
