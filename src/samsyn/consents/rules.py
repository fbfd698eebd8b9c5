"""Who may consent for whom, and does a consent hold? Pure; each judgement gives its reasons.

Sources: SoL 10 kap. 8 §, OSL 10 kap. 1 § and 12 kap. 2–3 §§ as secondary sources describe them.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from samsyn.foundation.words import Word

#: From about this age a child normally disposes over its own secrecy (OSL 12:3, secondary source).
ALONE_FROM = 15
#: From this age nobody consents for the person.
ADULT_FROM = 18


class Giver(Word):
    """Who answers the question."""

    CHILD = "child", "Barnet självt", "The child"
    GUARDIAN = "guardian", "Vårdnadshavare", "Guardian"
    SPECIAL = (
        "special",
        "Särskilt förordnad vårdnadshavare",
        "Specially appointed guardian",
    )
    GOD_MAN = "god_man", "God man", "God man (legal representative)"
    OTHER = "other", "Någon annan", "Somebody else"


class How(Word):
    """How an answer was given."""

    WRITTEN = "written", "Skriftligt", "In writing"
    ORAL = "oral", "Muntligt, vi sågs", "Orally, in person"
    VIDEO = "video", "På video", "By video"
    PHONE = "phone", "På telefon", "By phone"


class ChildStance(Word):
    """What the child itself says."""

    CONSENTS = "consents", "Barnet säger ja", "The child says yes"
    INFORMED = (
        "informed",
        "Barnet är informerat och säger inte emot",
        "The child is informed and does not object",
    )
    UNABLE = (
        "unable",
        "Barnet är för litet för att ta ställning",
        "The child is too young to take a stand",
    )
    OPPOSES = "opposes", "Barnet säger nej", "The child says no"


class State(Word):
    """Derived, never stored by hand."""

    GIVEN = "given", "Gäller", "In force"
    REFUSED = "refused", "Nej", "Refused"
    WITHDRAWN = "withdrawn", "Återkallat", "Withdrawn"
    EXPIRED = "expired", "Har gått ut", "Expired"
    INCOMPLETE = "incomplete", "Inte klart", "Not complete"


class Barrier(Enum):
    """Why a set of answers cannot carry a consent."""

    NOBODY = "nobody"
    NOT_ENTITLED = "not_entitled"
    ADULT_DECIDES = "adult_decides"
    TOO_YOUNG_ALONE = "too_young_alone"
    CHILD_OPPOSES = "child_opposes"


@dataclass(frozen=True)
class Answer:
    """One person's yes or no."""

    giver: Giver
    yes: bool


def barrier(
    answers: Iterable[Answer], *, age: int, stance: ChildStance, maturity_note: str
) -> Barrier | None:
    """Why these answers cannot be recorded as given by those who may, or None.

    `age` in whole years. That a younger child decides alone is a judgement and needs a note;
    so does going on when a child of fifteen or more opposes.
    """
    given = list(answers)
    if not given:
        return Barrier.NOBODY
    if any(a.giver is Giver.OTHER for a in given):
        return Barrier.NOT_ENTITLED
    by_child = [a for a in given if a.giver is Giver.CHILD]
    if age >= ADULT_FROM and len(by_child) != len(given):
        return Barrier.ADULT_DECIDES
    alone = len(by_child) == len(given) and any(a.yes for a in given)
    if alone and age < ALONE_FROM and not maturity_note.strip():
        return Barrier.TOO_YOUNG_ALONE
    yes = all(a.yes for a in given)
    if yes and stance is ChildStance.OPPOSES and age >= ALONE_FROM:
        return Barrier.CHILD_OPPOSES
    return None


def consent_state(
    answers: Iterable[bool],
    *,
    withdrawn_on: dt.date | None,
    valid_until: dt.date,
    today: dt.date,
) -> State:
    """The state that the answers, the withdrawal and the calendar give together."""
    given = list(answers)
    if not given:
        return State.INCOMPLETE
    if not all(given):
        return State.REFUSED
    if withdrawn_on is not None:
        return State.WITHDRAWN
    return State.EXPIRED if today > valid_until else State.GIVEN
