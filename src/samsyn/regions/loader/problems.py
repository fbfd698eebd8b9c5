"""What is wrong with a county package, where, and what is to be done?"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the file, the line (1 is the first), what is wrong and what to do."""

    file: str
    line: int
    message: str
    advice: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.advice}"


class RegionError(ValueError):
    """A county package that cannot be used. ``problems`` holds every fault found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class UnknownRegion(LookupError):
    """No county package has that code."""
