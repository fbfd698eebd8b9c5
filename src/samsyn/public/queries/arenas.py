"""Which arenas are there, what may they do, who sits in them by office and what do they deal with?

Names of people are never read here: the open site's role may not see who holds a seat.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.foundation.dates import dated
from samsyn.governance.models import Arena, Seat
from samsyn.governance.queries.mandates import (
    Texts,
    adopted_texts,
    county_arenas,
    in_force,
    mandate_of,
)
from samsyn.governance.rules import (
    ArenaKind,
    Power,
    SeatKind,
    Succession,
)
from samsyn.public.queries.counties import said
from samsyn.public.queries.mandates import MandateLine, mandate_parts
from samsyn.public.queries.matters import MatterLine, matter_lines
from samsyn.public.queries.meetings import (
    MeetingLine,
    coming_meetings,
    meeting_line,
    start_of,
)
from samsyn.public.queries.seats import SeatLine, seat_lines
from samsyn.regions.schema import Region

Arenas = Mapping[uuid.UUID, Arena]

SHOWN_FIRST = 12
"""Held meetings and matters that a page shows before all are asked for."""


@dataclass(frozen=True)
class ArenaLine:
    """An arena in a list. `began` and `ended` are worded as exactly as the source is."""

    code: str
    name: str
    kind: ArenaKind
    power: Power
    parent: str
    parent_code: str
    began: str
    valid_from: dt.date
    precision: str
    ended: dt.date | None
    became: str
    became_code: str
    became_how: str
    meetings_per_year: int | None
    mandate: MandateLine | None
    seats: tuple["SeatLine", ...] = ()
    next_meeting: dt.datetime | None = None

    @property
    def kind_words(self) -> str:
        return said(self.kind)

    @property
    def power_words(self) -> str:
        return said(self.power)


@dataclass(frozen=True)
class NameLine:
    """One name in the history of an arena."""

    name: str
    code: str
    began: str
    how: str
    is_here: bool


@dataclass(frozen=True)
class ArenaList:
    """The arenas of a county on a day, by kind, and those that have been."""

    groups: tuple[tuple[str, tuple[ArenaLine, ...]], ...]
    earlier: tuple[ArenaLine, ...]


@dataclass(frozen=True)
class ArenaPage:
    """Everything open about one arena."""

    line: ArenaLine
    mandate_parts: tuple[tuple[str, str], ...]
    about: str
    note: str
    source: str
    power: str
    prepares_for: tuple[tuple[str, str], ...]
    prepared_by: tuple[tuple[str, str], ...]
    below: tuple[tuple[str, str], ...]
    members: tuple[SeatLine, ...]
    officials: tuple[SeatLine, ...]
    coming: tuple[MeetingLine, ...]
    held: tuple[MeetingLine, ...]
    more_held: bool
    matters: tuple[MatterLine, ...]
    more_matters: bool
    names: tuple[NameLine, ...]


def power_in_words(power: Power) -> str:
    """What an arena may do, as a sentence."""
    return {
        Power.DECIDE: _("Arenan fattar egna beslut."),
        Power.RECOMMEND: _("Arenan rekommenderar. Den beslutar inte åt parterna."),
        Power.PREPARE: _("Arenan bereder ärenden. Den beslutar inte."),
        Power.COORDINATE: _("Arenan samordnar. Den beslutar inte."),
        Power.UNKNOWN: _("Det finns ingen uppgift om vad arenan får besluta."),
    }[power]


def arena_lines(county: Region, on: dt.date) -> list[ArenaLine]:
    """Every arena of a county that has begun, ended ones too, in Swedish order."""
    arenas, texts = county_arenas(county.code), adopted_texts(county.code)
    seats: dict[object, list[Seat]] = {}
    for seat in Seat.objects.on(on).filter(arena__region=county.code).select_related("party"):
        seats.setdefault(seat.arena_id, []).append(seat)
    meetings: dict[str, dt.datetime] = {}
    for row in coming_meetings(county, on):
        if not row.is_cancelled:
            meetings.setdefault(row.arena_code, row.starts_at)
    begun = (arena for arena in arenas.values() if arena.valid_from <= on)
    return [
        _line(
            arena,
            arenas,
            _mandate(arena, arenas, texts, on),
            seat_lines(seats.get(arena.pk, ())),
            meetings.get(arena.code),
        )
        for arena in sorted(begun, key=lambda arena: swedish(arena.name))
    ]


def arena_list(county: Region, on: dt.date) -> ArenaList:
    """The arenas of a county, politics first."""
    lines = arena_lines(county, on)
    now = [line for line in lines if line.ended is None or line.ended > on]
    groups = (
        (_("Politiska arenor"), tuple(x for x in now if x.kind is ArenaKind.POLITICAL)),
        (_("Tjänstepersoners arenor"), tuple(x for x in now if x.kind is ArenaKind.OFFICIAL)),
    )
    return ArenaList(
        groups=tuple(group for group in groups if group[1]),
        earlier=tuple(line for line in lines if line not in now),
    )


def arena_page(county: Region, code: str, on: dt.date, *, whole: bool = False) -> ArenaPage | None:
    """One arena; `whole` gives every held meeting and matter. None when there is none."""
    arenas = county_arenas(county.code)
    arena = next((row for row in arenas.values() if row.code == code), None)
    if arena is None:
        return None
    mandate = _mandate(arena, arenas, adopted_texts(county.code), on)
    seats = seat_lines(arena.seats.on(on).select_related("party"))
    meetings = [meeting_line(row, arena) for row in arena.meetings.order_by("starts_at")]
    start = start_of(on)
    held = [row for row in reversed(meetings) if row.starts_at < start and not row.is_cancelled]
    coming = tuple(row for row in meetings if row.starts_at >= start)
    matters = matter_lines(arena)
    return ArenaPage(
        line=_line(arena, arenas, mandate, seats),
        mandate_parts=mandate_parts(mandate.mandate.text_id if mandate else None),
        about=arena.about,
        note=arena.note,
        source=arena.source,
        power=power_in_words(Power(arena.power)),
        prepares_for=_linked(arena.prepares_for.order_by("name")),
        prepared_by=_linked(Arena.objects.on(on).filter(prepares_for=arena).order_by("name")),
        below=_linked(
            row for row in arenas.values() if row.parent_id == arena.pk and in_force(row, on)
        ),
        members=tuple(row for row in seats if row.kind is not SeatKind.OFFICIAL),
        officials=tuple(row for row in seats if row.kind is SeatKind.OFFICIAL),
        coming=coming,
        held=tuple(held if whole else held[:SHOWN_FIRST]),
        more_held=not whole and len(held) > SHOWN_FIRST,
        matters=tuple(matters if whole else matters[:SHOWN_FIRST]),
        more_matters=not whole and len(matters) > SHOWN_FIRST,
        names=_names(arena, arenas),
    )


def swedish(name: str) -> str:
    """A key that sorts å, ä and ö last, in that order."""
    return name.lower().translate(str.maketrans("åäöéü", "{|}eu"))


def _mandate(arena: Arena, arenas: Arenas, texts: Texts, on: dt.date) -> MandateLine | None:
    """Nothing is asked of an arena that is no more."""
    return MandateLine(mandate_of(arena, arenas, texts, on)) if in_force(arena, on) else None


def _line(
    arena: Arena,
    arenas: Arenas,
    mandate: MandateLine | None,
    seats: tuple[SeatLine, ...],
    next_meeting: dt.datetime | None = None,
) -> ArenaLine:
    parent = arenas.get(arena.parent_id) if arena.parent_id else None
    heir = arenas.get(arena.became_id) if arena.became_id else None
    return ArenaLine(
        code=arena.code,
        name=arena.name,
        kind=ArenaKind(arena.kind),
        power=Power(arena.power),
        parent=parent.name if parent else "",
        parent_code=parent.code if parent else "",
        began=dated(arena.valid_from, arena.precision),
        valid_from=arena.valid_from,
        precision=arena.precision,
        ended=arena.valid_to,
        became=heir.name if heir else "",
        became_code=heir.code if heir else "",
        became_how=arena.became_how,
        meetings_per_year=arena.meetings_per_year,
        mandate=mandate,
        seats=seats,
        next_meeting=next_meeting,
    )


def _linked(rows: Iterable[Arena]) -> tuple[tuple[str, str], ...]:
    return tuple((row.code, row.name) for row in rows)


def _names(arena: Arena, arenas: Arenas) -> tuple[NameLine, ...]:
    """What the arena was before and what it became; empty when it has always been itself."""
    before = sorted(
        (row for row in arenas.values() if row.became_id == arena.pk),
        key=lambda row: row.valid_from,
    )
    after = arenas.get(arena.became_id) if arena.became_id else None
    line = [*before, arena, *([after] if after else [])]
    if len(line) == 1:
        return ()
    return tuple(
        NameLine(
            row.name,
            row.code,
            dated(row.valid_from, row.precision),
            said(Succession(row.became_how)) if row.became_how else "",
            row == arena,
        )
        for row in line
    )
