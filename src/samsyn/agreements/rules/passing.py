"""Which arenas must say their word on a version, in which order, and what is missing?"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.agreements.rules.words import PassageOutcome
from samsyn.foundation.words import Word
from samsyn.regions.schema import Passage, PassageReason


class Passed(Word):
    """Where an arena stands on the way."""

    DONE = "done", "Tillstyrkt", "Approved"
    NEXT = "next", "Står på tur", "Next"
    LATER = "later", "Kommer sedan", "Later"
    AGAIN = "again", "Behöver ta upp den igen, efter arenan före", "Has to take it up again"
    STOPPED = "stopped", "Sade nej", "Said no"


@dataclass(frozen=True)
class ArenaWord:
    """What an arena said; `order` is the order of recording."""

    arena: str
    outcome: PassageOutcome
    decided_on: dt.date
    order: int = 0
    paragraph: str = ""


@dataclass(frozen=True)
class PassageStep:
    """One arena of the way, with its word when it has said one that counts."""

    arena: str
    state: Passed
    word: ArenaWord | None


def arenas_to_pass(
    owner: str, passages: Iterable[Passage], *, has_cost: bool, changes_responsibility: bool
) -> tuple[str, ...]:
    """The owner first, then those that the county asks for because of cost or responsibility."""
    reasons = {
        reason
        for reason, holds in (
            (PassageReason.COST, has_cost),
            (PassageReason.RESPONSIBILITY, changes_responsibility),
        )
        if holds
    }
    asked = [arena for row in passages if reasons & set(row.reasons) for arena in row.arenas]
    first = [owner] if owner and owner not in asked else []
    return tuple(dict.fromkeys([*first, *asked]))


def passage_steps(arenas: Sequence[str], words: Iterable[ArenaWord]) -> tuple[PassageStep, ...]:
    """Each arena in order. A yes given before the arena ahead of it said yes does not count."""
    latest: dict[str, ArenaWord] = {}
    for word in sorted(words, key=lambda word: word.order):
        latest[word.arena] = word
    steps, before, is_open = [], dt.date.min, False
    for arena in arenas:
        said = latest.get(arena)
        approved = said is not None and said.outcome is PassageOutcome.APPROVED
        if said is not None and said.outcome is PassageOutcome.REJECTED:
            state = Passed.STOPPED
        elif approved and said is not None and not is_open and said.decided_on >= before:
            state, before = Passed.DONE, said.decided_on
        elif approved:
            state = Passed.AGAIN
        else:
            state = Passed.LATER if is_open else Passed.NEXT
        is_open = is_open or state is not Passed.DONE
        steps.append(PassageStep(arena, state, said))
    return tuple(steps)


def recommended_by(steps: Sequence[PassageStep]) -> ArenaWord | None:
    """The word that made the version recommended: the last of the way; None while any is left."""
    if not steps or any(step.state is not Passed.DONE for step in steps):
        return None
    return steps[-1].word
