"""What may happen to a deviation, and whose turn is it? Pure."""

from samsyn.deviations.rules.words import State
from samsyn.foundation.lifecycle import Lifecycle

LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="deviation",
    first=State.WAITING,
    moves={
        (State.WAITING, "talk"): State.WAITING,
        (State.WAITING, "take"): State.WAITING,
        (State.WAITING, "disown"): State.WAITING,
        (State.WAITING, "lift"): State.WAITING,
        (State.WAITING, "move"): State.WAITING,
        (State.WAITING, "propose"): State.PROPOSED,
        (State.WAITING, "answer"): State.ANSWERED,
        (State.WAITING, "withdraw"): State.CLOSED,
        (State.PROPOSED, "talk"): State.PROPOSED,
        (State.PROPOSED, "agree"): State.PROPOSED,
        (State.PROPOSED, "answer"): State.ANSWERED,
        (State.PROPOSED, "refuse"): State.WAITING,
        (State.PROPOSED, "lift"): State.WAITING,
        (State.PROPOSED, "move"): State.WAITING,
        (State.PROPOSED, "withdraw"): State.CLOSED,
        (State.ANSWERED, "talk"): State.ANSWERED,
        (State.ANSWERED, "lift"): State.WAITING,
        (State.ANSWERED, "follow_up"): State.ANSWERED,
        (State.ANSWERED, "return"): State.WAITING,
        (State.ANSWERED, "close"): State.CLOSED,
        (State.CLOSED, "reopen"): State.WAITING,
    },
    owners={
        State.WAITING: "rung",
        State.PROPOSED: "other_side",
        State.ANSWERED: "responsible",
        State.CLOSED: "nobody",
    },
)
