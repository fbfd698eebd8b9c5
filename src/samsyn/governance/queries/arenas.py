"""Which arenas are there on a day, how do they hang together and when do they meet next?"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Min
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.foundation.dates import dated
from samsyn.governance import rules
from samsyn.governance.models import Arena, Meeting
from samsyn.governance.queries.mandates import (
    ArenaMandate,
    adopted_texts,
    county_arenas,
    in_force,
    mandate_of,
    swedish,
)
from samsyn.organisations.models import Party

COMING = (rules.MeetingState.PLANNED.value, rules.MeetingState.CALLED.value)


@dataclass(frozen=True)
class ArenaRow:
    """An arena as lists show it. `depth`: how far below the top of its kind it stands."""

    id: uuid.UUID
    code: str
    name: str
    kind: rules.ArenaKind
    power: rules.Power
    depth: int
    parent_id: uuid.UUID | None
    parent_name: str
    local_party: str
    mandate: ArenaMandate
    next_meeting: dt.datetime | None

    @property
    def power_label(self) -> str:
        """What it may do, in a word."""
        return self.power.label(get_language())


@dataclass(frozen=True)
class PastArena:
    """An arena that is no more, and what became of it."""

    id: uuid.UUID
    name: str
    became: str


@dataclass(frozen=True)
class ArenasPage:
    """The county's arenas on a day, as a tree for each kind, and those that were."""

    on: dt.date
    political: tuple[ArenaRow, ...]
    official: tuple[ArenaRow, ...]
    past: tuple[PastArena, ...]


def arenas_for(actor: Actor, on: dt.date | None = None) -> tuple[ArenaRow, ...]:
    """The actor's county's arenas on a day: political ones first, each below its parent."""
    on = on or clock.today()
    return tuple(_rows(actor.region, county_arenas(actor.region), on))


def arenas_page(actor: Actor, on: dt.date | None = None) -> ArenasPage:
    """The list page."""
    on = on or clock.today()
    arenas = county_arenas(actor.region)
    rows = tuple(_rows(actor.region, arenas, on))
    return ArenasPage(
        on,
        tuple(row for row in rows if row.kind is rules.ArenaKind.POLITICAL),
        tuple(row for row in rows if row.kind is rules.ArenaKind.OFFICIAL),
        tuple(
            PastArena(row.pk, row.name, became(row, arenas))
            for row in arenas.values()
            if row.valid_to and row.valid_to <= on
        ),
    )


def arena_choices(actor: Actor) -> list[tuple[str, str]]:
    """Arenas of today to choose among, by id."""
    rows = Arena.objects.on(clock.today()).filter(region=actor.region).order_by(swedish("name"))
    return [(str(row.pk), row.name) for row in rows]


def anchor_choices(actor: Actor) -> list[tuple[str, str]]:
    """Arenas of today to choose among, by code."""
    rows = Arena.objects.on(clock.today()).filter(region=actor.region).order_by(swedish("name"))
    return [(row.code, row.name) for row in rows]


def party_choices(actor: Actor) -> list[tuple[str, str]]:
    """The county's parties to choose among."""
    rows = Party.objects.filter(region=actor.region).order_by(swedish("name"))
    return [(str(row.pk), row.name) for row in rows]


def next_meetings(region: str) -> dict[uuid.UUID, dt.datetime]:
    """When each arena meets next. One statement."""
    rows = Meeting.objects.filter(
        arena__region=region, state__in=COMING, starts_at__gte=clock.now()
    )
    found = rows.values("arena_id").annotate(next=Min("starts_at")).order_by("arena_id")
    return {row["arena_id"]: row["next"] for row in found}


def _rows(region: str, arenas: Mapping[uuid.UUID, Arena], on: dt.date) -> Iterator[ArenaRow]:
    texts, meetings = adopted_texts(region), next_meetings(region)
    for arena, depth in _tree(arenas, on):
        parent = arenas.get(arena.parent_id) if arena.parent_id else None
        yield ArenaRow(
            id=arena.pk, code=arena.code, name=arena.name, kind=rules.ArenaKind(arena.kind),
            power=rules.Power(arena.power), depth=min(depth, 3), parent_id=arena.parent_id,
            parent_name=parent.name if parent else "",
            local_party=arena.local_party.name if arena.local_party else "",
            mandate=mandate_of(arena, arenas, texts, on), next_meeting=meetings.get(arena.pk),
        )  # fmt: skip


def _tree(arenas: Mapping[uuid.UUID, Arena], on: dt.date) -> Iterator[tuple[Arena, int]]:
    """Arenas of a day with their depth among those of the same kind, each after its parent."""
    there = {pk: arena for pk, arena in arenas.items() if in_force(arena, on)}
    for kind in rules.ArenaKind:
        same = [arena for arena in there.values() if arena.kind == kind]
        ids, seen = {arena.pk for arena in same}, set()
        below: dict[uuid.UUID | None, list[Arena]] = {}
        for arena in same:
            below.setdefault(arena.parent_id if arena.parent_id in ids else None, []).append(arena)
        todo = [(arena, 0) for arena in reversed(below.get(None, []))]
        while todo:
            arena, depth = todo.pop()
            if arena.pk in seen:
                continue
            seen.add(arena.pk)
            yield arena, depth
            todo += [(child, depth + 1) for child in reversed(below.get(arena.pk, []))]


def ended(arena: Arena, heir: Arena | None) -> str:
    """When it ended, no more exactly than it is known when the one after it began."""
    if arena.valid_to is None:
        return ""
    together = heir is not None and heir.valid_from == arena.valid_to
    return dated(arena.valid_to, heir.precision if heir and together else "day")


def became(arena: Arena, arenas: Mapping[uuid.UUID, Arena]) -> str:
    """What happened to it and when, in a sentence without its point; nothing while it is there."""
    if arena.valid_to is None:
        return ""
    heir = arenas.get(arena.became_id) if arena.became_id else None
    told = {"when": ended(arena, heir), "heir": heir.name if heir else ""}
    if heir is None:
        return _("Upphörde %(when)s") % told
    if arena.became_how == rules.Succession.RENAMED:
        return _("Bytte namn till %(heir)s %(when)s") % told
    if arena.became_how == rules.Succession.MERGED:
        return _("Gick upp i %(heir)s %(when)s") % told
    return _("Upphörde %(when)s, %(heir)s tog över") % told
