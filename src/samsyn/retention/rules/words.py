"""What is weeded, under which law's rules, and where does a list stand? Pure."""

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word

#: Things on one list, so that somebody can look through it.
MOST = 500


class What(Word):
    """What goes as one: a case with all that hangs on it, or what was received of one."""

    CASE = "case", "Ärende", "Case"
    COPIES = "copies", "Mottagna kopior", "Received copies"


class Sphere(Word):
    """Under whose rules an operation's documents stand."""

    SOCIAL = "social", "Socialtjänst", "Social services"
    CARE = "care", "Hälso- och sjukvård", "Health care"
    SCHOOL = "school", "Skola och förskola", "School and preschool"


class State(Word):
    """Where a list stands."""

    PROPOSED = "proposed", "Väntar på godkännande", "Waits for approval"
    APPROVED = "approved", "Godkänd", "Approved"
    REFUSED = "refused", "Inte godkänd", "Not approved"
    DONE = "done", "Genomförd", "Carried out"


LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="retention",
    first=State.PROPOSED,
    moves={
        (State.PROPOSED, "approve"): State.APPROVED,
        (State.PROPOSED, "refuse"): State.REFUSED,
        (State.APPROVED, "refuse"): State.REFUSED,
        (State.APPROVED, "finish"): State.DONE,
    },
    owners={
        State.PROPOSED: "approver",
        State.APPROVED: "approver",
        State.REFUSED: "nobody",
        State.DONE: "nobody",
    },
)
