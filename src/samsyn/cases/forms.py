"""Which input is well formed along a child's way from need to meeting?"""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samsyn.cases import rules
from samsyn.cases.operations.calls import CallTerms
from samsyn.cases.operations.meetings import Held
from samsyn.cases.operations.needs import Seen
from samsyn.children.rules import GuardianKind
from samsyn.consents.operations import GivenAnswer, Terms
from samsyn.consents.rules import ChildStance, Giver, How
from samsyn.foundation.words import choices
from samsyn.releases.rules import Ground, Scope

LONG = 10_000
#: A year with a slip of the finger; the database cannot give back a moment before year 1.
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


def text(
    label: Any, help_text: Any = "", *, required: bool = True, rows: int = 3
) -> forms.CharField:
    """A field for running text, up to 10 000 characters."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A date field with the browser's own picker."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def clock_time(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


class UnitsField(forms.MultipleChoiceField):
    """Units to choose, by identity."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("En enhet går inte att välja längre. Den kan ha stängt. Välj igen."),
    }

    def clean(self, value: Any) -> list[uuid.UUID]:
        """Identities of the chosen units."""
        return [uuid.UUID(chosen) for chosen in super().clean(value)]


class ChildForm(forms.Form):
    """Find a child by the whole number, or open a record for it."""

    number = forms.CharField(
        label=_("Personnummer"),
        help_text=_("Tolv siffror, ÅÅÅÅMMDD-NNNN. Samordningsnummer går också bra."),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)
    born_on = day(
        _("Född"), _("Fylls i bara om samordningsnumret inte säger dagen."), required=False
    )
    language = forms.CharField(label=_("Tolk behövs på"), max_length=40, required=False)
    guardian_1 = forms.CharField(label=_("Vårdnadshavare"), max_length=120, required=False)
    kind_1 = forms.ChoiceField(
        label=_("Relation till barnet"), choices=choices(GuardianKind, get_language), required=False
    )
    guardian_2 = forms.CharField(label=_("Ännu en vårdnadshavare"), max_length=120, required=False)
    kind_2 = forms.ChoiceField(
        label=_("Relation till barnet"), choices=choices(GuardianKind, get_language), required=False
    )
    reason = forms.CharField(
        label=_("Varför arbetar ni med barnet?"),
        max_length=200,
        help_text=_("Till exempel: elev hos oss. Syns i loggen."),
    )

    def guardians(self) -> list[tuple[str, GuardianKind]]:
        """The adults that were filled in."""
        data = self.cleaned_data
        rows = ((data[f"guardian_{n}"], data[f"kind_{n}"]) for n in (1, 2))
        return [(name, GuardianKind(kind or "guardian")) for name, kind in rows if name.strip()]


class GuardianForm(forms.Form):
    """One more adult who answers for the child."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Relation till barnet"), choices=choices(GuardianKind, get_language)
    )


class NeedForm(forms.Form):
    """What has been seen."""

    areas = forms.MultipleChoiceField(
        label=_("Vad handlar det om?"), widget=forms.CheckboxSelectMultiple
    )
    extent = forms.ChoiceField(
        label=_("Hur mycket hjälp verkar behövas?"),
        choices=choices(rules.Extent, get_language),
        widget=forms.RadioSelect,
    )
    setting = forms.ChoiceField(label=_("Var är barnet på dagarna?"), required=False)
    worry = text(_("Vad ser du?"), _("Skriv vad som händer, när och hur ofta. Undvik tolkningar."))
    works = text(_("Vad fungerar?"), _("När går det bra, och med vem?"), required=False)
    child_words = text(
        _("Barnets egna ord"),
        _("Vad säger barnet självt? Skriv ordagrant om du kan."),
        required=False,
    )
    tried = text(_("Vad har ni redan provat?"), required=False)
    in_danger = forms.BooleanField(label=_("Barnet kan fara illa"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        areas: list[tuple[str, str]],
        settings: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas  # type: ignore[attr-defined]
        self.fields["setting"].choices = [("", _("Välj")), *settings]  # type: ignore[attr-defined]
        self.initial.setdefault("submission", uuid.uuid4())

    def seen(self) -> Seen:
        """The input as the operation takes it."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "submission"}
        return Seen(**{**data, "extent": rules.Extent(data["extent"])})


