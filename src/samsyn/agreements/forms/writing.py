"""Which input is well formed when an agreement and its versions are written?"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.agreements.forms.fields import (
    Choices,
    PartyField,
    day,
    line,
    offer,
    offer_parties,
    text,
)
from samsyn.agreements.operations import AgreementFacts, ClauseRow, VersionText


class AgreementForm(forms.Form):
    """What an agreement is."""

    name = line(_("Vad heter den?"), most=300)
    parent = forms.ChoiceField(label=_("Ligger den under en annan?"), required=False)
    owner_arena = forms.ChoiceField(label=_("Vilken arena äger den?"), required=False)
    local_party = forms.ChoiceField(
        label=_("Är den ett lokalt dokument?"), required=False,
        help_text=_("Ett lokalt dokument gäller för en part och bygger på länets text."),
    )  # fmt: skip
    ages_from = line(_("Från vilken ålder?"), required=False, most=12)
    ages_to = line(
        _("Till vilken ålder?"),
        _("Den första åldern som är utanför. 21 betyder till dagen före 21 år."),
        required=False,
        most=12,
    )
    review_months = forms.IntegerField(
        label=_("Hur många månader mellan uppföljningarna?"), required=False, min_value=1,
        max_value=120, help_text=_("Lämna tomt om det inte är bestämt."),
    )  # fmt: skip
    note = text(_("Anmärkning"), required=False, rows=2)

    def __init__(
        self, *args: Any, arenas: Choices, parents: Choices, parties: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner_arena", arenas, _("Ingen, eller inte känt"))
        offer(self, "parent", parents, _("Nej"))
        offer(self, "local_party", parties, _("Nej, den gäller alla parter"))

    def facts(self) -> AgreementFacts:
        """What a valid form says."""
        data = self.cleaned_data
        return AgreementFacts(
            name=data["name"],
            parent_id=_id(data["parent"]),
            owner_arena=data["owner_arena"],
            local_party_id=_id(data["local_party"]),
            ages_from=data["ages_from"],
            ages_to=data["ages_to"],
            review_months=data["review_months"],
            note=data["note"],
        )


def _id(value: str) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None


class NewVersionForm(forms.Form):
    """The next version's name, and for a local document the text that it builds on."""

    label = line(_("Vad ska versionen heta?"), _("Till exempel Revidering 2027."))
    built_on = forms.ChoiceField(label=_("Vilken text bygger den på?"), required=False)

    def __init__(self, *args: Any, bases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bases:
            offer(self, "built_on", bases, _("Samma som förra versionen, eller ingen"))
        else:
            del self.fields["built_on"]


class ClauseForm(forms.Form):
    """A clause."""

    number = line(_("Nummer"), required=False, most=20)
    heading = line(_("Rubrik"), required=False, most=200)
    text = text(_("Text"), required=False)

    def clean(self) -> dict[str, Any]:
        """A row with something in it has a number and a heading; nothing is dropped in silence."""
        data = super().clean() or self.cleaned_data
        is_filled = any(data.get(name) for name in ("number", "heading", "text"))
        if is_filled and not data.get("DELETE"):
            for name, message in (
                ("number", _("Skriv punktens nummer.")),
                ("heading", _("Skriv punktens rubrik.")),
            ):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, message)
        return data


class Rows(forms.BaseFormSet):
    """Clauses that can be moved and taken away."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Say in words what the extra fields do."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort punkten")
        form.fields["ORDER"].label = _("Plats")
        form.fields["ORDER"].required = False


ClauseRows = forms.formset_factory(
    ClauseForm, formset=Rows, extra=1, can_delete=True, can_order=True, max_num=300
)
NAMES = ("number", "heading", "text", "ORDER")


class VersionForm(forms.Form):
    """What is said about a version, and its clauses."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False)
    label = line(_("Vad heter versionen?"))
    summary = text(_("Vad är nytt, för dem som ska besluta?"), required=False)
    for_children = text(_("Vad betyder det för barn och unga?"), required=False)
    has_cost = forms.BooleanField(label=_("Den kostar någon part pengar"), required=False)
    changes_responsibility = forms.BooleanField(
        label=_("Den flyttar ansvar mellan parter"), required=False
    )
    answer_by = day(_("När ska parterna ha svarat?"), required=False)

    def __init__(self, *args: Any, clauses: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [{"number": row.number, "heading": row.heading, "text": row.text} for row in clauses]
        data = self.data if self.is_bound else None
        self.rows: Any = ClauseRows(data, prefix="rows", initial=rows)

    def is_valid(self) -> bool:
        """Whether the texts and every clause are well formed."""
        return all([super().is_valid(), self.rows.is_valid()])

    def restore(self, typed: Mapping[str, list[str]]) -> None:
        """Put a draft back as it was typed."""
        for name, field in self.fields.items():
            if name in typed:
                self.initial[name] = typed[name][-1] if typed[name] else ""
            elif isinstance(field, forms.BooleanField):
                self.initial[name] = False
        total = typed.get("rows-TOTAL_FORMS", ["0"])[-1]
        count = min(int(total), 300) if total.isdecimal() else 0
        rows = [
            {name: typed.get(f"rows-{place}-{name}", [""])[-1] for name in NAMES}
            for place in range(count)
            if not typed.get(f"rows-{place}-DELETE")
        ]
        rows = [row for row in rows if row["number"] or row["heading"] or row["text"]]
        self.rows = ClauseRows(None, prefix="rows", initial=sorted(rows, key=_order))

    def version_text(self) -> VersionText:
        """What a valid form says about the version."""
        names = (
            "label", "summary", "for_children", "has_cost", "changes_responsibility", "answer_by",
        )  # fmt: skip
        return VersionText(**{name: self.cleaned_data[name] for name in names})

    def clause_rows(self) -> list[ClauseRow]:
        """The clauses of a valid form in their order."""
        left = [form for form in self.rows.ordered_forms if form.cleaned_data.get("number")]
        return [
            ClauseRow(
                number=form.cleaned_data["number"],
                heading=form.cleaned_data["heading"],
                text=form.cleaned_data["text"],
            )
            for form in left
        ]


def _order(row: Mapping[str, Any]) -> int:
    return int(row["ORDER"]) if row["ORDER"].isdecimal() else 10_000


class ReferForm(forms.Form):
    """By when the parties answer."""

    answer_by = day(_("Sista dag att svara"))


class CommentForm(forms.Form):
    """A party's answer."""

    party = PartyField()
    text = text(_("Vad vill ni säga?"), rows=6)

    def __init__(self, *args: Any, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_parties(self, parties)


class WhyForm(forms.Form):
    """Why."""

    why = text(_("Varför?"), rows=3)
