"""Which input is well formed about a follow-up?"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from samsyn.followup import rules
from samsyn.followup.forms.fields import day, prose
from samsyn.followup.rules import Paragraph, Section, Source


class StartForm(forms.Form):
    """Which arena and which period."""

    arena = forms.ChoiceField(label=_("Vilken arena?"))
    period_from = day(_("Första dagen"))
    period_to = day(_("Sista dagen"))

    def __init__(self, *args: Any, arenas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arena"].choices = arenas  # type: ignore[attr-defined]

    def arena_id(self) -> uuid.UUID:
        """The chosen arena."""
        return uuid.UUID(self.cleaned_data["arena"])


@dataclass(frozen=True)
class Written:
    """A paragraph in the form, with the sources that it keeps."""

    bound: BoundField
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Group:
    """A section in the form."""

    key: str
    heading: str
    paragraphs: tuple[Written, ...]
    more: BoundField


class ReportForm(forms.Form):
    """The whole text, a field for each paragraph; an emptied one is taken away."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for section in sections:
            for place, paragraph in enumerate(section.paragraphs):
                label = _now("Stycke %(number)s") % {"number": paragraph.number or place + 1}
                rows = min(12, max(3, len(paragraph.text) // 70 + 1))
                field = prose(label, required=False, rows=rows)
                field.initial = paragraph.text
                self.fields[f"{section.key}-{place}"] = field
            more = prose(_("Lägg till"), _("Tom rad ger ett nytt stycke."), required=False, rows=2)
            self.fields[f"{section.key}-more"] = more

    def groups(self) -> list[Group]:
        """The fields as the page shows them."""
        return [
            Group(
                key=section.key,
                heading=section.heading,
                paragraphs=tuple(
                    Written(self[f"{section.key}-{place}"], paragraph.sources)
                    for place, paragraph in enumerate(section.paragraphs)
                ),
                more=self[f"{section.key}-more"],
            )
            for section in self.sections
        ]

    def edited(self) -> tuple[Section, ...]:
        """The text as the operation takes it; sources stay with their paragraphs."""
        return tuple(self._section(section) for section in self.sections)

    def _section(self, section: Section) -> Section:
        kept = []
        for place, paragraph in enumerate(section.paragraphs):
            written = _clean(self.cleaned_data[f"{section.key}-{place}"])
            if written:
                kept.append(replace(paragraph, text=written))
        is_list = any(paragraph.number for paragraph in section.paragraphs)
        more = re.split(r"\n\s*\n", _clean(self.cleaned_data[f"{section.key}-more"]))
        kept += [Paragraph(part.strip(), (), int(is_list)) for part in more if part.strip()]
        return replace(section, paragraphs=rules.numbered(kept))


def _clean(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


class RefreshForm(forms.Form):
    """What to do with changed facts of one section."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("Vad ska gälla?"),
        choices=[
            ("new", _("Byt till den nya texten")),
            ("keep", _("Behåll texten som den är, jag har sett ändringen")),
        ],
        widget=forms.RadioSelect,
    )


class FreezeForm(forms.Form):
    """That nothing is to change any more."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    changes_seen = forms.BooleanField(
        label=_("Lås texten som den är, även om underlaget har ändrats"), required=False
    )


class PublishForm(forms.Form):
    """That it may be read by everybody."""


class CorrectionForm(forms.Form):
    """What was wrong."""

    section = forms.ChoiceField(label=_("I vilket avsnitt?"), required=False)
    text = prose(_("Vad är rätt?"))
    why = prose(_("Vad var fel, och varför?"), rows=3)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(section.key, section.heading) for section in sections]
        self.fields["section"].choices = [("", _("Hela uppföljningen")), *choices]  # type: ignore[attr-defined]
