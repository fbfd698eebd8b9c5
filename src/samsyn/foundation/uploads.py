"""How does a file come in? Into memory only, and never more of it than anybody may send."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

#: What a page may take of one file. What a whole request may weigh is `SAMSYN_MOST_BYTES`.
MOST_BYTES = 10 * 1024 * 1024


class Bounded(FileUploadHandler):
    """Keeps at most `MOST_BYTES` and one byte more, which tells that there was more.

    Nothing is written to a temporary file. The page that asked for the file says what is wrong,
    with all else that was typed still there; `NotTooLarge` refuses a far too big form unread.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin anew."""
        super().new_file(*args, **kwargs)
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what there is room for."""
        self.kept.write(raw_data[: MOST_BYTES + 1 - self.kept.tell()])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, or so much of it that its size says that it is too big."""
        size = self.kept.tell()
        self.kept.seek(0)
        return InMemoryUploadedFile(
            self.kept, self.field_name, self.file_name or "", self.content_type or "", size,
            self.charset, self.content_type_extra,
        )  # fmt: skip
