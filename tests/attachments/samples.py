"""Tiny files of every kind that is kept, and some that are not."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
#: The harmless string that every scanner knows, in two halves so that no scanner stops here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


def package(*members: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in members:
            made.writestr(name, text)
    return out.getvalue()


DOCX = package(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>"))
MACROS = package(
    ("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<d/>"), ("word/vbaProject.bin", "x")
)
ODT = package(("mimetype", ODT_TYPE), ("content.xml", "<office/>"))
ZIP = package(("a.txt", "hej"))


def part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(*extra: bytes) -> bytes:
    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + body + part(b"IEND", b"")


def segment(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data


def exif(turned: int, order: str = "<") -> bytes:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    rows = struct.pack(f"{order}HHIHH", 0x010F, 2, 4, 0, 0)
    rows += struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0)
    tiff = mark + struct.pack(f"{order}IH", 8, 2) + rows + b"\0\0\0\0GPS Storgatan 4"
    return segment(0xE1, b"Exif\0\0" + tiff)


JFIF = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")


def jpeg(*extra: bytes) -> bytes:
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" + b"\xff\xd9"
    return b"\xff\xd8" + JFIF + b"".join(extra) + scan


KEPT = {
    "a.pdf": PDF, "a.PDF": PDF, "a.png": png(), "a.jpg": jpeg(), "a.jpeg": jpeg(),
    "a.docx": DOCX, "a.odt": ODT, "å.txt": "Läget är gott.".encode(), "b.txt": b"L\xe4get",
}  # fmt: skip
