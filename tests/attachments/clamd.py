"""A small scanner on loopback that speaks clamd's INSTREAM, in several moods."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.attachments.samples import EICAR


def _read(link: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = link.recv(size - len(got))
        if not more:
            raise ConnectionError
        got += more
    return got


def _stream(link: socket.socket) -> bytes:
    assert _read(link, 10) == b"zINSTREAM\0"
    whole = b""
    while True:
        (size,) = struct.unpack(">I", _read(link, 4))
        if not size:
            return whole
        whole += _read(link, size)


def _answer(link: socket.socket, mood: str, done: threading.Event) -> None:
    if mood == "breaks":
        link.close()
        return
    whole = _stream(link)
    if mood == "silent":
        done.wait(30)
    elif mood == "half":
        link.sendall(b"stream: OK")
    elif mood == "error":
        link.sendall(b"INSTREAM size limit exceeded. ERROR\0")
    elif EICAR in whole:
        link.sendall(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")
    else:
        link.sendall(b"stream: OK\0")
    link.close()


@contextmanager
def scanner(mood: str = "works", path: str = "") -> Iterator[str]:
    """Where it answers, as SAMSYN_CLAMD says it."""
    family = socket.AF_UNIX if path else socket.AF_INET
    door, done = socket.socket(family, socket.SOCK_STREAM), threading.Event()
    door.bind(path or ("127.0.0.1", 0))
    door.listen(1)

    def serve() -> None:
        link, _where = door.accept()
        _answer(link, mood, done)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield path or f"127.0.0.1:{door.getsockname()[1]}"
    finally:
        done.set()
        thread.join(5)
        door.close()
