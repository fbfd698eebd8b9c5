"""Open an arena and change what is said of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_manage_arena
from samsyn.governance.models import Arena
from samsyn.organisations.models import Party

#: What is stored as it was given.
PLAIN = ("meetings_per_year", "quorum", "about", "source")


@dataclass(frozen=True, kw_only=True)
class ArenaTerms:
    """What is said of an arena. `quorum`: voting seats needed; None when nobody has decided."""

    kind: rules.ArenaKind
    power: rules.Power
    parent: uuid.UUID | None = None
    prepares_for: Sequence[uuid.UUID] = ()
    local_party: uuid.UUID | None = None
    meetings_per_year: int | None = None
    quorum: int | None = None
    about: str = ""
    source: str = ""


@operation
def open_arena(name: str, *, valid_from: dt.date, terms: ArenaTerms, actor: Actor) -> Arena:
    """Open an arena from a day; with a party it is that party's local network."""
    check_may_manage_arena(actor)
    name = checked_name(name, actor, valid_from)
    arena = Arena(
        region=actor.region, code=free_code(actor.region, name), name=name, valid_from=valid_from,
        kind=terms.kind.value, power=terms.power.value,
    )  # fmt: skip
    _say(arena, terms, actor)
    if arena.local_party_id and _has_network(arena):
        raise Refused(
            _("%(party)s har redan ett lokalt nätverk här.") % {"party": arena.local_party},
            _("Byt namn på det som finns, eller välj en annan part."),
            field="local_party",
        )
    arena.save(force_insert=True)
    arena.prepares_for.set(_arenas(terms.prepares_for, actor, "prepares_for"))
    record("arena.opened", arena, actor=actor)
    return arena


@operation
def change_arena(arena_id: uuid.UUID, *, terms: ArenaTerms, actor: Actor) -> Arena:
    """Change what is said of an arena; its name changes by `rename_arena`."""
    check_may_manage_arena(actor)
    arena = locked_arena(arena_id, actor)
    arena.kind, arena.power = terms.kind.value, terms.power.value
    _say(arena, terms, actor)
    arena.save()
    arena.prepares_for.set(_arenas(terms.prepares_for, actor, "prepares_for"))
    record("arena.changed", arena, actor=actor)
    return arena


def locked_arena(arena_id: uuid.UUID, actor: Actor) -> Arena:
    """The arena with a lock, within the actor's county, while it is there."""
    rows = Arena.objects.filter(region=actor.region, pk=arena_id)
    arena = rows.select_for_update(of=("self",)).first()
    if arena is None:
        raise NotPossible(_("Arenan finns inte."))
    if arena.valid_to is not None and arena.valid_to <= clock.today():
        raise NotPossible(
            _("%(arena)s finns inte längre.") % {"arena": arena},
            _("Det som var står kvar. Skriv i den arena som tog vid."),
        )
    return arena


def checked_name(name: str, actor: Actor, on: dt.date) -> str:
    """A name that no arena of the county has on that day; refused otherwise."""
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Skriv vad arenan heter."), field="name")
    if Arena.objects.on(on).filter(region=actor.region, name__iexact=name).exists():
        raise Refused(
            _("Det finns redan en arena som heter %(name)s.") % {"name": name},
            _("Välj ett annat namn."),
            field="name",
        )
    return name


def free_code(region: str, name: str) -> str:
    """A code for a new arena that no other in the county has."""
    known = set(Arena.objects.filter(region=region).values_list("code", flat=True))
    base = slugify(name)[:70] or "arena"
    numbered = (f"{base}-{n}" for n in range(2, len(known) + 3))
    return next(code for code in (base, *numbered) if code not in known)


def _say(arena: Arena, terms: ArenaTerms, actor: Actor) -> None:
    """Put the terms on the arena; refused when it would stand below itself."""
    for field in PLAIN:
        value: Any = getattr(terms, field)
        setattr(arena, field, value.strip() if isinstance(value, str) else value)
    arena.parent = next(iter(_arenas([terms.parent], actor, "parent")), None)
    above, seen = arena.parent, 0
    while above is not None:
        if above.pk == arena.pk or seen > Arena.objects.filter(region=actor.region).count():
            raise Refused(
                _("%(arena)s kan inte höra till sig själv, eller till en arena under sig.")
                % {"arena": arena},
                field="parent",
            )
        above, seen = above.parent, seen + 1
    arena.local_party = None
    if terms.local_party is not None:
        arena.local_party = Party.objects.filter(region=actor.region, pk=terms.local_party).first()
        if arena.local_party is None:
            raise Refused(_("Parten finns inte i länet."), field="local_party")
        if arena.parent is None:
            raise Refused(
                _("Ett lokalt nätverk hör till en annan arena."),
                _("Välj vilken."),
                field="parent",
            )


def _has_network(arena: Arena) -> bool:
    beside = Arena.objects.on(arena.valid_from).filter(parent=arena.parent)
    return beside.filter(local_party=arena.local_party).exclude(pk=arena.pk).exists()


def _arenas(ids: Sequence[uuid.UUID | None], actor: Actor, field: str) -> list[Arena]:
    """Arenas of the county that are there today; refused at `field` when one is not."""
    wanted = {pk for pk in ids if pk is not None}
    found = list(Arena.objects.on(clock.today()).filter(region=actor.region, pk__in=wanted))
    if len(found) != len(wanted):
        raise Refused(
            _("En av arenorna finns inte, eller har upphört."), _("Välj igen."), field=field
        )
    return found
