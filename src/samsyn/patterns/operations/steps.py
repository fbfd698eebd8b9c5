"""How does a pattern take a step and leave it behind?"""

import uuid
from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible
from samsyn.patterns import rules
from samsyn.patterns.access import check_may_follow
from samsyn.patterns.models import Pattern, PatternStep
from samsyn.patterns.queries.base import patterns_for
from samsyn.patterns.queries.chain import matters_of, state_of


def locked_pattern(pattern_id: uuid.UUID, actor: Actor) -> Pattern:
    """The pattern with a lock, for who follows the county."""
    check_may_follow(actor)
    rows = patterns_for(actor).select_for_update(of=("self",))
    pattern = rows.filter(pk=pattern_id).first()
    if pattern is None:
        raise NotPossible(_("Mönstret finns inte."), _("Se listan över mönster."))
    return pattern


def advance(pattern: Pattern, action: str, *, actor: Actor, also: Iterable[str] = ()) -> Pattern:
    """Move the pattern by its lifecycle and save it; leaves an immutable step."""
    before = rules.State(pattern.state)
    after = rules.LIFECYCLE.advance(
        before,
        action,
        refusal=_("Det går inte nu. Mönstrets läge är: %(state)s.")
        % {"state": before.label(get_language())},
        advice=_("Ladda om sidan och se vad som har hänt."),
    )
    now = clock.now()
    if after is not before:
        pattern.state, pattern.state_since = after.value, now
    pattern.save(update_fields=["state", "state_since", *also])
    note_step(pattern, action, before.value, actor=actor)
    return pattern


def note_step(pattern: Pattern, action: str, before: str, *, actor: Actor) -> None:
    """Leave a step."""
    PatternStep.objects.create(
        pattern=pattern, at=clock.now(), action=action, from_state=before, to_state=pattern.state,
        by=actor.assignment_id,
    )  # fmt: skip


def catch_up(pattern: Pattern, *, actor: Actor) -> Pattern:
    """Store that the arena has answered, when its minutes say so."""
    facts = (
        matters_of(pattern.region, [pattern]).get(pattern.matter_id) if pattern.matter_id else None
    )
    if state_of(pattern, facts).value != pattern.state:
        advance(pattern, "decide", actor=actor)
    return pattern