class FamilyAnswerForm(forms.Form):
    """Consent, as the family gave or refused it."""

    purpose = text(
        _("Varför frågar ni?"), _("Till exempel: för att skriva en gemensam plan."), rows=2
    )
    covers = text(_("Vad får ni prata om?"), rows=2)
    excludes = text(
        _("Vad gäller samtycket inte?"),
        _("Det familjen vill hålla utanför."),
        required=False,
        rows=2,
    )
    units = UnitsField(label=_("Vilka får ta del?"), required=False)
    given_on = day(_("När svarade familjen?"))
    valid_until = day(_("Hur länge gäller svaret?"), _("Ett samtycke har alltid ett slut."))
    how = forms.ChoiceField(
        label=_("Hur svarade de?"), choices=choices(How, get_language), widget=forms.RadioSelect
    )
    child_stance = forms.ChoiceField(
        label=_("Vad säger barnet?"),
        choices=choices(ChildStance, get_language),
        widget=forms.RadioSelect,
        help_text=_(
            "Det är en bedömning efter ålder och mognad."
            " Från ungefär 15 år bestämmer barnet oftast självt."
        ),
    )
    maturity_note = text(
        _("Så har ni bedömt barnets mognad"),
        _("Behövs när ett barn under 15 år svarar utan vårdnadshavare."),
        required=False,
        rows=2,
    )
    consequences_explained = forms.BooleanField(
        label=_("Vi har berättat vad ett ja och ett nej innebär"), required=False
    )

    def __init__(
        self,
        *args: Any,
        units: list[tuple[str, str]],
        people: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]
        self.people = people
        for number, (_giver, name) in enumerate(people):
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=name,
                choices=[("", _("Har inte svarat")), ("yes", _("Ja")), ("no", _("Nej"))],
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["other_name"] = forms.CharField(
            label=_("Någon annan som svarade"), max_length=120, required=False
        )
        self.fields["other_giver"] = forms.ChoiceField(
            label=_("Relation till barnet"), choices=choices(Giver, get_language), required=False
        )
        self.fields["other_answer"] = forms.ChoiceField(
            label=_("Svaret"), choices=[("yes", _("Ja")), ("no", _("Nej"))], required=False
        )

    def answer_fields(self) -> list[forms.BoundField]:
        """The answers, one for each known person."""
        return [self[f"answer_{number}"] for number in range(len(self.people))]

    def answers(self) -> list[GivenAnswer]:
        """Who answered what."""
        data = self.cleaned_data
        given = [
            GivenAnswer(Giver(giver), name, data[f"answer_{number}"] == "yes")
            for number, (giver, name) in enumerate(self.people)
            if data[f"answer_{number}"]
        ]
        if data["other_name"].strip():
            giver = Giver(data["other_giver"] or "other")
            given.append(GivenAnswer(giver, data["other_name"], data["other_answer"] != "no"))
        return given

    def terms(self) -> Terms:
        """What the question was about."""
        names = ("purpose", "covers", "excludes", "units", "given_on", "valid_until")
        return Terms(
            **{name: self.cleaned_data[name] for name in names},
            how=How(self.cleaned_data["how"]),
            consequences_explained=self.cleaned_data["consequences_explained"],
        )


class WithdrawForm(forms.Form):
    """Who takes the consent back."""

    by = forms.CharField(label=_("Vem har återkallat samtycket?"), max_length=120)


def shared_scopes() -> list[tuple[str, str]]:
    """What can be shared outside a call."""
    return [pair for pair in choices(Scope, get_language)() if pair[0] != Scope.CALL.value]


