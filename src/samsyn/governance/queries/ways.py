"""Where does a matter go from the arena where it lies?"""

import uuid

from samsyn.foundation import clock
from samsyn.governance.models import AgendaItem, Arena, Matter
from samsyn.governance.queries.lineage import Arenas
from samsyn.governance.queries.progress import demanded, passage_steps


def suggested_arenas(matter: Matter, arenas: Arenas) -> tuple[uuid.UUID, ...]:
    """Where it goes next, likeliest first: the arena that is asked, those that this one prepares
    for, its parent, those that the county's rule demands and that it has not passed, its origin.
    """
    prepares = Arena.objects.filter(pk=matter.arena_id).values_list("prepares_for", flat=True)
    here = arenas.by_id[matter.arena_id]
    wanted = [matter.meant_for_id, *prepares.order_by("prepares_for__name"), here.parent_id]
    wanted += _still_to_pass(matter, arenas)
    wanted += [matter.origin_id]
    today, found = clock.today(), []
    for arena_id in wanted:
        arena = arenas.today(arena_id) if arena_id in arenas.by_id else None
        if arena and arena.holds_on(today) and arena.id != matter.arena_id:
            found.append(arena.id)
    return tuple(dict.fromkeys(found))


def _still_to_pass(matter: Matter, arenas: Arenas) -> list[uuid.UUID]:
    if not demanded(matter):
        return []
    items = AgendaItem.objects.filter(matter=matter).select_related("meeting").order_by("pk")
    codes = [s.code for s in passage_steps(matter, items, arenas) if s.passed_on is None]
    return [arena.id for code in codes if (arena := arenas.by_code(code))]
