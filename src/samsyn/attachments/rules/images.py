"""A picture without what the camera wrote in it: place, time, device, comments."""

import struct
from collections.abc import Iterator

from samsyn.attachments.rules import NotTaken, Why

PNG_SIGN = b"\x89PNG\r\n\x1a\n"
#: Parts of a PNG that say what it looks like; every other part is dropped.
PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs acTL fcTL fdAT".split()
)
#: Parts of a JPEG that are dropped: application data but JFIF, ICC and Adobe, and comments.
JPEG_DROPPED = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
ORIENTATION = 0x0112


def bare_png(content: bytes) -> bytes:
    """The PNG with only what it looks like."""
    kept, at = [PNG_SIGN], len(PNG_SIGN)
    while at < len(content):
        size, kind = struct.unpack(">I4s", _part(content, at, 8))
        part = _part(content, at, 12 + size)
        at += 12 + size
        if kind in PNG_KEPT:
            kept.append(part)
        if kind == b"IEND":
            return b"".join(kept)
    raise NotTaken(Why.BROKEN)


def bare_jpeg(content: bytes) -> bytes:
    """The JPEG with only what it looks like, and which side is up."""
    kept, turned = [b"\xff\xd8"], 1
    for kind, part in _segments(content):
        if kind == 0xE1 and part[4:10] == b"Exif\0\0":
            turned = _orientation(part[10:]) or turned
        if kind not in JPEG_DROPPED:
            kept.append(part)
    if turned != 1:
        kept.insert(1, _exif(turned))
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each part before the picture itself, and at last the picture."""
    at = 2
    while True:
        sign, kind = _part(content, at, 2)
        if sign != 0xFF:
            raise NotTaken(Why.BROKEN)
        if kind == 0xDA:
            end = content.rfind(b"\xff\xd9", at)
            if end < 0:
                raise NotTaken(Why.BROKEN)
            yield kind, content[at : end + 2]
            return
        (size,) = struct.unpack(">H", _part(content, at + 2, 2))
        yield kind, _part(content, at, 2 + max(size, 2))
        at += 2 + max(size, 2)


def _orientation(tiff: bytes) -> int:
    """Which side is up (1-8), or 0 when that is not said."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 0
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (rows,) = struct.unpack_from(f"{order}H", tiff, start)
        for row in range(min(rows, 200)):
            tag, _kind, _count, value = struct.unpack_from(
                f"{order}HHIH", tiff, start + 2 + 12 * row
            )
            if tag == ORIENTATION:
                return int(value) if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _exif(turned: int) -> bytes:
    """Camera data that say which side is up and nothing else."""
    row = struct.pack(">HHIHH", ORIENTATION, 3, 1, turned, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + row + struct.pack(">I", 0)
    data = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def _part(content: bytes, at: int, size: int) -> bytes:
    part = content[at : at + size]
    if len(part) != size:
        raise NotTaken(Why.BROKEN)
    return part
