"""How does an operation say no? With a sentence fit to show, and what to do instead."""


class Refused(Exception):
    """An anticipated no. `message` says why, `advice` what to do instead, `field` where."""

    def __init__(self, message: object, advice: object = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class Denied(Refused):
    """This actor may not do this. `is_told` when the log already knows."""

    is_told = False


class NotPossible(Refused):
    """The thing is in a state where this cannot be done."""


class Changed(Refused):
    """Somebody else changed the thing since it was read."""
