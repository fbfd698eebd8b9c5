"""Which changes of the county's data can be written for a version?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samsyn.agreements.forms.fields import day, offer
from samsyn.agreements.queries.wording import DEADLINES, change_words, rung_choices
from samsyn.regions.schema import AgeInterval, DeadlineKey, Extent, Need, Region
from samsyn.responsibilities.engine import (
    Change,
    ChangeAges,
    ChangeDeadline,
    ChangeDuty,
    ChangeRung,
    RemoveDuty,
    read_change,
)
from samsyn.responsibilities.forms import AgeField
from samsyn.responsibilities.queries.trial import duty_choices
from samsyn.responsibilities.queries.wording import operation_name
from samsyn.responsibilities.rules import choices

NEW = (
    "kind", "operation", "from_age", "to_age", "duty", "needs", "extents", "deadline", "rung",
    "days",
)  # fmt: skip
NEEDED = {
    "ages": "operation",
    "duty": "duty",
    "remove_duty": "duty",
    "deadline": "deadline",
    "rung": "rung",
}


class ChangesForm(forms.Form):
    """The changes that are left, at most one more, and the day for which they are tried."""

    on = day(
        gettext_lazy("Från vilken dag ska versionen gälla?"),
        gettext_lazy("Ändringarna prövas mot länet som det ser ut den dagen."),
    )
    keep = forms.MultipleChoiceField(
        label=gettext_lazy("Ändringar som är med"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ta bort bocken för att ta bort ändringen."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=gettext_lazy("Lägg till en ändring"), required=False)
    operation = forms.ChoiceField(
        label=gettext_lazy("Verksamhet"), required=False,
        help_text=gettext_lazy("När en åldersgräns ändras."),
    )  # fmt: skip
    from_age = AgeField(label=gettext_lazy("Tar emot från"), required=False)
    to_age = AgeField(
        label=gettext_lazy("Tar emot till"), required=False,
        help_text=gettext_lazy("Den första åldern som är utanför."),
    )  # fmt: skip
    duty = forms.ChoiceField(
        label=gettext_lazy("Uppgift"), required=False,
        help_text=gettext_lazy("När en uppgift ändras eller tas bort."),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("Områden som uppgiften gäller"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    extents = forms.MultipleChoiceField(
        label=gettext_lazy("Hur mycket stöd uppgiften gäller"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    deadline = forms.ChoiceField(
        label=gettext_lazy("Svarstid"), required=False,
        help_text=gettext_lazy("När en tid beslutas."),
    )  # fmt: skip
    rung = forms.ChoiceField(
        label=gettext_lazy("Steg i trappan för avvikelser"), required=False,
        help_text=gettext_lazy("När en tid beslutas för ett steg."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=gettext_lazy("Högst så många dagar"), required=False, min_value=1, max_value=1000,
        help_text=gettext_lazy("Tomt betyder att länet inte har bestämt någon tid."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        county: Region,
        standing: Sequence[dict[str, Any]],
        may_add: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "sv"
        self.county, self.standing = county, list(standing)
        kept = [(str(i), change_words(county, r, language)) for i, r in enumerate(self.standing)]
        offer(self, "keep", kept)
        self.initial.setdefault("keep", [value for value, _words in kept])
        # Once the text is closed every change stays and none comes.
        if not kept or not may_add:
            del self.fields["keep"]
        if may_add:
            self._offer_new(language)
        else:
            for name in NEW:
                del self.fields[name]

    def _offer_new(self, language: str) -> None:
        kinds = [
            ("ages", _("En åldersgräns")),
            ("duty", _("Vad en uppgift gäller")),
            ("remove_duty", _("En uppgift tas bort")),
            ("deadline", _("En svarstid")),
            *([("rung", _("Tid på ett steg i trappan"))] if self.county.ladders else []),
        ]
        offer(self, "kind", kinds, _("Ingen"))
        rows = self.county.operations
        offer(self, "operation", [(r.code, operation_name(r, language)) for r in rows], _("Välj"))
        duties: list[Any] = [
            (
                operation_name(row, language),
                [
                    (f"{row.code}|{k}", words)
                    for k, words in duty_choices(self.county, row, language)
                ],
            )
            for row in rows
        ]
        offer(self, "duty", duties, _("Välj"))
        offer(self, "needs", choices(Need, language))
        offer(self, "extents", choices(Extent, language))
        known = {row.key for row in self.county.deadlines}
        waits = [(key.value, str(words)) for key, words in DEADLINES.items() if key in known]
        offer(self, "deadline", waits, _("Välj"))
        offer(self, "rung", rung_choices(self.county, language), _("Välj"))

    def clean(self) -> dict[str, Any]:
        """What the chosen kind needs."""
        data = super().clean() or self.cleaned_data
        needed = NEEDED.get(data.get("kind", ""))
        if needed and not data.get(needed):
            self.add_error(needed, _("Välj vad som ändras."))
        start, end = data.get("from_age"), data.get("to_age")
        if start is not None and end is not None and end <= start:
            self.add_error("to_age", _("Den övre gränsen ska vara högre än den nedre."))
        if data.get("kind") == "duty" and not (data.get("needs") or data.get("extents")):
            self.add_error("needs", _("Välj områden eller hur mycket, eller ta bort uppgiften."))
        return data

    def changes(self) -> list[Change]:
        """What a valid form says."""
        kept = self.cleaned_data.get("keep") if "keep" in self.fields else None
        left = [
            read_change(row)
            for place, row in enumerate(self.standing)
            if kept is None or str(place) in kept
        ]
        added = self._added() if "kind" in self.fields else None
        return [*left, added] if added else left

    def _added(self) -> Change | None:
        data = self.cleaned_data
        operation, _bar, key = data["duty"].partition("|")
        match data["kind"]:
            case "ages":
                ages = AgeInterval(data["from_age"], data["to_age"])
                return ChangeAges(data["operation"], ages)
            case "duty":
                return ChangeDuty(
                    operation,
                    key,
                    needs=frozenset(map(Need, data["needs"])) if data["needs"] else None,
                    extents=frozenset(map(Extent, data["extents"])) if data["extents"] else None,
                )
            case "remove_duty":
                return RemoveDuty(operation, key)
            case "deadline":
                return ChangeDeadline(DeadlineKey(data["deadline"]), data["days"])
            case "rung":
                ladder, _bar, rung = data["rung"].partition("|")
                return ChangeRung(ladder, rung, data["days"])
        return None
