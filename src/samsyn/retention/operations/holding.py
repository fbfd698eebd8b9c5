"""Stop a thing from going, and lift the stop."""

import uuid

from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.retention.access import check_may_keep
from samsyn.retention.models import Hold
from samsyn.retention.queries.due import facts_for, holds_of, key_of
from samsyn.retention.rules import What


@operation
def place_hold(
    what: What, thing_id: uuid.UUID, unit_id: uuid.UUID, *, why: str, actor: Actor
) -> Hold:
    """Stop a case or received copies of the own party from going, until the stop is lifted."""
    check_may_keep(actor)
    if not why.strip():
        raise Refused(_("Skriv varför, utan namn."), field="why")
    key = (what.value, thing_id, unit_id)
    if key not in {key_of(facts) for facts in facts_for(actor)}:
        raise NotPossible(_("Det finns inte i er förteckning."))
    if key in holds_of(actor):
        raise NotPossible(_("Det är redan stoppat."))
    row = Hold.objects.create(
        party_id=actor.own_party, what=what.value, thing_id=thing_id, unit_id=unit_id,
        why=why.strip()[:200], placed_at=clock.now(), placed_by=actor.own_user,
    )  # fmt: skip
    record("retention.held", row, actor=actor)
    return row


@operation
def lift_hold(hold_id: int, *, actor: Actor) -> Hold:
    """Let it be weeded again, on a list to come."""
    check_may_keep(actor)
    rows = Hold.objects.select_for_update().filter(party_id=actor.own_party)
    row = rows.filter(pk=hold_id, lifted_at__isnull=True).first()
    if row is None:
        raise NotPossible(_("Stoppet är redan hävt."))
    row.lifted_at, row.lifted_by = clock.now(), actor.own_user
    row.save(update_fields=["lifted_at", "lifted_by"])
    record("retention.hold_lifted", row, actor=actor)
    return row
