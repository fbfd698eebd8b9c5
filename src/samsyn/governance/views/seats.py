"""An arena's places and who has them."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.access.access import actor_of, requires
from samsyn.access.pages import form_page
from samsyn.access.rules import Permission
from samsyn.foundation import clock
from samsyn.governance import operations, queries
from samsyn.governance.forms.arenas import DayForm, FillForm, SeatForm
from samsyn.governance.views.arenas import arena_or_404


@requires(Permission.ARENA_MANAGE)
def arena_seats(request: HttpRequest, arena_id: uuid.UUID) -> HttpResponse:
    """All places of the arena, and a form for one more."""
    actor, page = actor_of(request), arena_or_404(request, arena_id)

    def act(form: Any) -> tuple[str, str]:
        operations.add_seat(arena_id, **form.given(), actor=actor)
        return _seats_url(arena_id), _("Klart. Platsen finns. Skriv in vem som tar den.")

    return form_page(
        request,
        partial(SeatForm, parties=queries.party_choices(actor)),
        template="governance/seats.html",
        act=act,
        context={"page": page},
        initial={"valid_from": clock.today()},
    )


@requires(Permission.ARENA_MANAGE)
def seat_fill(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    """Somebody takes a place."""
    arena_id, context = _seat_or_404(request, seat_id)

    def act(form: Any) -> tuple[str, str]:
        data = form.cleaned_data
        last = data["last_day"]
        holder = operations.fill_seat(
            seat_id,
            name=data["name"],
            valid_from=data["valid_from"],
            valid_to=last + dt.timedelta(days=1) if last else None,
            actor=actor_of(request),
        )
        return _seats_url(arena_id), _("Klart. %(name)s har platsen.") % {"name": holder.name}

    return form_page(
        request,
        FillForm,
        template="governance/seat_fill.html",
        act=act,
        context=context,
        initial={"valid_from": clock.today()},
    )


@requires(Permission.ARENA_MANAGE)
def seat_leave(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    """Whoever has the place leaves it."""
    arena_id, context = _seat_or_404(request, seat_id)

    def act(form: Any) -> tuple[str, str]:
        operations.leave_seat(seat_id, on=form.cleaned_data["on"], actor=actor_of(request))
        return _seats_url(arena_id), _("Klart. Platsen står ledig från den dagen.")

    return form_page(
        request,
        DayForm,
        template="governance/seat_leave.html",
        act=act,
        context=context,
        initial={"on": clock.today()},
    )


@requires(Permission.ARENA_MANAGE)
def seat_end(request: HttpRequest, seat_id: uuid.UUID) -> HttpResponse:
    """The place itself ends."""
    arena_id, context = _seat_or_404(request, seat_id)

    def act(form: Any) -> tuple[str, str]:
        operations.end_seat(seat_id, on=form.cleaned_data["on"], actor=actor_of(request))
        return _seats_url(arena_id), _("Klart. Platsen upphör den dagen. Historien står kvar.")

    return form_page(
        request,
        DayForm,
        template="governance/seat_end.html",
        act=act,
        context=context,
        initial={"on": clock.today()},
    )


def _seat_or_404(request: HttpRequest, seat_id: uuid.UUID) -> tuple[uuid.UUID, dict[str, Any]]:
    found = queries.seat_for(actor_of(request), seat_id)
    if found is None:
        raise Http404
    arena_id, arena_name, seat = found
    return arena_id, {"arena_id": arena_id, "arena_name": arena_name, "seat": seat}


def _seats_url(arena_id: uuid.UUID) -> str:
    return reverse("governance:arena_seats", args=[arena_id])
