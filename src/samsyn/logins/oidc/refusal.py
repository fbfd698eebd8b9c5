"""Why did a log-in not go through? A code for the event log, never anything about the person."""


class NotAccepted(Exception):
    """What the provider answered is not accepted; `why` is a short code, fit for the log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Unreachable(NotAccepted):
    """The provider did not answer as it should; trying again later may help."""