class ShareForm(forms.Form):
    """A release outside a call."""

    units = UnitsField(label=_("Vem ska få se?"), required=False)
    scopes = forms.MultipleChoiceField(
        label=_("Vad ska de få se?"),
        choices=shared_scopes,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ground = forms.ChoiceField(
        label=_("Vilken laglig grund?"),
        choices=choices(Ground, get_language),
        widget=forms.RadioSelect,
        initial=Ground.CONSENT.value,
    )
    valid_until = day(_("Till och med"), _("Lämna tomt för samtyckets sista dag."), required=False)
    note = text(
        _("Så har ni bedömt det"), _("Behövs när grunden inte är samtycke."), required=False, rows=2
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]


class CallForm(forms.Form):
    """A call to a meeting."""

    units = UnitsField(label=_("Vilka kallar du?"), required=False)
    purpose = text(_("Varför ses ni?"), rows=2)
    questions = text(_("Vad behöver ni svara på?"), required=False, rows=2)
    meets_on = day(_("Dag"))
    meets_at = clock_time(_("Klockan"))
    minutes = forms.IntegerField(label=_("Minuter"), min_value=15, max_value=480, initial=60)
    form = forms.ChoiceField(
        label=_("Hur ses ni?"), choices=choices(rules.Form, get_language), widget=forms.RadioSelect
    )
    place = forms.CharField(label=_("Rum, länk eller nummer"), max_length=300)
    reply_by = day(_("Svar senast"))
    also_invited = text(
        _("Andra som bjuds in"),
        _("Till exempel en mormor eller en fotbollstränare. Ni bjuder in dem själva."),
        required=False,
        rows=2,
    )
    share_need = forms.BooleanField(
        label=_("Dela behovet med dem du kallar"), required=False, initial=True
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = units  # type: ignore[attr-defined]

    def terms(self) -> CallTerms:
        """The input as the operation takes it."""
        data = self.cleaned_data
        names = ("purpose", "questions", "minutes", "place", "reply_by", "also_invited")
        return CallTerms(
            **{name: data[name] for name in names},
            form=rules.Form(data["form"]),
            meets_at=moment(data["meets_on"], data["meets_at"]),
        )


class ReplyForm(forms.Form):
    """A called unit's answer."""

    reply = forms.ChoiceField(
        label=_("Ert svar"), choices=choices(rules.Reply, get_language), widget=forms.RadioSelect
    )
    person = forms.CharField(label=_("Vem kommer?"), max_length=120, required=False)
    has_mandate = forms.BooleanField(
        label=_("Personen får besluta om våra insatser på mötet"), required=False
    )
    why = text(_("Varför, och vem kan i stället?"), required=False, rows=2)


class MeetingForm(forms.Form):
    """A meeting that was held."""

    held_on = day(_("Dag"))
    held_at = clock_time(_("Klockan"))
    form = forms.ChoiceField(
        label=_("Hur sågs ni?"), choices=choices(rules.Form, get_language), widget=forms.RadioSelect
    )
    came = UnitsField(label=_("Vilka av de kallade kom?"), required=False)
    others_present = text(_("Vilka fler var med?"), required=False, rows=2)
    child_took_part = forms.ChoiceField(
        label=_("Hur var barnet med?"),
        choices=choices(rules.Taking, get_language),
        widget=forms.RadioSelect,
    )
    spokesperson = forms.CharField(
        label=_("Vem förde barnets talan?"),
        help_text=_("Behövs när barnet inte var med."),
        max_length=120,
        required=False,
    )
    child_words = text(_("Barnets egna ord"), required=False)
    picture = text(_("Den gemensamma bilden"), _("Vad kom ni fram till att läget är?"))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = units  # type: ignore[attr-defined]

    def held(self) -> Held:
        """The input as the operation takes it."""
        data = self.cleaned_data
        names = ("came", "picture", "spokesperson", "child_words", "others_present")
        return Held(
            **{name: data[name] for name in names},
            held_at=moment(data["held_on"], data["held_at"]),
            form=rules.Form(data["form"]),
            child_took_part=rules.Taking(data["child_took_part"]),
        )


class ChildAnswerForm(forms.Form):
    """How the child was told."""

    on = day(_("Vilken dag fick barnet svar?"))
    by = forms.CharField(label=_("Vem berättade?"), max_length=120)
    how = forms.CharField(
        label=_("Hur, och vad sa barnet?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class WhyForm(forms.Form):
    """A reason."""

    why = text(_("Varför?"), rows=2)


def moment(on: dt.date, at: dt.time) -> dt.datetime:
    """A day and a time of day where the users are."""
    return timezone.make_aware(dt.datetime.combine(on, at))
