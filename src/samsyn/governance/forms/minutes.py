"""Which input is well formed about minutes?"""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.governance import rules
from samsyn.governance.forms.matters import long_text
from samsyn.governance.forms.meetings import day
from samsyn.governance.operations.minutes import ItemMinutes, Task
from samsyn.governance.queries.meetings import ItemRow, MeetingPage

PARTS = ("as_proposed", "outcome", "decision", "discussion", "reservation")
TASK = ("task", "owner", "due")
FOLDED = (*TASK, "reservation")


@dataclass(frozen=True)
class ItemFields:
    """An item with its fields, for the template."""

    item: ItemRow
    field: dict[str, BoundField]

    @property
    def is_open(self) -> bool:
        """Whether the folded fields hold something, so that it is not hidden."""
        return any(self.field[name].value() or self.field[name].errors for name in FOLDED)


class MinutesForm(forms.Form):
    """The whole minutes on one page; the agenda's text is there already."""

    def __init__(self, *args: Any, meeting: MeetingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = meeting.items
        language = get_language()
        outcomes = [("", _("Välj")), *((o.value, o.label(language)) for o in meeting.outcomes)]
        for item in meeting.items:
            for name, field in _fields(item, outcomes).items():
                self.fields[f"{name}-{item.place}"] = field

    def rows(self) -> list[ItemFields]:
        """Each item with its fields."""
        return [
            ItemFields(
                item,
                {n: self[f"{n}-{item.place}"] for n in (*PARTS, *TASK) if self._has(n, item)},
            )
            for item in self.items
        ]

    def _has(self, name: str, item: ItemRow) -> bool:
        return f"{name}-{item.place}" in self.fields

    def minutes(self) -> list[ItemMinutes]:
        """The input as the operation takes it."""
        return [self._item(item) for item in self.items]

    def _item(self, item: ItemRow) -> ItemMinutes:
        data = {name: self.cleaned_data.get(f"{name}-{item.place}") for name in (*PARTS, *TASK)}
        tasks: tuple[Task, ...] = ()
        if data["task"] or data["owner"]:
            tasks = (Task(data["task"] or "", data["owner"] or "", data["due"]),)
        return ItemMinutes(
            item=item.id,
            outcome=rules.Outcome(data["outcome"]) if data["outcome"] else None,
            as_proposed=bool(data["as_proposed"]),
            decision=data["decision"] or "",
            discussion=data["discussion"] or "",
            reservation=data["reservation"] or "",
            tasks=tasks,
        )


def _fields(item: ItemRow, outcomes: list[tuple[str, Any]]) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {}
    if item.proposal:
        fields["as_proposed"] = forms.BooleanField(label=_("Enligt förslaget"), required=False)
    outcome = item.outcome.value if item.outcome else ""
    return fields | {
        "outcome": forms.ChoiceField(
            label=_("Utfall"), choices=outcomes, required=False, initial=outcome
        ),
        "decision": _text(_("Beslut, rekommendation eller notering"), item.decision),
        "discussion": _text(_("Vad som sades"), item.discussion),
        "reservation": _text(_("Reservation eller avvikande mening"), item.reservation),
        "task": forms.CharField(label=_("Nytt uppdrag"), max_length=300, required=False),
        "owner": forms.CharField(
            label=_("Vem svarar för det?"), help_text=_("Uppdrag eller grupp, inte namn."),
            max_length=120, required=False,
        ),
        "due": day(_("Klart senast"), required=False),
    }  # fmt: skip


def _text(label: Any, initial: str) -> forms.CharField:
    field = long_text(label, required=False)
    field.initial = initial
    return field


class ApproveForm(forms.Form):
    """Who approved, and when."""

    adjusters = forms.CharField(
        label=_("Vilka justerade?"),
        help_text=_("Uppdrag, inte namn. Till exempel ordföranden och ledamoten för regionen."),
        max_length=200,
    )
    approved_on = day(_("Vilken dag?"))


class CorrectForm(forms.Form):
    """What is right, and why the minutes were wrong."""

    item = forms.ChoiceField(label=_("Vilken paragraf?"), required=False)
    text = long_text(_("Vad är rätt?"))
    why = long_text(_("Vad var fel, och hur upptäcktes det?"))

    def __init__(self, *args: Any, meeting: MeetingPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(i.id), f"{i.paragraph} {i.title}") for i in meeting.items]
        self.fields["item"].choices = [("", _("Hela protokollet")), *rows]  # type: ignore[attr-defined]

    def item_id(self) -> uuid.UUID | None:
        """The chosen item, or None for the minutes as a whole."""
        chosen = self.cleaned_data["item"]
        return uuid.UUID(chosen) if chosen else None
