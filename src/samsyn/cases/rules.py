"""Which steps does a case take from need to follow-up, and whose turn is it? Pure."""

from collections.abc import Mapping
from enum import Enum

from samsyn.foundation.lifecycle import Lifecycle
from samsyn.foundation.words import Word


class State(Word):
    """Where a case stands."""

    NEED = "need", "Behovet är noterat", "The need is recorded"
    DECLINED = "declined", "Familjen har sagt nej", "The family has said no"
    CONSENTED = "consented", "Familjen har sagt ja", "The family has said yes"
    CALLED = "called", "Kallelsen är skickad", "The call is sent"
    ANSWERED = "answered", "Alla har svarat", "Everyone has answered"
    MET = "met", "Mötet är hållet", "The meeting is held"
    PLANNING = "planning", "Planen skrivs", "The plan is being written"
    IN_FORCE = "in_force", "Planen gäller", "The plan is in force"
    WITHDRAWN = "withdrawn", "Samtycket är återkallat", "The consent is withdrawn"
    FINISHED = "finished", "Planen är avslutad", "The plan has ended"
    CLOSED = "closed", "Avslutat", "Closed"


class Turn(Enum):
    """Whose turn it is in a state."""

    OWNER = "owner"
    CALLED = "called"
    CONTRIBUTORS = "contributors"
    LEAD = "lead"
    NOBODY = "nobody"


LIFECYCLE: Lifecycle[State] = Lifecycle(
    name="case",
    first=State.NEED,
    moves={
        (State.NEED, "consent"): State.CONSENTED,
        (State.NEED, "decline"): State.DECLINED,
        (State.DECLINED, "consent"): State.CONSENTED,
        (State.DECLINED, "decline"): State.DECLINED,
        (State.CONSENTED, "consent"): State.CONSENTED,
        (State.CALLED, "consent"): State.CALLED,
        (State.ANSWERED, "consent"): State.ANSWERED,
        (State.MET, "consent"): State.MET,
        (State.PLANNING, "consent"): State.PLANNING,
        (State.IN_FORCE, "consent"): State.IN_FORCE,
        (State.CONSENTED, "call"): State.CALLED,
        (State.CALLED, "answer"): State.ANSWERED,
        (State.CALLED, "call"): State.CALLED,
        (State.ANSWERED, "call"): State.CALLED,
        (State.CALLED, "meet"): State.MET,
        (State.ANSWERED, "meet"): State.MET,
        (State.MET, "call"): State.CALLED,
        (State.MET, "draft"): State.PLANNING,
        (State.CONSENTED, "draft"): State.PLANNING,
        (State.PLANNING, "draft"): State.PLANNING,
        (State.PLANNING, "agree"): State.IN_FORCE,
        (State.IN_FORCE, "draft"): State.PLANNING,
        (State.IN_FORCE, "call"): State.CALLED,
        (State.IN_FORCE, "follow_up"): State.IN_FORCE,
        (State.CONSENTED, "withdraw"): State.WITHDRAWN,
        (State.CALLED, "withdraw"): State.WITHDRAWN,
        (State.ANSWERED, "withdraw"): State.WITHDRAWN,
        (State.MET, "withdraw"): State.WITHDRAWN,
        (State.PLANNING, "withdraw"): State.WITHDRAWN,
        (State.IN_FORCE, "withdraw"): State.WITHDRAWN,
        (State.WITHDRAWN, "consent"): State.CONSENTED,
        (State.NEED, "close"): State.CLOSED,
        (State.CALLED, "close"): State.CLOSED,
        (State.ANSWERED, "close"): State.CLOSED,
        (State.PLANNING, "close"): State.CLOSED,
        (State.DECLINED, "close"): State.CLOSED,
        (State.CONSENTED, "close"): State.CLOSED,
        (State.WITHDRAWN, "close"): State.CLOSED,
        (State.MET, "close"): State.CLOSED,
        (State.IN_FORCE, "close"): State.CLOSED,
        (State.IN_FORCE, "end"): State.FINISHED,
        (State.FINISHED, "close"): State.CLOSED,
        (State.FINISHED, "call"): State.CALLED,
        (State.FINISHED, "consent"): State.FINISHED,
        (State.FINISHED, "withdraw"): State.WITHDRAWN,
        (State.CLOSED, "reopen"): State.NEED,
    },
    owners={
        State.NEED: Turn.OWNER.value,
        State.DECLINED: Turn.OWNER.value,
        State.CONSENTED: Turn.OWNER.value,
        State.CALLED: Turn.CALLED.value,
        State.ANSWERED: Turn.OWNER.value,
        State.MET: Turn.OWNER.value,
        State.PLANNING: Turn.CONTRIBUTORS.value,
        State.IN_FORCE: Turn.LEAD.value,
        State.WITHDRAWN: Turn.OWNER.value,
        State.FINISHED: Turn.OWNER.value,
        State.CLOSED: Turn.NOBODY.value,
    },
)

#: The county's deadline (key in the region package) that runs in each state.
DEADLINES: Mapping[State, str] = {
    State.NEED: "consent_answer_days",
    State.CONSENTED: "need_to_call_days",
    State.CALLED: "call_reply_days",
    State.PLANNING: "plan_agreement_days",
}


class Extent(Word):
    """How much help seems to be needed."""

    MILD = "mild", "Lindrigt", "Mild"
    MODERATE = "moderate", "Måttligt", "Moderate"
    EXTENSIVE = "extensive", "Omfattande", "Extensive"


class SummonsKind(Word):
    """A huvudman is called; others are invited."""

    CALLED = "called", "Kallad", "Called"
    INVITED = "invited", "Inbjuden", "Invited"


#: Parties that are huvudmän; everyone else is invited (facts §1.2).
HUVUDMAN_KINDS = frozenset({"region", "municipality", "association"})


def summons_kind(party_kind: str) -> SummonsKind:
    """Whether a party of this kind is called or invited."""
    return SummonsKind.CALLED if party_kind in HUVUDMAN_KINDS else SummonsKind.INVITED


class Reply(Word):
    """What a called unit answers."""

    COMES = "comes", "Vi kommer", "We will come"
    OTHER_UNIT = (
        "other_unit",
        "En annan enhet hos oss kommer",
        "Another unit of ours will come",
    )
    DOES_NOT_COME = "does_not_come", "Vi kommer inte", "We will not come"


class Form(Word):
    """How people meet."""

    ON_SITE = "on_site", "På plats", "On site"
    VIDEO = "video", "Video", "Video"
    PHONE = "phone", "Telefon", "Phone"


class Taking(Word):
    """How the child takes part."""

    WHOLE = "whole", "Hela mötet", "The whole meeting"
    PART = "part", "En del av mötet", "Part of the meeting"
    PHONE = "phone", "På telefon", "By phone"
    VIDEO = "video", "På video", "By video"
    NOT = "not", "Är inte med", "Does not take part"


def child_is_represented(taking: Taking, spokesperson: str, words: str) -> bool:
    """A child that is not in the room still has a voice: somebody speaks for it, or its words."""
    return taking is not Taking.NOT or bool(spokesperson.strip() or words.strip())
