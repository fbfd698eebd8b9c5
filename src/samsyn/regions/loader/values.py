"""How is a value of a package read so that a bad one is told with its place?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from samsyn.regions.loader.dates import ADVICE, read_date
from samsyn.regions.loader.lines import Lines, Path
from samsyn.regions.loader.problems import Problem
from samsyn.regions.schema import Age, AgeInterval, BadAge, Precision

Word = TypeVar("Word", bound=StrEnum)
AGE_ADVICE = 'Skriv år som text, "17.99", eller graviditetsvecka, "28w".'


@dataclass
class Book:
    """What all tables of a package share: the faults found and the codes that may be named.

    ``clauses`` by document, ``versions`` (labels) by agreement.
    """

    problems: list[Problem] = field(default_factory=list)
    codes: dict[str, set[str]] = field(default_factory=dict)
    clauses: dict[str, set[str]] = field(default_factory=dict)
    versions: dict[str, set[str]] = field(default_factory=dict)


@dataclass
class Values:
    """The values of one table, taken by name. A bad one is noted and read as something harmless.

    ``defaults`` are the file's own [defaults]; a row's own value goes before.
    """

    book: Book
    file: str
    lines: Lines
    path: Path
    data: dict[str, Any]
    defaults: dict[str, Any]
    taken: set[str] = field(default_factory=set)
    is_broken: bool = False

    def fault(self, message: str, advice: str, key: str | None = None) -> None:
        """Note a fault at the key, or at the table's own line."""
        self.is_broken = True
        line = self.lines.of((*self.path, key) if key else self.path)
        self.book.problems.append(Problem(self.file, line, message, advice))

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, unless the default is."""
        value = self._value(key, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str) or not value.strip():
            self.fault(f"”{key}” ska vara text.", f'Skriv {key} = "…".', key)
            return ""
        return " ".join(value.split())

    def optional_text(self, key: str) -> str | None:
        """A text, or None when it is not given."""
        given = self._value(key, required=False) is not None
        return self.text(key) if given else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Several texts; none when not given."""
        value = self._value(key, required=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(t, str) and t.strip() for t in value):
            self.fault(f"”{key}” ska vara en lista av texter.", f'Skriv {key} = ["…"].', key)
            return ()
        return tuple(" ".join(text.split()) for text in value)

    def whole(self, key: str) -> int | None:
        """A whole number of at least 1, or None when it is not given."""
        value = self._value(key, required=False)
        if value is not None and (type(value) is not int or value < 1):
            self.fault(f"”{key}” ska vara ett heltal från 1.", f"Skriv {key} = 10.", key)
            return None
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false; must be given when there is no default."""
        value = self._value(key, required=default is None)
        if value is None and default is not None:
            return default
        if value is not None and not isinstance(value, bool):
            self.fault(f"”{key}” ska vara true eller false.", f"Skriv {key} = true.", key)
        return bool(value)

    def word(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        """One of the words of a vocabulary."""
        value = self._value(key, required=default is None)
        if value is None:
            return default or next(iter(words))
        return self._known_word(key, value, words) or next(iter(words))

    def words(self, key: str, words: type[Word], *, every: bool = False) -> frozenset[Word]:
        """Several words; ``["all"]`` is every word. ``every``: all of them when not given."""
        value = self._value(key, required=False)
        if value is None:
            return frozenset(words) if every else frozenset()
        if not isinstance(value, list) or not value:
            self.fault(f"”{key}” ska vara en lista med ord.", _choices(words), key)
            return frozenset()
        if value == ["all"]:
            return frozenset(words)
        known = [self._known_word(key, item, words) for item in value]
        return frozenset(word for word in known if word is not None)

    def day(self, key: str) -> tuple[date | None, Precision]:
        """A date and how exactly it is known, or None when it is not given."""
        value = self._value(key, required=False)
        if value is None:
            return None, Precision.DAY
        try:
            return read_date(value)
        except ValueError as error:
            self.fault(f"”{key}”: {error}", ADVICE, key)
            return None, Precision.DAY

    def age(self, key: str) -> Age | None:
        """An exact age, or None when it is not given."""
        value = self._value(key, required=False)
        if value is None:
            return None
        try:
            if isinstance(value, bool | float) or not isinstance(value, int | str):
                raise BadAge("not text")
            return Age.parse(str(value))
        except BadAge:
            self.fault(f"”{key}” är ingen ålder: {value!r}.", AGE_ADVICE, key)
            return None

    def interval(self, *extra: str) -> AgeInterval:
        """From ``from`` to ``to``, half-open; the table may also hold the keys ``extra``."""
        start, end = self.age("from"), self.age("to")
        self.taken.update(extra)
        try:
            return AgeInterval(start, end)
        except BadAge:
            self.fault("Åldrarna slutar innan de börjar.", "Rätta from och to.", "to")
            return AgeInterval(None, None)

    def _value(self, key: str, *, required: bool) -> Any:
        self.taken.add(key)
        if key in self.data:
            return self.data[key]
        if key in self.defaults:
            return self.defaults[key]
        if required:
            self.fault(f"”{key}” saknas.", f"Lägg till raden {key} = ….")
        return None

    def _known_word(self, key: str, value: object, words: type[Word]) -> Word | None:
        try:
            return words(str(value))
        except ValueError:
            self.fault(f"”{value}” är inget känt ord för ”{key}”.", _choices(words), key)
            return None


def _choices(words: type[StrEnum]) -> str:
    return "Välj bland: " + ", ".join(words) + "."
