"""What is this file, by its content? Only six kinds are known, and the name must agree."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import puremagic

from samsyn.attachments.rules import NotTaken, Why
from samsyn.attachments.rules.images import bare_jpeg, bare_png
from samsyn.foundation.words import Word


class Media(Word):
    """A kind of file that is kept; the value is its media type."""

    PDF = "application/pdf", "PDF", "PDF"
    PNG = "image/png", "Bild (PNG)", "Picture (PNG)"
    JPEG = "image/jpeg", "Bild (JPEG)", "Picture (JPEG)"
    DOCX = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word (DOCX)",
        "Word (DOCX)",
    )
    ODT = "application/vnd.oasis.opendocument.text", "OpenDocument (ODT)", "OpenDocument (ODT)"
    TEXT = "text/plain", "Text (TXT)", "Text (TXT)"

    @property
    def extension(self) -> str:
        """The ending that a kept file is given when it is fetched."""
        return EXTENSIONS[self][0]


#: Endings that a name may have, the one that is given first.
EXTENSIONS: dict[Media, tuple[str, ...]] = {
    Media.PDF: (".pdf",),
    Media.PNG: (".png",),
    Media.JPEG: (".jpg", ".jpeg"),
    Media.DOCX: (".docx",),
    Media.ODT: (".odt",),
    Media.TEXT: (".txt",),
}
#: For the file chooser; what is really in the file is looked at afterwards.
ACCEPT = ",".join(ending for endings in EXTENSIONS.values() for ending in endings)
#: Members of an office document that can run something.
ACTIVE = ("vbaproject", "vbadata", "/activex/", "oleobject", "basic/", "scripts/")


@dataclass(frozen=True)
class Taken:
    """A file that is kept: its kind, and its bytes without what the camera wrote in it."""

    media: Media
    content: bytes


def taken(name: str, content: bytes) -> Taken:
    """The file as it is kept. Raises ``NotTaken`` when it is not one of the six kinds."""
    if not content:
        raise NotTaken(Why.EMPTY)
    media = _by_name(name)
    if media is None:
        raise NotTaken(Why.UNKNOWN)
    if media.extension not in _by_content(content):
        raise NotTaken(Why.DISAGREES)
    return Taken(media, CLEANED[media](content))


def file_name(title: str, media: Media) -> str:
    """What a fetched file is called: the typed title without odd signs, and the known ending."""
    words = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    return (" ".join(words.split())[:80].strip() or "bilaga") + media.extension


def _by_name(name: str) -> Media | None:
    ending = name.lower()
    return next((m for m, endings in EXTENSIONS.items() if ending.endswith(endings)), None)


def _by_content(content: bytes) -> set[str]:
    """Endings that the first bytes speak for; running text speaks for itself by having none."""
    try:
        found = {match.extension for match in puremagic.magic_string(content)}
    except puremagic.PureError:
        found = set()
    if content.startswith(b"PK\x03\x04"):
        found = {_package(content)}
    return found or {".txt"}


def _package(content: bytes) -> str:
    """Which office document a package of parts is; nothing for any other."""
    with _opened(content) as package:
        names = package.namelist()
        if "word/document.xml" in names and "[Content_Types].xml" in names:
            return ".docx"
        first = package.infolist()[0] if names else None
        if first and first.filename == "mimetype" and first.file_size < 100:
            is_text = package.read("mimetype").decode("ascii", "replace") == Media.ODT.value
            return ".odt" if is_text else ""
    return ""


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise NotTaken(Why.BROKEN) from None


def _document(content: bytes) -> bytes:
    with _opened(content) as package:
        if any(word in name.lower() for name in package.namelist() for word in ACTIVE):
            raise NotTaken(Why.MACROS)
    return content


def _text(content: bytes) -> bytes:
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        words = content.decode("cp1252", "replace")
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in words) or "\ufffd" in words:
        raise NotTaken(Why.DISAGREES)
    return content


def _pdf(content: bytes) -> bytes:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise NotTaken(Why.BROKEN)
    if any(word in content for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile")):
        raise NotTaken(Why.MACROS)
    return content


CLEANED: dict[Media, Callable[[bytes], bytes]] = {
    Media.PDF: _pdf,
    Media.PNG: bare_png,
    Media.JPEG: bare_jpeg,
    Media.DOCX: _document,
    Media.ODT: _document,
    Media.TEXT: _text,
}
