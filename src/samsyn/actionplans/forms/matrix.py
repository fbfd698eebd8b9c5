"""Which input is well formed in the matrix: texts, rows and those who sign?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.actionplans import rules
from samsyn.actionplans.queries import WriteChoices

MOST_ROWS = 60
PLACES = range(1, rules.MOST_MEASURES + 1)


def _text(label: Any, help_text: Any = "", *, length: int = 1000, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=length,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class RowForm(forms.Form):
    """A row of the matrix."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    area = forms.CharField(label=_("Område"), required=False, max_length=200)
    operations = _text(_("Verksamheter"), _("En per rad."))
    goal = _text(_("Mål"))
    activity = _text(_("Aktivitet"))
    done = forms.CharField(
        label=_("Genomfört"), help_text=_("När det ska vara klart, eller vad som är klart."),
        required=False, max_length=300,
    )  # fmt: skip
    responsible = forms.CharField(
        label=_("Vem ansvarar?"), help_text=_("En grupp eller en befattning, inte en person."),
        required=False, max_length=200,
    )  # fmt: skip
    party = forms.ChoiceField(
        label=_("Part som skriver in läget"), required=False,
        help_text=_("Då får den parten raden i Min tur."),
    )  # fmt: skip
    background = _text(_("Bakgrund"), length=5000, rows=3)
    agreements = forms.MultipleChoiceField(
        label=_("Överenskommelser"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.MultipleChoiceField(
        label=_("Mål i länets strategi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: WriteChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given: dict[str, list[tuple[str, Any]]] = {
            "party": [("", _("Ingen särskild part")), *choices.parties],
            "agreements": list(choices.agreements),
            "goals": list(choices.goals),
        }
        for place in PLACES:
            self.fields[f"measure_{place}"] = forms.CharField(
                label=_("Mått") if place == 1 else _("Ytterligare ett mått"),
                required=False,
                max_length=300,
            )
            self.fields[f"indicator_{place}"] = forms.ChoiceField(
                label=_("Siffra i Samsyn"), required=False
            )
            given[f"indicator_{place}"] = [("", _("Ingen siffra")), *choices.indicators]
        for name, values in given.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    def measure_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The measures that are used, and one more."""
        pairs = [(self[f"measure_{place}"], self[f"indicator_{place}"]) for place in PLACES]
        used = [place for place, pair in enumerate(pairs, 1) if any(b.value() for b in pair)]
        return pairs[: max(used, default=0) + 1]

    def clean(self) -> None:
        """A row with something in it says its area; a figure belongs to a measure in words."""
        data = self.cleaned_data
        others = [name for name in data if name not in ("id", "area", "ORDER", "DELETE")]
        if not data.get("area") and any(data.get(name) for name in others):
            self.add_error("area", _("Skriv vilket område raden gäller, eller ta bort raden."))
        for place in PLACES:
            if data.get(f"indicator_{place}") and not data.get(f"measure_{place}"):
                self.add_error(f"measure_{place}", _("Skriv måttet med ord."))

    def row(self, before: rules.Row | None) -> rules.Row:
        """The row that was typed; what the form does not show is as it was `before`."""
        data = self.cleaned_data
        return replace(
            before or rules.Row(id=data["id"] or rules.new_id(), area=""),
            area=data["area"],
            operations=tuple(filter(None, (t.strip() for t in data["operations"].splitlines()))),
            goal=_plain(data["goal"]),
            measures=tuple(
                rules.Measure(data[f"measure_{place}"], data[f"indicator_{place}"])
                for place in PLACES
                if data[f"measure_{place}"]
            ),
            activity=_plain(data["activity"]),
            done=data["done"],
            responsible=data["responsible"],
            party=data["party"],
            background=_plain(data["background"]),
            agreements=tuple(data["agreements"]),
            goals=tuple(data["goals"]),
        )


class SignatoryForm(forms.Form):
    """Who signs: office and organisation."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    office = forms.CharField(label=_("Befattning"), required=False, max_length=160)
    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=160)

    def clean(self) -> None:
        """Both or neither."""
        data = self.cleaned_data
        for name, other in (("office", "organisation"), ("organisation", "office")):
            if data.get(other) and not data.get(name):
                self.add_error(name, _("Fyll i det här också, eller ta bort raden."))


class Rows(forms.BaseFormSet):
    """Rows that can be taken away, and put in another place."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Say in words what the box and the number do."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort raden")
        if "ORDER" in form.fields:
            form.fields["ORDER"].label = _("Plats i matrisen")


MatrixRows = forms.formset_factory(
    RowForm, formset=Rows, extra=1, can_delete=True, can_order=True, max_num=MOST_ROWS
)
SignatoryRows = forms.formset_factory(
    SignatoryForm, formset=Rows, extra=1, can_delete=True, max_num=20
)


class MatrixForm(forms.Form):
    """The whole plan, written from one version."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    target_group = forms.CharField(label=_("Målgrupp"), required=False, max_length=300)
    introduction = _text(
        _("Inledning"), _("Vad planen är till för och vad den utgår från."), length=8000, rows=5
    )

    def __init__(
        self, *args: Any, choices: WriteChoices, content: rules.Content, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        if not self.is_bound:
            texts = {
                "target_group": content.target_group,
                "introduction": content.introduction,
            }
            self.initial = {**texts, **self.initial}
        data = self.data if self.is_bound else None
        self.rows = MatrixRows(
            data, prefix="rows", initial=[_initial(row) for row in content.matrix],
            form_kwargs={"choices": choices},
        )  # fmt: skip
        self.signatories = SignatoryRows(
            data, prefix="signatories", initial=[vars(s) for s in content.signatories]
        )

    def is_valid(self) -> bool:
        """Whether the texts and every row are well formed."""
        return all([super().is_valid(), self.rows.is_valid(), self.signatories.is_valid()])

    def restore(self, typed: Mapping[str, list[str]]) -> None:
        """Put a draft back: texts and rows as they were typed."""
        for name in self.fields:
            if name in typed:
                self.initial[name] = typed[name][-1] if typed[name] else ""
        self.rows = MatrixRows(
            None, prefix="rows", initial=_typed_rows(typed, "rows", _ROW_NAMES),
            form_kwargs={"choices": self.choices},
        )  # fmt: skip
        self.signatories = SignatoryRows(
            None, prefix="signatories",
            initial=_typed_rows(typed, "signatories", ["id", "office", "organisation"]),
        )  # fmt: skip

    def content(self, base: rules.Content) -> rules.Content:
        """The plan that was typed; what was lifted out is as in `base`, where the writing began."""
        before = {row.id: row for row in base.rows}
        rows = [
            form.row(before.get(form.cleaned_data["id"]))
            for form in self.rows.ordered_forms
            if form.cleaned_data.get("area")
        ]
        signatories = [
            rules.Signatory(data["id"] or rules.new_id(), data["office"], data["organisation"])
            for form in self.signatories.forms
            if (data := form.cleaned_data).get("office") and not data.get("DELETE")
        ]
        return rules.Content(
            target_group=self.cleaned_data["target_group"],
            introduction=_plain(self.cleaned_data["introduction"]),
            rows=(*rows, *base.lifted),
            signatories=tuple(signatories),
        )


def _initial(row: rules.Row) -> dict[str, Any]:
    values = row.as_json()
    values["operations"] = "\n".join(row.operations)
    for place, measure in enumerate(row.measures, 1):
        values[f"measure_{place}"], values[f"indicator_{place}"] = measure.text, measure.indicator
    return values


_MANY = ("agreements", "goals")
_ROW_NAMES = [
    *RowForm.base_fields,
    *(f"{name}_{place}" for place in PLACES for name in ("measure", "indicator")),
]


def _typed_rows(
    typed: Mapping[str, list[str]], prefix: str, names: list[str]
) -> list[dict[str, Any]]:
    total = typed.get(f"{prefix}-TOTAL_FORMS", ["0"])[-1]
    rows = []
    for i in range(min(int(total), MOST_ROWS) if total.isdecimal() else 0):
        if typed.get(f"{prefix}-{i}-DELETE"):
            continue
        values = {name: typed.get(f"{prefix}-{i}-{name}", []) for name in names}
        row = {n: v if n in _MANY else "".join(v[-1:]) for n, v in values.items()}
        if any(value for name, value in row.items() if name != "id"):
            rows.append(row)
    return rows


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()
