"""Which kinds of protected personal data are there, and what follows of each? Pure.

The law says nothing of how a system that receives the marking is to act. What follows here is a
choice of the product, written as one table that the tests read.
"""

import uuid
from collections.abc import Iterable
from enum import Enum

from samsyn.foundation.words import Word

#: The ground of every event about a child whose data are protected.
GROUND = "protected"

#: How long a given reason opens the child's pages, in one log-in and one assignment.
OPEN_MINUTES = 60


class Kind(Word):
    """Kinds of protection, the strongest last."""

    MARKED = "marked", "Sekretessmarkering", "Confidentiality marking"
    REGISTERED = "registered", "Skyddad folkbokföring", "Protected population registration"
    FICTITIOUS = "fictitious", "Fingerade personuppgifter", "Fictitious personal data"


class Source(Word):
    """How the unit knows. A code, never a free text."""

    REGISTER = "register", "Folkbokföringen", "The population register"
    DECISION = "decision", "Ett beslut som vi har sett", "A decision that we have seen"
    FAMILY = "family", "Barnet eller en vårdnadshavare", "The child or a guardian"
    OTHER_PARTY = "party", "En annan verksamhet", "Another service"


class Reason(Word):
    """Why somebody opens the pages of a child whose data are protected."""

    OWN_CASE = "own_case", "Jag arbetar med barnets ärende i dag", "I work with the case today"
    CALLED = (
        "called",
        "Vi är kallade eller har en del i planen",
        "We are called or part of the plan",
    )
    CONTACT = "contact", "Barnet eller familjen har hört av sig", "The family has been in touch"
    DANGER = "danger", "Barnet kan fara illa nu", "The child may be in danger now"
    REVIEW = "review", "Jag kontrollerar hur vi skyddar uppgifterna", "I review the protection"


class Consequence(Enum):
    """What follows of a protection, one line of the table."""

    BANNER = "a mark on every page and paper where the child is shown"
    REASON = "a reason and a fresh log-in before the child's pages open"
    FEW = "only those in the unit who are named meet the child"
    NAMELESS_LISTS = "lists, search, files and messages hold neither name, age nor number"
    NO_SUGGESTION = "found by the whole number only"
    PLACES_HIDDEN = "units, towns, rooms and times do not reach others"
    COUNTY_ONLY = "counted for the whole county only"
    NO_ADDRESS = "no true address is ever written"
    NO_LINK = "nothing joins this identity with another"


_ALWAYS = frozenset(
    {
        Consequence.BANNER,
        Consequence.REASON,
        Consequence.FEW,
        Consequence.NAMELESS_LISTS,
        Consequence.NO_SUGGESTION,
        Consequence.PLACES_HIDDEN,
        Consequence.COUNTY_ONLY,
    }
)
_TABLE = {
    Kind.MARKED: _ALWAYS,
    Kind.REGISTERED: _ALWAYS | {Consequence.NO_ADDRESS},
    Kind.FICTITIOUS: _ALWAYS | {Consequence.NO_ADDRESS, Consequence.NO_LINK},
}


def consequences(kind: Kind) -> frozenset[Consequence]:
    """All that follows of a kind of protection."""
    return _TABLE[kind]


def strongest(kinds: Iterable[str]) -> Kind | None:
    """The kind that most follows of, of those that units have recorded; None of none."""
    order = list(Kind)
    return max((Kind(value) for value in kinds), key=order.index, default=None)


def label_of(child_id: uuid.UUID) -> str:
    """What tells two protected children apart in a list; says nothing about who they are."""
    return str(child_id)[:4].upper()
