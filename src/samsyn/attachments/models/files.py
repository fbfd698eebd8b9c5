"""Where are the bytes? In a folder outside the web root, under random names, for this user alone.

The database holds the rest. A file without a row, or a row without its file, is found by
`samsyn attachments check`.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The folder of files, from SAMSYN_FILES or beside the database."""
    return Path(settings.SAMSYN_FILES)


def put(content: bytes) -> str:
    """Write the bytes to disk under a new random name, readable for this user only; the name."""
    name = secrets.token_hex(32)
    place = _place(name)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        drop(name)
        raise
    return name


def fetch(name: str) -> bytes | None:
    """The bytes, or None when there is no such file."""
    try:
        return _place(name).read_bytes()
    except FileNotFoundError:
        return None


def drop(name: str) -> None:
    """Take the file away, if it is there."""
    with suppress(FileNotFoundError):
        _place(name).unlink()


def names() -> Iterator[tuple[str, float]]:
    """Each file's name and the moment it was written, in seconds since 1970."""
    for place in sorted(folder().glob("??/*")):
        if place.is_file():
            yield place.name, place.stat().st_mtime


def _place(name: str) -> Path:
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError("not the name of a kept file")
    return folder() / name[:2] / name
