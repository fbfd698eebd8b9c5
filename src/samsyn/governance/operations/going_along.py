"""What goes along when another arena takes over, and what is still open in one?"""

import datetime as dt

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.governance import rules
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

COMING = (rules.MeetingState.PLANNED.value, rules.MeetingState.CALLED.value)


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


def hand_over(old: Arena, heir: Arena, on: dt.date, actor: Actor, why: str) -> None:
    """Open matters, open balance entries, coming meetings and arenas below go to the heir."""
    moment, by = clock.now(), actor.assignment_id
    matters, entries = list(_open_matters(old)), list(_open_balance(old))
    _open_matters(old).update(arena=heir)
    unfinished = Matter.objects.filter(meant_for=old).exclude(state=rules.MatterState.CLOSED.value)
    unfinished.update(meant_for=heir)
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


def seats_go_along(old: Arena, new: Arena, on: dt.date) -> None:
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
    end_seats(old, on)


def end_seats(arena: Arena, on: dt.date) -> None:
    """No seat and no holder outlives the arena; a seat that had not begun never does."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=on)
    seats = Seat.objects.filter(lasting, arena=arena)
    SeatHolder.objects.filter(lasting, seat__in=seats, valid_from__lt=on).update(valid_to=on)
    seats.filter(valid_from__gte=on).update(valid_to=F("valid_from"))
    seats.filter(valid_from__lt=on).update(valid_to=on)
