"""How is a way drawn, whatever goes along it? The steps that components/path.html takes. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownStep:
    """A step in words. `state` is done, now, next or stopped; `share` of the longest wait, 0-100.

    `days` is how long it took; None when that is not told.
    """

    label: str
    state: str
    when: str = ""
    turn: str = ""
    days: int | None = None
    share: int = 0
    url: str = ""
