"""Carry out an approved list, one thing in each transaction, and end with the proof."""

import uuid

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.attachments.models import files
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible
from samsyn.retention.models import Item, Run
from samsyn.retention.operations.proposing import advance, locked_run
from samsyn.retention.rules import State

#: Things that one press of the button takes; the command line takes one at a time.
MOST = 50


@operation
def weed_item(item_id: int, *, actor: Actor) -> bool:
    """Let the database take one thing on an approved list away, with its files; whether it went.

    What is stopped or has changed since the list was written stays. Once more does nothing.
    """
    item = Item.objects.get(pk=item_id)
    locked_run(item.run_id, actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT weed(%s)", [item_id])
        names = cursor.fetchone()[0]
    item.refresh_from_db()
    is_gone: bool = item.outcome.is_gone
    record("retention.weeded" if is_gone else "retention.spared", item, actor=actor)
    transaction.on_commit(lambda: _drop(names))
    return is_gone


def _drop(names: list[str]) -> None:
    for name in names:
        files.drop(name)


@operation
def finish_run(run_id: uuid.UUID, *, actor: Actor) -> Run:
    """End a list of which every thing has gone or been let stay; then the proof is complete."""
    run = locked_run(run_id, actor)
    if run.items.filter(outcome__isnull=True).exists():
        raise NotPossible(_("Allt på listan är inte avgjort än."))
    advance(run, "finish")
    run.done_at = clock.now()
    run.save(update_fields=["state", "state_since", "done_at"])
    record("retention.done", run, actor=actor)
    return run


@operation
def weed_some(run_id: uuid.UUID, *, actor: Actor, most: int = MOST) -> int:
    """The next things on an approved list, and the proof when none is left; how many are left.

    Each stands or falls by itself. Once more goes on where it stopped.
    """
    run = locked_run(run_id, actor)
    if run.state != State.APPROVED.value:
        raise NotPossible(_("Listan är inte godkänd."), _("Någon annan godkänner den först."))
    waiting = run.items.filter(outcome__isnull=True).order_by("pk")
    left = list(waiting.values_list("pk", flat=True))
    for item_id in left[:most]:
        weed_item(item_id, actor=actor)
    if len(left) <= most:
        finish_run(run_id, actor=actor)
    record("retention.carried_on", run, actor=actor)
    return max(0, len(left) - most)
