"""What waits for somebody, whatever kind of thing it is? The common shape of a line on Min tur."""

import datetime as dt
from dataclasses import dataclass

from samsyn.foundation import clock


@dataclass(frozen=True)
class Waiting:
    """Something that is the actor's turn: what to do, about what, where, since when, until when."""

    what: str
    about: str
    url: str
    since_on: dt.date | None = None
    due: dt.date | None = None

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed."""
        return self.due is not None and self.due < clock.today()

    @property
    def since_days(self) -> int | None:
        """Whole days that it has waited; None when that is not known."""
        return max(0, (clock.today() - self.since_on).days) if self.since_on else None
