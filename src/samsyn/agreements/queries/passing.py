"""Which way through the arenas does a version have, and what is missing?"""

from collections.abc import Sequence

from samsyn.agreements import rules
from samsyn.agreements.models import Passage, Version, VersionStep
from samsyn.foundation import clock
from samsyn.regions import region


def passage_of(
    version: Version,
    *,
    first: str = "",
    words: Sequence[Passage] | None = None,
    steps: Sequence[VersionStep] | None = None,
) -> tuple[rules.PassageStep, ...]:
    """Each arena that must say its word, in order. Words about an earlier text do not count.

    An agreement without an owner belongs to the arena that takes it up: `first`, or the one that
    has said something. `words` and `steps` are the version's rows, when they are loaded already.
    """
    rows = list(version.passages.all() if words is None else words)
    moves = list(version.steps.all() if steps is None else steps)
    rewritten = max((step.at for step in moves if step.action == "rework"), default=None)
    counted = [row for row in rows if rewritten is None or row.recorded_at > rewritten]
    agreement = version.agreement
    county = region(agreement.region).on(version.recommended_on or clock.today())
    owner = agreement.owner_arena
    asked = rules.arenas_to_pass(owner, county.passages, **_flags(version))
    if not owner and not asked:
        taken_up = [row.arena for row in sorted(counted, key=lambda row: row.pk)]
        owner = next(iter(taken_up), "") or first
        asked = (owner,) if owner else ()
    return rules.passage_steps(asked, [_word(row) for row in counted])


def _flags(version: Version) -> dict[str, bool]:
    return {
        "has_cost": version.has_cost,
        "changes_responsibility": version.changes_responsibility,
    }


def _word(row: Passage) -> rules.ArenaWord:
    return rules.ArenaWord(
        arena=row.arena,
        outcome=rules.PassageOutcome(row.outcome),
        decided_on=row.decided_on,
        order=row.pk,
        paragraph=row.paragraph,
    )
