"""Which input is well formed about a person and an assignment?"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samsyn.administration.operations.people import Newcomer, Post
from samsyn.administration.queries.work import Left
from samsyn.administration.rules import Kind
from samsyn.cases.forms import day

Choices = list[tuple[str, str]]


class NamesForm(forms.Form):
    """What somebody is called."""

    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)


class PostForm(forms.Form):
    """An assignment: where, as what, from and to."""

    unit = forms.ChoiceField(label=_("Enhet"))
    role = forms.ChoiceField(label=_("Roll"))
    valid_from = day(_("Från och med"))
    last_day = day(
        _("Sista dag"), _("Lämna tomt om uppdraget gäller tills vidare."), required=False
    )

    def __init__(self, *args: Any, units: Choices, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = units if len(units) == 1 else [("", _("Välj enhet")), *units]
        self.fields["unit"].choices = chosen  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", _("Välj roll")), *roles]  # type: ignore[attr-defined]

    def post(self) -> Post:
        """The input as the operation takes it."""
        data = self.cleaned_data
        return Post(uuid.UUID(data["unit"]), data["role"], data["valid_from"], data["last_day"])


class NewPersonForm(PostForm, NamesForm):
    """Somebody new, with the first assignment."""

    hsa_id = forms.CharField(
        label=_("HSA-id"), max_length=64, required=False,
        help_text=_("För den som loggar in med SITHS eller medarbetarlegitimation."),
    )  # fmt: skip
    eppn = forms.CharField(
        label=_("EPPN"), max_length=200, required=False,
        help_text=_("För den som loggar in genom skolfederationen."),
    )  # fmt: skip

    field_order = (
        "given_name", "family_name", "hsa_id", "eppn", "unit", "role", "valid_from", "last_day",
    )  # fmt: skip

    def who(self) -> Newcomer:
        """The input as the operation takes it."""
        names = ("given_name", "family_name", "hsa_id", "eppn")
        return Newcomer(**{name: self.cleaned_data[name] for name in names})


class IdentityForm(forms.Form):
    """What HSA or the skolfederation calls the person."""

    kind = forms.ChoiceField(
        label=_("Slag"), choices=[("hsa_id", _("HSA-id")), ("eppn", _("EPPN"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    value = forms.CharField(
        label=_("Identitet"), max_length=200, help_text=_("Aldrig ett personnummer.")
    )


class HandOverForm(forms.Form):
    """Who takes over, for each kind of work that is left."""

    def __init__(self, *args: Any, left: Sequence[Left], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in left:
            self.fields[one.field] = forms.ChoiceField(
                label=f"{one.count.n} {one.count.label}",
                choices=[("", _("Välj vem som tar över")), *one.choices],
                required=False,
            )

    def takers(self) -> Mapping[Kind, uuid.UUID]:
        """The chosen assignment of each kind."""
        chosen = {name[3:]: v for name, v in self.cleaned_data.items() if name.startswith("to_")}
        return {Kind(kind): uuid.UUID(value) for kind, value in chosen.items() if value}


class EndForm(HandOverForm):
    """When an assignment ends, and who takes over."""

    when = forms.ChoiceField(
        label=_("När slutar uppdraget?"), widget=forms.RadioSelect,
        choices=[("later", _("En viss dag")), ("now", _("Genast, inloggningen bryts"))],
    )  # fmt: skip
    last_day = day(_("Sista dag"), required=False)

    def clean(self) -> dict[str, Any]:
        """A day is needed when one is to be chosen."""
        data = super().clean() or {}
        if (
            data.get("when") == "later"
            and not data.get("last_day")
            and "last_day" not in self.errors
        ):
            self.add_error("last_day", _("Välj den sista dagen."))
        return data

    def last(self) -> dt.date | None:
        """The last day, or None for at once."""
        return self.cleaned_data["last_day"] if self.cleaned_data["when"] == "later" else None


class ProlongForm(forms.Form):
    """The new last day of an assignment."""

    last_day = day(
        _("Ny sista dag"), _("Lämna tomt om uppdraget gäller tills vidare."), required=False
    )


class AwayForm(forms.Form):
    """From when to when somebody is away, and who stands in."""

    away_from = day(_("Borta från och med"))
    back_on = day(_("Tillbaka den"), _("Den första dagen på plats igen."))
    substitute = forms.ChoiceField(
        label=_("Vem ersätter?"), required=False,
        help_text=_(
            "Hen får samma roll i enheten de dagarna. Kollegor med samma roll ser allt redan."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].choices = [("", _("Ingen")), *people]  # type: ignore[attr-defined]

    def substitute_id(self) -> uuid.UUID | None:
        """The chosen person, if any."""
        chosen = self.cleaned_data["substitute"]
        return uuid.UUID(chosen) if chosen else None


class BackForm(forms.Form):
    """When somebody is back earlier."""

    back_on = day(_("Tillbaka den"), _("Ersättarens uppdrag slutar samma dag."))


class SureForm(forms.Form):
    """Nothing to fill in: the page says what will happen."""
