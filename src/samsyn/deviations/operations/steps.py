"""How does a deviation move? One way: lock, table, step, event."""

import uuid
from collections.abc import Collection

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Step
from samsyn.deviations.operations.placing import leave_places, open_places_on
from samsyn.deviations.queries.base import deviations_for
from samsyn.foundation import clock
from samsyn.foundation.refusals import NotPossible


def locked_deviation(deviation_id: uuid.UUID, actor: Actor) -> Deviation:
    """The deviation, locked for this transaction; NotPossible when the actor does not meet it."""
    rows = deviations_for(actor).select_for_update(of=("self",))
    rows = rows.select_related("unit__party", "party", "about_unit__party", "about_party")
    found = rows.filter(pk=deviation_id).first()
    if found is None:
        raise NotPossible(
            _("Avvikelsen finns inte hos er."), _("Fråga den som skickade länken till dig.")
        )
    return found


def advance(
    deviation: Deviation,
    action: str,
    *,
    actor: Actor,
    to_rung: int | None = None,
    by_time: bool = False,
    also: Collection[str] = (),
) -> Deviation:
    """Move a locked deviation by the lifecycle table and leave a step.

    With `to_rung` those who stood on the rung leave it and those of the new one come.
    `also` are fields that the caller has changed and that are saved with it.
    """
    before = rules.State(deviation.state)
    after = rules.LIFECYCLE.advance(
        before,
        action,
        refusal=_("Det går inte nu: %(state)s.") % {"state": before.label(get_language()).lower()},
        advice=_("Läs avvikelsen igen. Någon kan ha hunnit före."),
    )
    now, from_rung = clock.now(), deviation.rung
    changed = set(also)
    if after is not before:
        deviation.state, deviation.state_since = after.value, now
        changed |= {"state", "state_since"}
    if (after is rules.State.CLOSED) != (before is rules.State.CLOSED):
        deviation.closed_at = now if after is rules.State.CLOSED else None
        changed.add("closed_at")
    if to_rung is not None:
        rung = steps_of(deviation).rungs[to_rung]
        deviation.rung, deviation.rung_since = to_rung, now
        deviation.due_on = rules.due_on(rung, clock.today())
        deviation.measure_due = None
        changed |= {"rung", "rung_since", "due_on", "measure_due"}
    if changed:
        deviation.save(update_fields=sorted(changed))
    if to_rung is not None:
        leave_places(deviation)
        open_places_on(deviation, steps_of(deviation).rungs[to_rung])
    elif after is rules.State.CLOSED:
        leave_places(deviation)
    note_step(deviation, action, before, from_rung, actor=actor, by_time=by_time)
    return deviation


def note_step(
    deviation: Deviation,
    action: str,
    before: rules.State | None,
    from_rung: int,
    *,
    actor: Actor,
    by_time: bool = False,
) -> None:
    """Leave the step and the event; nothing of who reported stands in either."""
    Step.objects.create(
        deviation=deviation, at=clock.now(), action=action,
        from_state=before.value if before else "", to_state=deviation.state,
        from_rung=from_rung, to_rung=deviation.rung,
        by_unit_id=None if by_time else actor.unit_id,
        by_party_id=None if by_time else actor.party_id, by_time=by_time,
    )  # fmt: skip
    record(f"deviation.{action}", deviation, actor=actor)


def steps_of(deviation: Deviation) -> rules.Steps:
    """The branch of the ladder that the deviation keeps."""
    return rules.Steps.from_json(deviation.ladder)
