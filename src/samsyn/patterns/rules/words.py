"""Where does a pattern stand, and whose turn is it? Pure."""

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class State(Word):
    """Where a recorded pattern stands."""

    FOUND = "found", "Hittat", "Found"
    RAISED = "raised", "Hos arenan", "With the arena"
    DECIDED = "decided", "Arenan har svarat", "The arena has answered"
    ANSWERED = "answered", "De som anmälde har fått svar", "Those who reported have been told"
    CLOSED = "closed", "Avslutat", "Closed"
    DISMISSED = "dismissed", "Avfört", "Dismissed"


#: "Decided" is what the arena's minutes say; it is stored when the reporters are told.
LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="pattern",
    first=State.FOUND,
    moves={
        (State.FOUND, "raise"): State.RAISED,
        (State.FOUND, "dismiss"): State.DISMISSED,
        (State.RAISED, "decide"): State.DECIDED,
        (State.RAISED, "plan"): State.RAISED,
        (State.DECIDED, "plan"): State.DECIDED,
        (State.DECIDED, "tell"): State.ANSWERED,
        (State.ANSWERED, "tell"): State.ANSWERED,
        (State.ANSWERED, "plan"): State.ANSWERED,
        (State.ANSWERED, "close"): State.CLOSED,
        (State.DISMISSED, "take_up"): State.FOUND,
    },
    owners={
        State.FOUND: "county_coordinator",
        State.RAISED: "arena",
        State.DECIDED: "county_coordinator",
        State.ANSWERED: "county_coordinator",
        State.CLOSED: "nobody",
        State.DISMISSED: "nobody",
    },
)
#: While a pattern stands here, new deviations of the same kind belong to it.
OPEN = (State.FOUND, State.RAISED, State.DECIDED, State.ANSWERED)
