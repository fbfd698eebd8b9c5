"""Which input is well formed in a report? Five questions, and more for who wants to say more."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samsyn.access.pages import restore
from samsyn.cases.forms.fields import day, text
from samsyn.deviations import rules
from samsyn.deviations.operations.reporting import Report
from samsyn.deviations.queries.reporting import CLAUSE, UNIT, ReportPage

#: Texts that everybody who takes part reads, in the order of the form.
SHARED = tuple(part.value for part in rules.REPORTED)
#: What stands below the fold. The day is filled in from where one comes, and then hides there.
MORE = ("tried", "against", "routine", "lex", "about_own_manager")


def _kinds() -> list[tuple[str, Any]]:
    examples = {
        rules.Kind.GUIDELINE: _now("Till exempel: en kallelse får inget svar, eller ingen kallar."),
        rules.Kind.AGREED_ACTION: _now("Till exempel: en insats i planen uteblev."),
        rules.Kind.RESPONSIBILITY: _now("Till exempel: båda säger att det är den andras sak."),
        rules.Kind.COST: _now("Till exempel: ingen vill stå för en resa eller en placering."),
    }
    return [(kind.value, _explained(kind, examples[kind])) for kind in rules.Kind]


def _explained(word: Any, example: str) -> Any:
    label = word.label(get_language())
    return format_html('{}<span class="choice-note"> {}</span>', label, example)


def _lex() -> list[tuple[str, Any]]:
    return [(word.value, word.label(get_language())) for word in rules.Lex]


class ReportForm(forms.Form):
    """A report as it is written, before anything is taken out."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    fran = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    happened = text(
        _("Vad hände?"), _("Skriv inte namn, personnummer eller annat som pekar ut någon."), rows=4
    )
    kind = forms.ChoiceField(
        label=_("Vilket slags avvikelse är det?"), choices=_kinds, widget=forms.RadioSelect
    )
    about = forms.ChoiceField(label=_("Vem gäller det?"))
    consequence = text(_("Vad blev följden för barnet?"), required=False, rows=2)
    wanted = text(_("Vad vill ni ska hända?"), required=False, rows=2)
    tried = text(_("Vad har ni redan prövat?"), required=False, rows=2)
    against = forms.ChoiceField(
        label=_("Vad är det som inte har hållits?"), required=False,
        help_text=_("Välj en del av överenskommelsen, barnets plan eller en rutin."),
    )  # fmt: skip
    routine = forms.CharField(
        label=_("Vilken rutin?"), required=False, max_length=120,
        help_text=_("När det är en rutin som inte har hållits."),
    )  # fmt: skip
    happened_on = day(
        _("När hände det?"), _("Dagen stannar hos er. De andra ser bara månaden."), required=False
    )
    lex = forms.ChoiceField(
        label=_("Är det också rapporterat som lex Sarah eller lex Maria?"), choices=_lex,
        widget=forms.RadioSelect, required=False, initial=rules.Lex.NO.value,
    )  # fmt: skip
    about_own_manager = forms.BooleanField(
        label=_("Det gäller min egen chef"), required=False,
        help_text=_("Då ser bara du och nivån ovanför anmälan, inte din chef och inte enheten."),
    )  # fmt: skip

    def __init__(self, *args: Any, page: ReportPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.other_draft = page, False
        self.fields["about"].choices = page.about  # type: ignore[attr-defined]
        self.fields["against"].choices = page.against  # type: ignore[attr-defined]

    def restore(self, typed: Mapping[str, list[str]]) -> None:
        """Put a draft back when it is about the same thing; else only say that there is one."""
        came = (typed.get("fran") or [""])[-1]
        if came == self.page.start.came:
            restore(self, typed)
        else:
            self.other_draft, self.draft_came = True, came

    def opens_more(self) -> bool:
        """Whether something below the fold is filled in, or has to be mended."""
        if self.is_bound and any(name in self.errors for name in MORE):
            return True
        usual = {"against": rules.Against.UNSURE.value, "lex": rules.Lex.NO.value}
        return any(str(self[name].value() or "") not in ("", usual.get(name, "")) for name in MORE)

    def clean(self) -> dict[str, Any]:
        """What was not kept is said once; a routine has a name."""
        data = self.cleaned_data
        against, routine = data.get("against") or rules.Against.UNSURE.value, data.get("routine")
        if routine and against == rules.Against.UNSURE:
            against = data["against"] = rules.Against.ROUTINE.value
        if against == rules.Against.ROUTINE and not routine and "routine" not in self.errors:
            self.add_error("routine", _("Skriv vilken rutin det gäller."))
        return data

    def report(self, texts: Mapping[str, str], kept: Mapping[str, str]) -> Report:
        """The input as the operation takes it, with these shared texts."""
        data, start = self.cleaned_data, self.page.start
        what, _sign, about = data["about"].partition(":")
        party, unit = self._about(what, uuid.UUID(about))
        against, document, clause = self._against(data.get("against") or "")
        is_private = data["about_own_manager"]
        return Report(
            kind=rules.Kind(data["kind"]), about_party=party, about_unit=unit,
            **{name: texts.get(name, "") for name in SHARED},
            happened_on=data["happened_on"], against=against, document=document, clause=clause,
            routine=data["routine"] if against is rules.Against.ROUTINE else "",
            lex=rules.Lex(data["lex"] or rules.Lex.NO.value), about_own_manager=is_private,
            child_id=start.child.id if start.child else None, case_id=start.case_id,
            plan_id=start.plan_id, came_from=start.came_from, kept=dict(kept),
            # A colleague must still be able to report what the product saw.
            source_key="" if is_private else start.source_key,
        )  # fmt: skip

    def _about(self, what: str, key: uuid.UUID) -> tuple[uuid.UUID, uuid.UUID | None]:
        if what == UNIT:
            return self.page.party_of[key], key
        return key, None

    def _against(self, chosen: str) -> tuple[rules.Against, str, str]:
        what, _sign, rest = chosen.partition(":")
        if what != CLAUSE:
            return rules.Against(what or rules.Against.UNSURE.value), "", ""
        document, _sign, clause = rest.partition(":")
        return rules.Against.CLAUSE, document, clause
