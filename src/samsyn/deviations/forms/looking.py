"""How does a report look when names and numbers are taken out, and who decides which?"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.deviations.forms.reporting import SHARED, ReportForm
from samsyn.deviations.operations.reporting import Report
from samsyn.deviations.operations.wording import NEVER
from samsyn.deviations.rules.deidentify import Find, find_marks, pieces, replaced
from samsyn.foundation.refusals import Refused

#: Texts that are looked through: those that are shared, and the name of a routine.
LOOKED = (*SHARED, "routine")


@dataclass(frozen=True)
class Piece:
    """A run of text; `word` is set when it may point at somebody."""

    text: str
    word: "Marked | None" = None


@dataclass(frozen=True)
class Marked:
    """A word that may point at somebody: what it becomes, and whether it is taken out.

    `is_never_shared`: it is always taken out, so there is no tick.
    """

    text: str
    sort: str
    instead: str
    is_never_shared: bool
    is_out: bool


@dataclass(frozen=True)
class Passage:
    """One text of the shared copy as it will be read."""

    name: str
    label: str
    bound: forms.BoundField
    pieces: tuple[Piece, ...]


class ReviewForm(ReportForm):
    """The same report with one tick for each word that may point at somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in LOOKED:
                field.widget = forms.HiddenInput()
        for name in LOOKED:
            self.fields[f"written_{name}"] = forms.CharField(
                widget=forms.HiddenInput, required=False
            )
        self._found: dict[str, tuple[Find, ...]] = {}
        self.has_looked = self.data.get("step") == "skicka"
        self.seen, self.out = self._listed("seen"), self._listed("byt")

    def _listed(self, name: str) -> frozenset[str]:
        return frozenset(self.data.getlist(name) if hasattr(self.data, "getlist") else ())

    def hidden(self) -> list[tuple[str, str]]:
        """What was typed and is not shown here; the texts as they were first written too."""
        rows = [
            (name, self._typed(name)) for name in self.fields if not name.startswith("written_")
        ]
        rows = [(name, value) for name, value in rows if name not in LOOKED and value]
        return rows + [(f"written_{name}", self.written(name)) for name in LOOKED]

    def written(self, name: str) -> str:
        """A text as it was before anybody looked it through."""
        key = f"written_{name}"
        return self._typed(key) if self.has_looked and key in self.data else self._typed(name)

    def _typed(self, name: str) -> str:
        return str(self.data.get(name) or "")

    def passages(self) -> list[Passage]:
        """Each text that is shared, with its marks."""
        found = []
        for name in LOOKED:
            typed = self._typed(name).strip()
            if typed or self[name].errors:
                parts = self._pieces(typed)
                found.append(Passage(name, str(self.fields[name].label), self[name], parts))
        return found

    def words(self) -> list[Marked]:
        """Every word that may point at somebody, once."""
        finds = {f.text: f for name in LOOKED for f in self._finds(self._typed(name))}
        return [self._marked(find) for find in finds.values()]

    def report_shared(self) -> Report:
        """The report with the ticked words taken out. Refused while a word has not been seen."""
        unseen = [word.text for word in self.words() if word.text not in self.seen]
        if unseen:
            raise Refused(
                _("Det finns fler ord som kan peka ut någon: %(words)s.")
                % {"words": ", ".join(f"”{word}”" for word in unseen)},
                _("Titta på dem och skicka igen."),
            )
        data = self.cleaned_data
        data["routine"] = self._shared(data["routine"])
        texts = {name: self._shared(data[name]) for name in SHARED}
        kept = {name: self.written(name).strip() for name in SHARED}
        return self.report(texts, {n: text for n, text in kept.items() if text != texts[n]})

    def _finds(self, text: str) -> tuple[Find, ...]:
        if text not in self._found:
            self._found[text] = find_marks(text, self.page.known)
        return self._found[text]

    def _is_never_shared(self, find: Find) -> bool:
        said = find.text.casefold()
        known = self.page.known
        names = (name.casefold() for name in (*known.child, *known.people))
        return find.mark in NEVER or any(said.startswith(name) for name in names)

    def _is_out(self, find: Find) -> bool:
        is_ticked = find.text in self.out or find.text not in self.seen
        return is_ticked or self._is_never_shared(find)

    def _marked(self, find: Find) -> Marked:
        sort = find.mark.label(get_language())
        is_never = self._is_never_shared(find)
        return Marked(find.text, sort, find.instead, is_never, self._is_out(find))

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        return tuple(
            Piece(part.text, self._marked(part.find) if part.find else None)
            for part in pieces(text, self._finds(text))
        )

    def _shared(self, text: str) -> str:
        text = text.strip()
        return replaced(text, tuple(find for find in self._finds(text) if self._is_out(find)))
