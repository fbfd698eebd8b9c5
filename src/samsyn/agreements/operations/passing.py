"""How does a version pass the arenas on its way to the parties?"""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.access import check_may_pass, check_may_write
from samsyn.agreements.models import Passage, Version
from samsyn.agreements.operations.steps import advance, locked_version
from samsyn.agreements.operations.writing import take_back
from samsyn.agreements.queries.passing import passage_of
from samsyn.agreements.queries.rows import arena_name
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused


@operation
def pass_arena(
    version_id: uuid.UUID,
    arena_code: str,
    *,
    outcome: rules.PassageOutcome | str,
    decided_on: dt.date,
    paragraph: str = "",
    actor: Actor,
) -> Version:
    """Record what an arena said. The last yes of the way makes the version recommended.

    Sent back, it is a draft again. The same word twice is one word. ``queries.passage_of`` tells
    the way and what is missing.
    """
    check_may_pass(actor)
    version = locked_version(version_id, actor)
    said = rules.PassageOutcome(outcome)
    if version.state == rules.State.WITHDRAWN.value:
        raise NotPossible(_("Versionen är återtagen."))
    if decided_on > clock.today():
        raise Refused(_("Arenan kan inte ha beslutat i framtiden."), field="decided_on")
    same = version.passages.filter(arena=arena_code, outcome=said.value, decided_on=decided_on)
    is_repeated = said is not rules.PassageOutcome.RETURNED and same.exists()
    if not is_repeated:
        Passage.objects.create(
            version=version, arena=arena_code, outcome=said.value, decided_on=decided_on,
            paragraph=paragraph.strip(), recorded_at=clock.now(),
        )  # fmt: skip
    record("version.passed", version, actor=actor)
    _follow(version, arena_code, said, actor)
    return version


def _follow(version: Version, arena_code: str, said: rules.PassageOutcome, actor: Actor) -> None:
    state = rules.State(version.state)
    if said is rules.PassageOutcome.RETURNED and state is not rules.State.DRAFT:
        arena = arena_name(version.agreement.region, arena_code)
        take_back(version, _("%(arena)s återremitterade.") % {"arena": arena}, actor)
    if state not in rules.WRITABLE:
        return
    word = rules.recommended_by(passage_of(version, first=arena_code))
    if word is not None:
        version.recommended_on, version.recommended_by = word.decided_on, word.arena
        version.recommended_paragraph = word.paragraph
        if version.answer_by and version.answer_by <= clock.today():
            # It was the last day for comments, not for the parties' decisions.
            version.answer_by = None
        advance(version, "recommend", actor=actor)


@operation
def put_forward(version_id: uuid.UUID, *, actor: Actor) -> Version:
    """Send a local document that no arena owns straight to its own party."""
    check_may_write(actor)
    version = locked_version(version_id, actor)
    agreement = version.agreement
    if agreement.local_party_id is None or agreement.owner_arena:
        raise NotPossible(
            _("Versionen behöver först rekommenderas av en arena."),
            _("Skriv in vad arenan har sagt."),
        )
    version.recommended_on = clock.today()
    advance(version, "recommend", actor=actor)
    return version
