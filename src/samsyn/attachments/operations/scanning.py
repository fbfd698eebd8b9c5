"""Is there malicious code in a file? Asked of clamd, when SAMSYN_CLAMD says where it answers."""

import socket
import struct
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from samsyn.foundation.refusals import Refused

CHUNK = 64 * 1024
SECONDS = 20.0
CLEAN, FOUND = "OK", "FOUND"


def scan(content: bytes) -> bool:
    """Whether the file was looked through: False when no scanner is configured.

    Refused when something is found, and when a configured scanner gives no clear answer.
    """
    if not settings.SAMSYN_CLAMD:
        return False
    try:
        answer = _asked(settings.SAMSYN_CLAMD, content)
    except (OSError, ValueError):
        answer = ""
    if answer == CLEAN:
        return True
    if answer == FOUND:
        raise Refused(
            _("Filen innehåller skadlig kod och är inte sparad."),
            _("Öppna den inte. Hör av dig till er it-support."),
            field="file",
        )
    raise Refused(
        _("Filen gick inte att söka igenom efter skadlig kod just nu och är inte sparad."),
        _("Försök igen om en stund. Hör av dig till er it-support om det inte går."),
        field="file",
    )


def _asked(where: str, content: bytes) -> str:
    """The last word of clamd's answer to INSTREAM; OSError when it does not answer."""
    with _connected(where) as link:
        link.settimeout(SECONDS)
        link.sendall(b"zINSTREAM\0")
        for part in _parts(content):
            link.sendall(struct.pack(">I", len(part)) + part)
        answer = b""
        while not answer.endswith(b"\0") and (more := link.recv(4096)):
            answer += more
    words = answer.rstrip(b"\0\n").decode("ascii", "replace")
    return words.split()[-1] if words.startswith("stream: ") and answer.endswith(b"\0") else ""


def _parts(content: bytes) -> Iterator[bytes]:
    """Pieces of the file, and at last an empty one."""
    for start in range(0, len(content), CHUNK):
        yield content[start : start + CHUNK]
    yield b""


def _connected(where: str) -> socket.socket:
    """A connection to `host:port`, or to a socket at an absolute path."""
    if not where.startswith("/"):
        host, _colon, port = where.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(SECONDS)
    try:
        link.connect(where)
    except BaseException:
        link.close()
        raise
    return link
