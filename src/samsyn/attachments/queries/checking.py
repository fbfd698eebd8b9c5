"""Do files and rows agree? Asked by the owner from the command line; says nothing about anybody."""

import hashlib
from dataclasses import dataclass

from samsyn.attachments.models import Attachment, files
from samsyn.foundation import clock

#: A file this young can be one whose row is still being written.
YOUNG_SECONDS = 3600


@dataclass(frozen=True)
class Verdict:
    """What is wrong, by the files' random names."""

    whole: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every file is as it was kept. Files without a row are no harm, but untidy."""
        return not (self.missing or self.changed)


def check_files() -> Verdict:
    """Read every file and compare it with its row."""
    missing, changed, whole = [], [], 0
    rows = Attachment.objects.filter(taken_off_at__isnull=True).order_by("name")
    known = set()
    for name, sha256 in rows.values_list("name", "sha256"):
        known.add(name)
        content = files.fetch(name)
        if content is None:
            missing.append(name)
        elif hashlib.sha256(content).hexdigest() != sha256:
            changed.append(name)
        else:
            whole += 1
    return Verdict(whole, tuple(missing), tuple(changed), tuple(extra_files(known)))


def extra_files(known: set[str]) -> list[str]:
    """Files that no row tells of, but the youngest."""
    old = clock.now().timestamp() - YOUNG_SECONDS
    return [name for name, written in files.names() if name not in known and written < old]


def drop_extra(names: tuple[str, ...]) -> int:
    """Take away files that no row tells of; how many."""
    for name in names:
        files.drop(name)
    return len(names)
