"""What may be attached to a case, how much, and what is it called? Pure."""

from samsyn.foundation.words import Word

#: Bytes in one file, and files of one case.
MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 30


class Kind(Word):
    """What the file is to the case."""

    BASIS = "basis", "Underlag", "Basis"
    ASSESSMENT = "assessment", "Bedömning", "Assessment"
    PLAN = "plan", "Plan", "Plan"
    OTHER = "other", "Annat", "Other"


class Why(Word):
    """What is wrong with a file that is not taken."""

    EMPTY = "empty", "Filen är tom.", "The file is empty."
    TOO_BIG = (
        "too_big",
        "Filen är större än 10 MB.",
        "The file is larger than 10 MB.",
    )
    UNKNOWN = (
        "unknown",
        "Den sortens fil går inte att bifoga.",
        "That kind of file cannot be attached.",
    )
    DISAGREES = (
        "disagrees",
        "Filens namn och innehåll säger olika om vilken sort den är.",
        "The file's name and content disagree about what kind it is.",
    )
    BROKEN = "broken", "Filen går inte att läsa. Den kan vara skadad.", "The file cannot be read."
    MACROS = (
        "macros",
        "Filen innehåller makron eller inbäddade program.",
        "The file contains macros or embedded programs.",
    )


class NotTaken(ValueError):
    """The file is not one that is kept; `why` says what is wrong."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def size_text(size: int) -> str:
    """A size as people say it: ``34 kB``, ``2,4 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
