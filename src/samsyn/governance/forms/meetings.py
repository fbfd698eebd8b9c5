"""Which input is well formed about a meeting and its agenda?"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.governance import rules
from samsyn.governance.forms.matters import Choices, long_text
from samsyn.governance.operations.meetings import Present
from samsyn.governance.queries.attendance import SeatRow

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2199, 12, 31)
DAYS = 14
"""Most days that one form plans; an arena that meets more often plans twice."""


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(
        label=label, help_text=help_text, required=required,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip


def clock_time(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class _Where(forms.Form):
    """Time, length and place, as every form about when shares them."""

    time = clock_time(_("Klockan"))
    minutes = forms.IntegerField(label=_("Minuter"), min_value=15, max_value=600, initial=120)
    place = forms.CharField(label=_("Rum, länk eller nummer"), max_length=160, required=False)

    def _at(self, on: dt.date) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(on, self.cleaned_data["time"]))

    def where(self) -> dict[str, Any]:
        """Length and place as the operations take them."""
        return {"minutes": self.cleaned_data["minutes"], "place": self.cleaned_data["place"]}


class MoveForm(_Where):
    """When and where."""

    day = day(_("Dag"))
    field_order: Sequence[str] = ("day", "time", "minutes", "place")

    def starts_at(self) -> dt.datetime:
        """The moment."""
        return self._at(self.cleaned_data["day"])


class PlanForm(MoveForm):
    """One meeting of an arena."""

    arena = forms.ChoiceField(label=_("Arena"))
    field_order = ("arena", "day", "time", "minutes", "place")

    def __init__(self, *args: Any, arenas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = arenas  # type: ignore[attr-defined]


class YearForm(_Where):
    """The year's days; empty ones are left out."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = [f"day-{nth}" for nth in range(1, min(count, DAYS) + 1)]
        for nth, name in enumerate(self.days, start=1):
            self.fields[name] = day(_("Dag %(nth)d") % {"nth": nth}, required=False)
        self.order_fields([*self.days, "time", "minutes", "place"])

    def day_fields(self) -> list[forms.BoundField]:
        """The fields of the days, for the template."""
        return [self[name] for name in self.days]

    def starts(self) -> list[dt.datetime]:
        """The moments that were given."""
        given = [self.cleaned_data.get(name) for name in self.days]
        return [self._at(on) for on in given if on]


class ListForm(forms.Form):
    """A matter for the agenda, or a point without one."""

    matter = forms.ChoiceField(label=_("Ärende"), required=False)
    title = forms.CharField(
        label=_("Eller en punkt utan ärende"),
        help_text=_("Till exempel Mötets öppnande eller Övriga frågor."),
        max_length=200,
        required=False,
    )
    proposal = long_text(_("Förslag till beslut för punkten"), required=False)
    presenter = forms.CharField(
        label=_("Föredragande"), help_text=_("Uppdrag, inte namn."), max_length=120, required=False
    )

    def __init__(self, *args: Any, matters: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["matter"].choices = [("", "–"), *matters]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("matter") and not data.get("title"):
            self.add_error("matter", _("Välj ett ärende, eller skriv en punkt."))
        if data.get("matter") and data.get("title"):
            self.add_error("title", _("Ta en sak i taget: ärendet eller punkten."))
        return data


class AttendanceForm(forms.Form):
    """Who was there, seat by seat."""

    opening = long_text(_("Mötets öppnande"), required=False)
    quorum_note = long_text(
        _("Om för få var där: hur gjorde ni?"),
        _("Till exempel att presidiet beslutade, eller att frågan bara diskuterades."),
        required=False,
    )

    def __init__(self, *args: Any, seats: Sequence[SeatRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[f"seat-{seat.id}"] = forms.ChoiceField(
                label=seat.title,
                choices=[(p.value, p.label(get_language())) for p in rules.Presence],
                widget=forms.RadioSelect,
                initial=(seat.presence or rules.Presence.PRESENT).value,
            )
            self.fields[f"name-{seat.id}"] = forms.CharField(
                label=_("Vem var ersättare?"), max_length=120, required=False,
                initial=seat.substitute,
            )  # fmt: skip

    def rows(self) -> list[tuple[SeatRow, forms.BoundField, forms.BoundField]]:
        """Each seat with its two fields, for the template."""
        return [(seat, self[f"seat-{seat.id}"], self[f"name-{seat.id}"]) for seat in self.seats]

    def present(self) -> list[Present]:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return [
            Present(seat.id, rules.Presence(data[f"seat-{seat.id}"]), data[f"name-{seat.id}"])
            for seat in self.seats
        ]


def identity(value: str) -> uuid.UUID:
    """A chosen identity."""
    return uuid.UUID(value)
