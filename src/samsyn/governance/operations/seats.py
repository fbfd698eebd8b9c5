"""Seats of an arena, and who holds them from when to when."""

import datetime as dt
import uuid

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.foundation.dates import day
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import NotPossible, Refused
from samsyn.governance import rules
from samsyn.governance.access import check_may_manage_arena
from samsyn.governance.models import Arena, Seat, SeatHolder
from samsyn.governance.operations.arenas import locked_arena
from samsyn.organisations.models import Party


@operation
def add_seat(
    arena_id: uuid.UUID,
    *,
    title: str,
    kind: rules.SeatKind,
    valid_from: dt.date,
    actor: Actor,
    party: uuid.UUID | None = None,
    is_chair: bool = False,
) -> Seat:
    """A new place in an arena, by office, by party, by presidium or in support."""
    check_may_manage_arena(actor)
    arena = locked_arena(arena_id, actor)
    if not title.strip():
        raise Refused(_("Skriv vilken plats det är."), field="title")
    if kind is rules.SeatKind.PARTY and party is None:
        raise Refused(_("Välj vilken part platsen är för."), field="party")
    if is_chair and kind is rules.SeatKind.OFFICIAL:
        raise Refused(
            _("En tjänsteperson i stöd leder inte arenan."),
            _("Välj ett annat slags plats."),
            field="is_chair",
        )
    _check_begun(arena, valid_from)
    row = Party.objects.filter(region=actor.region, pk=party).first() if party else None
    if party is not None and row is None:
        raise Refused(_("Parten finns inte i länet."), field="party")
    last = Seat.objects.filter(arena=arena).aggregate(last=Max("place"))["last"] or 0
    seat = Seat.objects.create(
        arena=arena, title=title.strip(), kind=kind.value, party=row, place=last + 1,
        is_chair=is_chair, valid_from=valid_from,
    )  # fmt: skip
    record("seat.added", seat, actor=actor)
    return seat


@operation
def end_seat(seat_id: uuid.UUID, *, on: dt.date, actor: Actor) -> Seat:
    """The place ends from a day, and so does whoever holds it."""
    check_may_manage_arena(actor)
    seat = _locked_seat(seat_id, actor)
    if on <= seat.valid_from:
        raise Refused(
            _("Platsen började %(day)s. Dagen måste vara senare.") % {"day": day(seat.valid_from)},
            field="on",
        )
    later = SeatHolder.objects.filter(seat=seat, valid_from__gte=on).first()
    if later is not None:
        raise Refused(
            _("%(name)s tillträder %(day)s, efter att platsen har upphört.")
            % {"name": later.name, "day": day(later.valid_from)},
            _("Välj en senare dag."),
            field="on",
        )
    SeatHolder.objects.filter(_lasting(on), seat=seat).update(valid_to=on)
    seat.valid_to = on
    seat.save(update_fields=["valid_to"])
    record("seat.ended", seat, actor=actor)
    return seat


@operation
def fill_seat(
    seat_id: uuid.UUID,
    *,
    name: str,
    valid_from: dt.date,
    actor: Actor,
    valid_to: dt.date | None = None,
) -> SeatHolder:
    """Somebody takes the place; refused while somebody else has it."""
    check_may_manage_arena(actor)
    seat = _locked_seat(seat_id, actor)
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Skriv vem som tar platsen."), field="name")
    if valid_to is not None and valid_to <= valid_from:
        raise Refused(_("Sista dagen måste vara efter den första."), field="valid_to")
    if seat.precision == "day" and valid_from < seat.valid_from:
        raise Refused(
            _("Platsen finns från %(day)s.") % {"day": day(seat.valid_from)}, field="valid_from"
        )
    if seat.valid_to is not None and (valid_to is None or valid_to > seat.valid_to):
        valid_to = seat.valid_to
        if valid_to <= valid_from:
            raise Refused(
                _("Platsen upphörde %(day)s.") % {"day": day(seat.valid_to)}, field="valid_from"
            )
    _check_free(seat, valid_from, valid_to)
    holder = SeatHolder.objects.create(
        seat=seat, name=name, valid_from=valid_from, valid_to=valid_to
    )
    record("seat.filled", seat, actor=actor)
    return holder


@operation
def leave_seat(seat_id: uuid.UUID, *, on: dt.date, actor: Actor) -> SeatHolder:
    """Whoever holds the place leaves it from a day; the place stands free."""
    check_may_manage_arena(actor)
    seat = _locked_seat(seat_id, actor)
    holder = SeatHolder.objects.filter(_lasting(on), seat=seat).order_by("valid_from").first()
    if holder is None:
        raise NotPossible(_("Ingen har platsen den dagen."))
    if on <= holder.valid_from:
        raise Refused(
            _("%(name)s har platsen från %(day)s. Dagen måste vara senare.")
            % {"name": holder.name, "day": day(holder.valid_from)},
            field="on",
        )
    holder.valid_to = on
    holder.save(update_fields=["valid_to"])
    record("seat.left", seat, actor=actor)
    return holder


def _locked_seat(seat_id: uuid.UUID, actor: Actor) -> Seat:
    rows = Seat.objects.filter(pk=seat_id, arena__region=actor.region)
    seat = rows.select_for_update(of=("self",)).first()
    if seat is None:
        raise NotPossible(_("Platsen finns inte."))
    return seat


def _lasting(on: dt.date) -> Q:
    return Q(valid_to=None) | Q(valid_to__gt=on)


def _check_begun(arena: Arena, valid_from: dt.date) -> None:
    """Only where the arena's first day is known exactly can a day be too early."""
    if arena.precision == "day" and valid_from < arena.valid_from:
        raise Refused(
            _("Arenan finns från %(day)s.") % {"day": day(arena.valid_from)}, field="valid_from"
        )


def _check_free(seat: Seat, start: dt.date, end: dt.date | None) -> None:
    overlapping = SeatHolder.objects.filter(_lasting(start), seat=seat)
    if end is not None:
        overlapping = overlapping.filter(valid_from__lt=end)
    other = overlapping.order_by("valid_from").first()
    if other is None:
        return
    if other.valid_to is None:
        raise Refused(
            _("%(name)s har platsen sedan %(day)s.")
            % {"name": other.name, "day": day(other.valid_from)},
            _("Skriv först in när hen lämnar den."),
            field="valid_from",
        )
    last = other.valid_to - dt.timedelta(days=1)
    raise Refused(
        _("%(name)s har platsen %(first)s till %(last)s.")
        % {"name": other.name, "first": day(other.valid_from), "last": day(last)},
        _("Två kan inte ha den samtidigt. Välj en annan dag."),
        field="valid_from",
    )
