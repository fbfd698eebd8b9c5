"""How is a table of the login file read? Strictly; what is wrong is said, with its line."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class ConfigurationError(ValueError):
    """Something in the login file cannot be used; the sentence says what and where, in Swedish."""


@dataclass
class Table:
    """One table of the file. Ask for what it may hold, then call `done`."""

    values: Mapping[str, Any]
    file: str
    text: str
    name: str
    number: int = -1  # which row of an array it is; below 0 is the whole file
    asked: set[str] = field(default_factory=set)

    def wrong(self, sentence: str, key: str = "") -> ConfigurationError:
        """The error to raise: file, line, table and what is wrong."""
        return ConfigurationError(f"{self.file}, rad {self._line(key)}, [{self.name}]: {sentence}")

    def word(self, key: str, default: str | None = None) -> str:
        """A text that is not empty."""
        value = self._value(key, default)
        if not isinstance(value, str) or not (value.strip() or value == default):
            raise self.wrong(f"{key} ska vara en text.", key)
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text among those allowed."""
        value = self.word(key, default)
        if value not in allowed:
            raise self.wrong(f"{key} ska vara något av {', '.join(allowed)}.", key)
        return value

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within limits."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.wrong(f"{key} ska vara ett heltal från {least} till {most}.", key)
        return value

    def truth(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} ska vara true eller false.", key)
        return value

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v for v in value):
            raise self.wrong(f"{key} ska vara en lista av texter.", key)
        return tuple(value)

    def inner(self, key: str, *, needed: bool = False) -> "Table":
        """A table within; an empty one when it is not there and not needed."""
        value = self._value(key, None if needed else {})
        if not isinstance(value, dict):
            raise self.wrong(f"{key} ska vara en tabell.", key)
        return Table(value, self.file, self.text, f"{self.name}.{key}", self.number)

    def rows(self, key: str) -> list["Table"]:
        """The tables of an array [[key]], none when it is not there."""
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.wrong(f"{key} skrivs som [[{key}]].", key)
        return [Table(row, self.file, self.text, f"[{key}]", n) for n, row in enumerate(value)]

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                raise self.wrong(f"nyckeln {key} finns inte.", key)

    def _value(self, key: str, default: Any) -> Any:
        self.asked.add(key)
        value = self.values.get(key, default)
        if value is None:
            raise self.wrong(f"{key} saknas.")
        return value

    def _line(self, key: str) -> int:
        """The line of the key, or of the table when the key is not written there."""
        lines = self.text.splitlines()
        is_whole_file = self.number < 0
        first = 0 if is_whole_file else self._first_line(lines)
        quoted = re.compile(rf'\s*\[*(?:[\w.]+\.)?["\']?{re.escape(key)}["\']?\s*[=\]]')
        begin = 0 if is_whole_file else first + 1
        for number, line in enumerate(lines[begin:], begin + 1):
            if key and quoted.match(line):
                return number
            if line.startswith("[[") and not is_whole_file:
                break
        return first + 1

    def _first_line(self, lines: list[str]) -> int:
        """Where the table begins, from 0: its own header within the right row of an array."""
        outer, _dot, rest = self.name.lstrip("[").partition(".")
        outer = outer.rstrip("]")
        starts = [n for n, line in enumerate(lines) if line.strip() == f"[[{outer}]]"]
        first = starts[self.number] if self.number < len(starts) else 0
        for number in range(first, len(lines) if rest else first):
            if lines[number].strip() == f"[{outer}.{rest}]":
                return number
        return first
