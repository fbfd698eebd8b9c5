"""Barnarenan as rows: its seats and the seventeen matters of the county package."""

import datetime as dt

from django.utils import timezone

from samsyn.foundation import clock
from samsyn.governance.models import Arena, Matter, Seat
from samsyn.regions import region

CODE = "jamtland-harjedalen"
START, END = dt.date(2016, 10, 1), dt.date(2017, 10, 31)


def an_arena(code: str, name: str, **changes: object) -> Arena:
    """An arena row."""
    values = {
        "region": CODE, "kind": "political", "power": "recommend",
        "valid_from": dt.date(2009, 6, 1), "precision": "month",
    }  # fmt: skip
    return Arena.objects.create(code=code, name=name, **{**values, **changes})


def barnarenan() -> Arena:
    """The arena with what the package says of it, its officials' forum, seats and matters."""
    county = region(CODE)
    arenas = {
        row.code: an_arena(
            row.code, row.name, kind=row.kind.value, power=row.mandate.value,
            meetings_per_year=row.meetings_per_year, about=row.about, note=row.note,
            valid_from=row.valid_from, precision=row.precision.value, valid_to=row.valid_to,
            source=f"{row.source} {row.clause}",
        )
        for row in county.arenas
    }  # fmt: skip
    for row in county.arenas:
        arenas[row.code].prepares_for.set([arenas[code] for code in row.prepares_for])
    for place, seat in enumerate(row for row in county.seats if row.arena == "barnarenan"):
        for _n in range(seat.count):
            Seat.objects.create(
                arena=arenas["barnarenan"], title=seat.title, kind=seat.kind.value, place=place,
                valid_from=seat.valid_from, valid_to=seat.valid_to,
            )  # fmt: skip
    for row in county.matters:
        arena = arenas[row.arena]
        is_open = row.is_open
        Matter.objects.create(
            region=CODE, key=row.key, arena=arena, origin=arenas[row.prepared_by or row.arena],
            kind=row.kind.value, title=row.title, what=row.text, outcome=row.outcome,
            state="preparing" if is_open else "closed", state_since=clock.now(),
            opened_on=row.valid_from, precision=row.precision.value,
            closed_on=None if is_open else row.valid_to, source=f"{row.source} {row.clause}",
        )  # fmt: skip
    return arenas["barnarenan"]


def noon(day: dt.date) -> dt.datetime:
    """Twelve o'clock where the users are."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
