"""What happens when an arena changes its name, goes up in another or ends? History stays."""

import datetime as dt
import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.dates import day
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance.access import check_may_manage_arena
from samsyn.governance.models import (
    Arena,
)
from samsyn.governance.operations.arenas import checked_name, free_code, locked_arena
from samsyn.governance.operations.going_along import (
    end_seats,
    hand_over,
    seats_go_along,
    still_open,
)
from samsyn.governance.rules import Succession

#: What a new name keeps of the old arena.
KEPT = ("kind", "power", "parent", "local_party", "meetings_per_year", "quorum", "about")


@operation
def rename_arena(
    arena_id: uuid.UUID, *, name: str, on: dt.date, source: str = "", actor: Actor
) -> Arena:
    """Let the arena be called something else from a day; gives the arena of the new name.

    Seats with their holders, open matters, coming meetings and the open balance list go along;
    what was done under the old name stays there.
    """
    check_may_manage_arena(actor)
    old = locked_arena(arena_id, actor)
    _check_day(old, on)
    name = checked_name(name, actor, on)
    kept = {field: getattr(old, field) for field in KEPT}
    new = Arena.objects.create(
        region=old.region, code=free_code(old.region, name), name=name, valid_from=on,
        source=source.strip(), **kept,
    )  # fmt: skip
    new.prepares_for.set(old.prepares_for.all())
    seats_go_along(old, new, on)
    hand_over(old, new, on, actor, _("Arenan bytte namn till %(name)s.") % {"name": name})
    _end(old, on, Succession.RENAMED, new)
    record("arena.renamed", new, actor=actor)
    return new


@operation
def merge_arena(arena_id: uuid.UUID, *, into: uuid.UUID, on: dt.date, actor: Actor) -> Arena:
    """Let the arena go up in another, which takes over what is open. Gives the one that goes on."""
    check_may_manage_arena(actor)
    old = locked_arena(arena_id, actor)
    _check_day(old, on)
    heir = _heir(old, into, on, actor)
    hand_over(old, heir, on, actor, _("%(arena)s gick upp i arenan.") % {"arena": old})
    end_seats(old, on)
    _end(old, on, Succession.MERGED, heir)
    record("arena.merged", old, actor=actor)
    return heir


@operation
def close_arena(
    arena_id: uuid.UUID,
    *,
    on: dt.date,
    why: str,
    actor: Actor,
    successor: uuid.UUID | None = None,
) -> Arena:
    """End an arena. Refused while something is open, unless another arena takes it over."""
    check_may_manage_arena(actor)
    old = locked_arena(arena_id, actor)
    _check_day(old, on)
    if not why.strip():
        raise Refused(_("Skriv varför arenan upphör."), field="why")
    heir = _heir(old, successor, on, actor) if successor else None
    left = still_open(old)
    if heir is None and left:
        raise NotPossible(
            _("%(arena)s har %(left)s.") % {"arena": old, "left": left},
            _("Välj vilken arena som tar över, eller avsluta dem först."),
            field="successor",
        )
    if heir is not None:
        hand_over(old, heir, on, actor, _("%(arena)s upphörde.") % {"arena": old})
    else:
        Arena.objects.filter(parent=old).update(parent=old.parent)
    end_seats(old, on)
    old.note = f"{old.note}\n{why.strip()}".strip()
    _end(old, on, Succession.CLOSED, heir)
    record("arena.closed", old, actor=actor)
    return old


def _check_day(arena: Arena, on: dt.date) -> None:
    if on > clock.today():
        raise Refused(
            _("Dagen har inte kommit än."), _("Skriv in det när den har kommit."), field="on"
        )
    if on <= arena.valid_from:
        raise Refused(
            _("Arenan började %(day)s. Dagen måste vara senare.") % {"day": day(arena.valid_from)},
            field="on",
        )


def _heir(old: Arena, pk: uuid.UUID, on: dt.date, actor: Actor) -> Arena:
    """The arena that takes over: another one, there on the day and today."""
    rows = Arena.objects.on(on).filter(region=actor.region, pk=pk).exclude(pk=old.pk)
    heir = rows.filter(Q(valid_to=None) | Q(valid_to__gt=clock.today())).first()
    if heir is None:
        raise Refused(
            _("Den arenan kan inte ta över."),
            _("Välj en som fanns den dagen och finns i dag."),
            field="successor",
        )
    return heir


def _end(old: Arena, on: dt.date, how: Succession, heir: Arena | None) -> None:
    old.valid_to, old.became, old.became_how = on, heir, how.value
    old.save(update_fields=["valid_to", "became", "became_how", "note"])
