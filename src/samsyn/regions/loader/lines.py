"""On which line of a TOML file does a table or a key stand? tomllib does not say."""

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[{1,2})\s*([A-Za-z0-9_.\-]+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+)\s*=")
_BLOCK_QUOTES = ('"""', "'''")


class Lines:
    """The line of every table and key of a file, found by reading its text."""

    def __init__(self, text: str) -> None:
        self._found: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        self._scan(text)

    def of(self, path: Path) -> int:
        """The line of the path, or of the nearest table around it."""
        while path not in self._found:
            path = path[:-1]
        return self._found[path]

    def _scan(self, text: str) -> None:
        table: Path = ()
        quote = ""
        for number, line in enumerate(text.splitlines(), start=1):
            inside, quote = bool(quote), _open_quote(line, quote)
            if inside:
                continue
            if header := _HEADER.match(line):
                table = self._enter(header[2].split("."), is_array=header[1] == "[[")
                self._found.setdefault(table, number)
            elif key := _KEY.match(line):
                self._found.setdefault((*table, key[1]), number)

    def _enter(self, names: list[str], *, is_array: bool) -> Path:
        path: Path = ()
        for depth, name in enumerate(names, start=1):
            path = (*path, name)
            if is_array and depth == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path


def _open_quote(line: str, quote: str) -> str:
    for mark in _BLOCK_QUOTES:
        if quote in ("", mark) and line.count(mark) % 2:
            return "" if quote else mark
    return quote
