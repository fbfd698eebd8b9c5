"""How is one table of a package read so that nothing in it is passed over?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from samsyn.regions.loader.dates import ADVICE
from samsyn.regions.loader.values import Book, Values
from samsyn.regions.schema import Precision

__all__ = ["Book", "Table"]

Row = TypeVar("Row")


@dataclass
class Table(Values):
    """One table: what nobody asked for is a fault, and so is a reference to what is not there."""

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of an array of tables (an absent one is empty)."""
        self.taken.add(key)
        rows = self.data.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.fault(f"”{key}” ska vara en lista av tabeller.", f"Skriv [[{key}]].", key)
            return
        for index, row in enumerate(rows):
            path = (*self.path, key, index)
            yield Table(self.book, self.file, self.lines, path, row, self.defaults)

    def table(self, key: str) -> "Table":
        """A table inside this one; an absent one is empty."""
        data = self._value(key, required=False)
        if data is not None and not isinstance(data, dict):
            self.fault(f"”{key}” ska vara en tabell.", f"Skriv {key} = {{ … }}.", key)
            data = None
        path = (*self.path, key)
        return Table(self.book, self.file, self.lines, path, data or {}, self.defaults)

    def dated(self) -> dict[str, Any]:
        """When and by which source this holds; a missing source or date is a fault."""
        start, precision = self.day("valid_from")
        end, _ = self.day("valid_to")
        if start is None and "valid_from" not in {**self.defaults, **self.data}:
            self.fault("Datum saknas (valid_from).", "Skriv från när det gäller. " + ADVICE)
        if start is not None and end is not None and end <= start:
            self.fault("Giltigheten slutar innan den börjar.", "Rätta valid_to.", "valid_to")
        source = self.optional_text("source")
        if source is None:
            self.fault("Källa saknas (source).", "Skriv source = koden för ett dokument.")
        elif source:
            self._check_known("source", source, "documents", "dokument")
        clause = self.text("clause")
        self.check_clause(source, clause)
        return {
            "valid_from": start,
            "valid_to": end,
            "source": source,
            "clause": clause,
            "precision": self.word("precision", Precision, precision),
        }

    def reference(self, key: str, section: str, what: str) -> str | None:
        """The code of something else in the package, or None when it is not given."""
        code = self.optional_text(key)
        if code:
            self._check_known(key, code, section, what)
        return code

    def needed(self, key: str, section: str, what: str) -> str | None:
        """The code of something else in the package; a missing one is a fault."""
        code = self.reference(key, section, what)
        if code is None:
            self.fault(f"”{key}” saknas.", f'Skriv {key} = "…".')
        return code

    def references(self, key: str, section: str, what: str) -> tuple[str, ...]:
        """Codes of several other things in the package; none when not given."""
        codes = self.texts(key)
        for code in codes:
            self._check_known(key, code, section, what)
        return codes

    def check_clause(self, source: str | None, clause: str) -> None:
        """A place that the document does not have is a fault."""
        known = self.book.clauses.get(source or "")
        if known and clause and clause.split(" ", 1)[0] not in known:
            self.fault(
                f"”{source}” har ingen punkt ”{clause}”.",
                "Rätta punkten eller lägg till den i [[clauses]].",
                "clause",
            )

    def build(self, make: Callable[..., Row], /, **values: Any) -> Row | None:
        """The row, or None when any fault was found in the table."""
        self.finish()
        return None if self.is_broken else make(**values)

    def finish(self) -> None:
        """Every key that nobody asked for is a fault."""
        for key in self.data:
            if key not in self.taken:
                near = get_close_matches(key, self.taken, n=1)
                advice = f"Menade du ”{near[0]}”?" if near else "Ta bort raden eller rätta namnet."
                self.fault(f"Okänd nyckel ”{key}”.", advice, key)

    def _check_known(self, key: str, code: str, section: str, what: str) -> None:
        known = self.book.codes.get(section, set())
        if code not in known:
            near = get_close_matches(code, known, n=1)
            advice = f"Menade du ”{near[0]}”?" if near else f"Lägg till det i [[{section}]]."
            self.fault(f"Det finns inget {what} med koden ”{code}”.", advice, key)
