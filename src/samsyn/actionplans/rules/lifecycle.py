"""Where does a plan stand, and how is it going with a row of it?"""

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class State(Word):
    """Where a plan stands. While it is revised, the version that was decided still holds."""

    DRAFT = "draft", "Skrivs", "Being written"
    PROPOSED = "proposed", "Väntar på beslut", "Waits for a decision"
    DECIDED = "decided", "Beslutad, väntar på underskrift", "Decided, waits for signatures"
    RUNNING = "running", "Gäller", "In force"
    CLOSED = "closed", "Avslutad", "Closed"


LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="action plan",
    first=State.DRAFT,
    moves={
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "propose"): State.PROPOSED,
        (State.DRAFT, "close"): State.CLOSED,
        (State.PROPOSED, "send_back"): State.DRAFT,
        (State.PROPOSED, "decide"): State.DECIDED,
        (State.DECIDED, "sign"): State.DECIDED,
        (State.DECIDED, "run"): State.RUNNING,
        (State.DECIDED, "revise"): State.DRAFT,
        (State.DECIDED, "close"): State.CLOSED,
        (State.RUNNING, "revise"): State.DRAFT,
        (State.RUNNING, "close"): State.CLOSED,
    },
    owners={
        State.DRAFT: "writers",
        State.PROPOSED: "arenas",
        State.DECIDED: "signatories",
        State.RUNNING: "responsible",
        State.CLOSED: "nobody",
    },
)


class Status(Word):
    """How it goes with a row in a term. As Jönköping's own web follow-up told it, and done."""

    NOT_STARTED = "not_started", "Inte påbörjat", "Not started"
    OK = "ok", "Enligt plan", "On track"
    RISK = "risk", "Risk", "At risk"
    PROBLEM = "problem", "Stora problem", "Serious problems"
    DONE = "done", "Klart", "Done"

    @property
    def needs_words(self) -> bool:
        """Whether somebody who reads it must also be told why."""
        return self in (Status.RISK, Status.PROBLEM)
