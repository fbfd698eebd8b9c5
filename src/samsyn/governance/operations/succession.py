"""What happens when an arena changes its name, goes up in another or ends? History stays."""

import datetime as dt
import uuid

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.dates import day
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_manage_arena
from samsyn.governance.models import (
    Arena,
    BalanceEntry,
    BalanceStep,
    Matter,
    MatterStep,
    Meeting,
    Seat,
    SeatHolder,
)
from samsyn.governance.operations.arenas import checked_name, free_code, locked_arena
from samsyn.governance.rules import Succession

COMING = (rules.MeetingState.PLANNED.value, rules.MeetingState.CALLED.value)
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
    _seats_go_along(old, new, on)
    _hand_over(old, new, on, actor, _("Arenan bytte namn till %(name)s.") % {"name": name})
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
    _hand_over(old, heir, on, actor, _("%(arena)s gick upp i arenan.") % {"arena": old})
    _end_seats(old, on)
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
        _hand_over(old, heir, on, actor, _("%(arena)s upphörde.") % {"arena": old})
    else:
        Arena.objects.filter(parent=old).update(parent=old.parent)
    _end_seats(old, on)
    old.note = f"{old.note}\n{why.strip()}".strip()
    _end(old, on, Succession.CLOSED, heir)
    record("arena.closed", old, actor=actor)
    return old


def still_open(arena: Arena) -> str:
    """What is open in an arena, counted in words; nothing when there is nothing."""
    matters, entries = _open_matters(arena).count(), _open_balance(arena).count()
    meetings = _coming(arena).count()
    told = []
    if matters:
        text = ngettext("%(count)s öppet ärende", "%(count)s öppna ärenden", matters)
        told.append(text % {"count": matters})
    if entries:
        text = ngettext(
            "%(count)s punkt på balanslistan", "%(count)s punkter på balanslistan", entries
        )
        told.append(text % {"count": entries})
    if meetings:
        text = ngettext("%(count)s planerat möte", "%(count)s planerade möten", meetings)
        told.append(text % {"count": meetings})
    if len(told) < 2:
        return "".join(told)
    return _("%(some)s och %(last)s") % {"some": ", ".join(told[:-1]), "last": told[-1]}


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


def _hand_over(old: Arena, heir: Arena, on: dt.date, actor: Actor, why: str) -> None:
    """Open matters, open balance entries, coming meetings and arenas below go to the heir."""
    moment, by = clock.now(), actor.assignment_id
    matters, entries = list(_open_matters(old)), list(_open_balance(old))
    _open_matters(old).update(arena=heir)
    MatterStep.objects.bulk_create(
        MatterStep(
            matter=matter, at=moment, action="hand_over", to_state=matter.state,
            from_arena=old, to_arena=heir, why=why, by=by,
        )
        for matter in matters
    )  # fmt: skip
    _open_balance(old).update(arena=heir)
    BalanceStep.objects.bulk_create(
        BalanceStep(
            entry=entry, at=moment, text=why, to_state=entry.state, to_arena=heir,
            due_on=entry.due_on, by=by,
        )
        for entry in entries
    )  # fmt: skip
    _coming(old, on).update(arena=heir)
    Arena.objects.filter(parent=old).exclude(pk=heir.pk).update(parent=heir)
    Arena.objects.filter(pk=heir.pk, parent=old).update(parent=old.parent)
    for arena in Arena.objects.on(on).filter(prepares_for=old).exclude(pk=heir.pk):
        arena.prepares_for.remove(old)
        arena.prepares_for.add(heir)


def _open_matters(arena: Arena) -> QuerySet[Matter]:
    return Matter.objects.filter(arena=arena).exclude(state=rules.MatterState.CLOSED.value)


def _open_balance(arena: Arena) -> QuerySet[BalanceEntry]:
    return BalanceEntry.objects.filter(arena=arena, state=rules.BalanceState.OPEN.value)


def _coming(arena: Arena, on: dt.date | None = None) -> QuerySet[Meeting]:
    """Meetings that have not been held, from a day if one is given."""
    rows = Meeting.objects.filter(arena=arena, state__in=COMING)
    if on is None:
        return rows
    return rows.filter(starts_at__gte=timezone.make_aware(dt.datetime.combine(on, dt.time())))


def _seats_go_along(old: Arena, new: Arena, on: dt.date) -> None:
    """The same seats under the new name, with whoever holds them; the old ones end."""
    for seat in Seat.objects.on(on).filter(arena=old, valid_from__lt=on):
        twin = Seat.objects.create(
            arena=new, title=seat.title, kind=seat.kind, party=seat.party, place=seat.place,
            is_chair=seat.is_chair, note=seat.note, source=seat.source, valid_from=on,
            valid_to=seat.valid_to,
        )  # fmt: skip
        holder = SeatHolder.objects.on(on).filter(seat=seat, valid_from__lt=on).first()
        ends = holder.valid_to if holder else None
        SeatHolder.objects.filter(seat=seat, valid_from__gte=on).update(seat=twin)
        if holder is not None:
            SeatHolder.objects.filter(pk=holder.pk).update(valid_to=on)
            SeatHolder.objects.create(
                seat=twin, name=holder.name, user=holder.user, valid_from=on, valid_to=ends
            )
    Seat.objects.filter(arena=old, valid_from__gte=on).update(arena=new)
    _end_seats(old, on)


def _end_seats(arena: Arena, on: dt.date) -> None:
    """No seat and no holder outlives the arena; a seat that had not begun never does."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=on)
    seats = Seat.objects.filter(lasting, arena=arena)
    SeatHolder.objects.filter(lasting, seat__in=seats, valid_from__lt=on).update(valid_to=on)
    seats.filter(valid_from__gte=on).update(valid_to=F("valid_from"))
    seats.filter(valid_from__lt=on).update(valid_to=on)


def _end(old: Arena, on: dt.date, how: Succession, heir: Arena | None) -> None:
    old.valid_to, old.became, old.became_how = on, heir, how.value
    old.save(update_fields=["valid_to", "became", "became_how", "note"])
