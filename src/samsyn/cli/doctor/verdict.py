"""What does a check answer?"""

from dataclasses import asdict, dataclass
from enum import StrEnum


class State(StrEnum):
    """How it stands with one thing."""

    FINE = "OK"
    UNSURE = "OSÄKERT"
    FAULT = "FEL"


EXIT = {State.FINE: 0, State.UNSURE: 1, State.FAULT: 2}


@dataclass(frozen=True)
class Line:
    """One thing that was looked at: how it stands, and what to do when it is not well."""

    key: str
    state: State
    what: str
    do: str = ""

    def sentence(self) -> str:
        """For a screen."""
        return f"{self.state.value:8} {self.what}" + (f" {self.do}" if self.do else "")

    def values(self) -> dict[str, str]:
        """For a program."""
        return asdict(self)


def fine(key: str, what: str) -> Line:
    """Well."""
    return Line(key, State.FINE, what)


def unsure(key: str, what: str, do: str) -> Line:
    """Cannot be told, or well only under conditions."""
    return Line(key, State.UNSURE, what, do)


def fault(key: str, what: str, do: str) -> Line:
    """Unsafe."""
    return Line(key, State.FAULT, what, do)


def exit_code(lines: list[Line]) -> int:
    """0 when all is well, 1 when something is unsure, 2 when something is unsafe."""
    return max((EXIT[line.state] for line in lines), default=0)
