"""What waits among the arenas, and which meetings come next?"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.foundation.turns import Waiting
from samsyn.governance import rules
from samsyn.governance.models import Meeting, Seat, SeatHolder
from samsyn.governance.queries.arenas import COMING
from samsyn.governance.queries.mandates import ArenaMandate, mandates_on
from samsyn.governance.queries.turns import steering_turns_meetings
from samsyn.governance.rules import MandateState

NAMED = 3
"""How many arenas a line names before it counts the rest."""
NEXT = 5


def steering_turns_arenas(actor: Actor) -> list[Waiting]:
    """What the arenas' secretaries have to do: mandates to write or look over, seats to fill."""
    if not actor.may(Permission.ARENA_MANAGE):
        return []
    today = clock.today()
    rows = mandates_on(actor.region, today)
    missing = [row for row in rows if row.state is MandateState.MISSING]
    return [
        *(_look_over(row) for row in rows if row.state is MandateState.OUTDATED),
        *(_review(row) for row in rows if _is_soon(row, today)),
        *_write(missing),
        *_seats(actor, today),
    ]


def _look_over(row: ArenaMandate) -> Waiting:
    return Waiting(
        what=_("Se över uppdraget"),
        about=row.name,
        url=reverse("governance:mandate_write", args=[row.arena_id]),
        since_on=row.since if row.precision == "day" else None,
    )


def _review(row: ArenaMandate) -> Waiting:
    return Waiting(
        what=_("Se över uppdraget innan det blir inaktuellt"),
        about=row.name,
        url=reverse("governance:mandate_write", args=[row.arena_id]),
        due=row.review_by,
    )


def _is_soon(row: ArenaMandate, today: dt.date) -> bool:
    if row.state is not MandateState.VALID or row.review_by is None:
        return False
    return (row.review_by - today).days <= rules.REVIEW_SOON_DAYS


def _write(missing: list[ArenaMandate]) -> list[Waiting]:
    """One line, however many lack a mandate."""
    if not missing:
        return []
    if len(missing) == 1:
        url = reverse("governance:mandate_write", args=[missing[0].arena_id])
        return [Waiting(what=_("Skriv ett uppdrag"), about=missing[0].name, url=url)]
    text = ngettext(
        "%(count)s arena saknar uppdrag", "%(count)s arenor saknar uppdrag", len(missing)
    )
    return [
        Waiting(
            what=text % {"count": len(missing)},
            about=_some([row.name for row in missing]),
            url=reverse("governance:mandates"),
        )
    ]


def _seats(actor: Actor, today: dt.date) -> list[Waiting]:
    """A seat that somebody left is a line of its own; those never filled are told for an arena."""
    ever = SeatHolder.objects.filter(seat=OuterRef("pk"))
    empty = (
        Seat.objects.on(today)
        .filter(arena__region=actor.region, arena__valid_from__lte=today)
        .exclude(arena__valid_to__lte=today)
        .exclude(Exists(SeatHolder.objects.on(today).filter(seat=OuterRef("pk"))))
        .annotate(ever=Exists(ever), left_on=ever.order_by("-valid_to").values("valid_to")[:1])
        .select_related("arena")
        .order_by("arena__name", "place", "title")
    )
    found, never = [], {}
    for seat in empty:
        if seat.ever:
            found.append(
                Waiting(
                    what=_("Någon behöver ta en ledig plats"),
                    about=f"{seat.title}, {seat.arena.name}",
                    url=reverse("governance:seat_fill", args=[seat.pk]),
                    since_on=seat.left_on if seat.left_on and seat.left_on <= today else None,
                )
            )
        else:
            never[seat.arena_id] = seat.arena.name
    if len(never) == 1:
        arena_id, name = next(iter(never.items()))
        url = reverse("governance:arena_seats", args=[arena_id])
        found.append(Waiting(what=_("Skriv in vilka som har platserna"), about=name, url=url))
    elif never:
        found.append(
            Waiting(
                what=_("Skriv in vilka som har platserna"),
                about=_some(list(never.values())),
                url=reverse("governance:arenas"),
            )
        )
    return found


def _some(names: list[str]) -> str:
    more = len(names) - NAMED
    if more <= 0:
        return ", ".join(names)
    shown = ", ".join(names[:NAMED])
    text = ngettext("%(names)s och en till", "%(names)s och %(count)s till", more)
    return text % {"names": shown, "count": more}


@dataclass(frozen=True)
class NextMeeting:
    """A meeting that is to come."""

    id: uuid.UUID
    arena_id: uuid.UUID
    arena_name: str
    starts_at: dt.datetime
    place: str
    is_called: bool


@dataclass(frozen=True)
class StartPage:
    """What the steering begins with."""

    waiting: tuple[Waiting, ...]
    meetings: tuple[NextMeeting, ...]


#: Whose turns the start page tells, each a function of the actor.
TURNS = (steering_turns_arenas, steering_turns_meetings)


def start_page(actor: Actor) -> StartPage:
    """What waits for the actor among the arenas, and the next meetings of the county."""
    waiting = [item for turns in TURNS for item in turns(actor)]
    waiting.sort(key=lambda item: (not item.is_late, item.due is None, item.due or dt.date.max))
    rows = Meeting.objects.filter(
        arena__region=actor.region, state__in=COMING, starts_at__gte=clock.now()
    )
    rows = rows.select_related("arena").order_by("starts_at", "arena__name")[:NEXT]
    return StartPage(
        tuple(waiting),
        tuple(
            NextMeeting(
                row.pk, row.arena_id, row.arena.name, row.starts_at, row.place,
                row.state == rules.MeetingState.CALLED.value,
            )
            for row in rows
        ),
    )  # fmt: skip
