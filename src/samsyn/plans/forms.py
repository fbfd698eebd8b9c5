"""Which input is well formed in a plan, an answer and a follow-up?"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases.forms import UnitsField, day, text
from samsyn.foundation.words import choices
from samsyn.plans import rules
from samsyn.plans.operations.following_up import Looked


class StartForm(forms.Form):
    """Which units write the plan together."""

    units = UnitsField(label=_("Vilka skriver planen tillsammans med er?"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]


class GoalForm(forms.Form):
    """A goal."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    words = forms.CharField(
        label=_("Målet, med barnets ord"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    agreed = forms.CharField(
        label=_("Så ser vi att det är nått"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> None:
        """Say the goal when only its sign is filled in."""
        _clean_row(self, "words", ("agreed",), _("Skriv målet, eller ta bort raden."))


def _clean_row(form: forms.Form, needed: str, others: tuple[str, ...], message: Any) -> None:
    """A row with something in it says what it is about; nothing typed is dropped in silence."""
    data = form.cleaned_data
    if not data.get(needed) and any(data.get(name) for name in others):
        form.add_error(needed, message)


class ActionForm(forms.Form):
    """An action: who, what, extent, where, from, to."""

    id = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    what = forms.CharField(
        label=_("Vad ska göras?"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Vilken enhet gör det?"), required=False)
    other = forms.CharField(
        label=_("Eller någon annan"), help_text=_("Till exempel familjen eller en förening."),
        required=False, max_length=160,
    )  # fmt: skip
    extent = forms.CharField(
        label=_("Hur mycket?"), help_text=_("Till exempel en timme i veckan."), required=False,
        max_length=200,
    )  # fmt: skip
    where = forms.CharField(label=_("Var?"), required=False, max_length=200)
    from_on = day(_("Från"), required=False)
    to_on = day(_("Till"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", _("Ingen enhet")), *units]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Say what is to be done when anything else of the row is filled in."""
        others = ("unit", "other", "extent", "where", "from_on", "to_on")
        message = _("Skriv vad som ska göras, eller ta bort raden.")
        _clean_row(self, "what", others, message)


class Rows(forms.BaseFormSet):
    """Rows that can be taken away."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Say in words what ticking the box does."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Ta bort raden")


GoalRows = forms.formset_factory(GoalForm, formset=Rows, extra=1, can_delete=True, max_num=40)
ActionRows = forms.formset_factory(ActionForm, formset=Rows, extra=2, can_delete=True, max_num=60)


class PlanForm(forms.Form):
    """The whole plan: texts, goals and actions, written from one version."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    child_view = text(
        _("Vad säger barnet?"), _("Barnets egna ord, så ordagrant som möjligt."), required=False
    )
    situation = text(_("Så är det nu"), required=False)
    works = text(_("Det här fungerar"), required=False)
    needs = text(
        _("Vilka insatser behövs?"),
        _("Vilken hjälp behövs, oavsett vem som ger den?"),
        required=False,
    )
    crisis = text(
        _("Om det blir svårt"), _("Vem ringer barnet eller familjen?"), required=False, rows=2
    )
    lead_unit = forms.ChoiceField(
        label=_("Vem har det övergripande ansvaret?"), required=False,
        help_text=_("Den enheten håller ihop planen och följer upp den."),
    )  # fmt: skip
    lead_person = forms.CharField(
        label=_("Vem ringer familjen till?"), required=False, max_length=160
    )
    next_follow_up = day(_("Nästa uppföljning"), required=False)
    follow_up_how = forms.CharField(label=_("Hur följer ni upp?"), required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        units: list[tuple[str, str]],
        content: rules.Content | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_unit"].choices = [("", _("Välj")), *units]  # type: ignore[attr-defined]
        self.units, content = units, content or rules.Content()
        if not self.is_bound:
            plain = content.as_json()
            self.initial = {**{name: plain[name] for name in rules.TEXTS}, **self.initial}
        self.goals = self._rows(GoalRows, "goals", [vars(goal) for goal in content.goals])
        self.actions = self._rows(
            ActionRows, "actions", [vars(action) for action in content.actions], {"units": units}
        )

    def _rows(self, kind: Any, prefix: str, rows: list[dict[str, Any]], given: Any = None) -> Any:
        data = self.data if self.is_bound else None
        return kind(data, prefix=prefix, initial=rows, form_kwargs=given or {})

    def is_valid(self) -> bool:
        """Whether the texts and every row are well formed."""
        return all([super().is_valid(), self.goals.is_valid(), self.actions.is_valid()])

    def restore(self, typed: Mapping[str, list[str]]) -> None:
        """Put a draft back: texts and rows as they were typed."""
        for name in self.fields:
            if name in typed:
                self.initial[name] = typed[name][-1] if typed[name] else ""
        self.goals = self._restored(GoalRows, "goals", typed, {})
        self.actions = self._restored(ActionRows, "actions", typed, {"units": self.units})

    def _restored(self, kind: Any, prefix: str, typed: Mapping[str, list[str]], given: Any) -> Any:
        total = typed.get(f"{prefix}-TOTAL_FORMS", ["0"])[-1]
        names = list(kind.form.base_fields)
        rows = [
            {n: typed.get(f"{prefix}-{i}-{n}", [""])[-1] for n in names}
            for i in range(min(int(total), 100) if total.isdecimal() else 0)
            if not typed.get(f"{prefix}-{i}-DELETE")
        ]
        filled = [row for row in rows if any(v for k, v in row.items() if k != "id")]
        return kind(None, prefix=prefix, initial=filled, form_kwargs=given)

    def content(self) -> rules.Content:
        """The plan that was typed."""
        data = self.cleaned_data
        texts = {name: _plain(data.get(name)) for name in rules.TEXTS}
        goals = tuple(
            rules.Goal(id=row["id"] or rules.new_id(), words=row["words"], agreed=row["agreed"])
            for row in _kept(self.goals, "words")
        )
        names = ("what", "unit", "other", "extent", "where", "from_on", "to_on")
        actions = tuple(
            rules.Action(id=row["id"] or rules.new_id(), **{n: _plain(row.get(n)) for n in names})
            for row in _kept(self.actions, "what")
        )
        return rules.Content(**texts, goals=goals, actions=actions)


def _kept(rows: Any, needed: str) -> list[dict[str, Any]]:
    return [
        form.cleaned_data
        for form in rows.forms
        if form.cleaned_data.get(needed) and not form.cleaned_data.get("DELETE")
    ]


def _plain(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value or "").replace("\r\n", "\n")


class AnswerForm(forms.Form):
    """A unit's yes or no."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Säger ni ja till planen?"),
        choices=[("yes", _("Ja, vi gör vår del")), ("no", _("Nej, något behöver ändras"))],
        widget=forms.RadioSelect,
    )
    own_consent = forms.BooleanField(
        label=_("Vi har själva frågat familjen och dokumenterat samtycke för det vi delar"),
        required=False,
    )
    why = text(_("Vad behöver ändras?"), _("Behövs när ni säger nej."), required=False, rows=2)


class FollowUpForm(forms.Form):
    """How it went with each goal and action, and what comes next."""

    held_on = day(_("Vilken dag följde ni upp?"))
    child_view = text(_("Vad säger barnet nu?"))
    outcome = forms.ChoiceField(
        label=_("Vad händer nu?"),
        choices=choices(rules.Outcome, get_language),
        widget=forms.RadioSelect,
    )
    why = text(_("Varför?"), rows=2)
    next_on = day(_("Nästa uppföljning"), _("Behövs inte när planen avslutas."), required=False)

    def __init__(self, *args: Any, content: rules.Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = [(g.id, g.words) for g in content.goals]
        self.rows += [(a.id, a.what) for a in content.actions]
        for key, label in self.rows:
            self.fields[f"result_{key}"] = forms.ChoiceField(
                label=label,
                choices=choices(rules.Result, get_language),
                widget=forms.RadioSelect,
            )
            self.fields[f"remark_{key}"] = forms.CharField(
                label=_("Kommentar"), required=False, max_length=500
            )

    def row_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each goal and action."""
        return [(self[f"result_{key}"], self[f"remark_{key}"]) for key, _label in self.rows]

    def looked(self) -> Looked:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return Looked(
            held_on=data["held_on"],
            results={
                key: (rules.Result(data[f"result_{key}"]), data[f"remark_{key}"])
                for key, _label in self.rows
            },
            child_view=data["child_view"],
            outcome=rules.Outcome(data["outcome"]),
            why=data["why"],
            next_on=data["next_on"],
        )
