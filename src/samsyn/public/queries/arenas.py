"""Which arenas are there, what may they do, who sits in them by office and what do they deal with?

Names of people are never read here: the open site's role may not see who holds a seat.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Func
from django.utils.translation import gettext as _

from samsyn.foundation.dates import dated
from samsyn.governance.models import Arena, MandateText, Seat
from samsyn.governance.rules import (
    ArenaKind,
    Power,
    SeatKind,
    Succession,
)
from samsyn.public.queries.counties import said
from samsyn.public.queries.mandates import Mandate, mandate_line
from samsyn.public.queries.matters import MatterLine, matter_lines
from samsyn.public.queries.meetings import (
    MeetingLine,
    coming_meetings,
    meeting_line,
    start_of,
)
from samsyn.public.queries.seats import SeatLine, seat_lines
from samsyn.regions.schema import Region

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
    mandate: Mandate
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
    arenas = list(
        Arena.objects.filter(region=county.code, valid_from__lte=on)
        .select_related("parent", "became")
        .order_by(Func("name", function="swedish_order"))
    )
    texts = _by_arena(
        MandateText.objects.filter(arena__region=county.code, state="adopted").order_by("number")
    )
    seats = _by_arena(Seat.objects.on(on).filter(arena__region=county.code).select_related("party"))
    meetings: dict[object, dt.datetime] = {}
    for row in coming_meetings(county, on):
        meetings.setdefault(row.arena_code, row.starts_at)
    names = {arena.code: arena.name for arena in arenas}
    return [
        _line(
            arena,
            mandate_line(arena, texts.get(arena.pk, []), names, on),
            seat_lines(seats.get(arena.pk, [])),
            meetings.get(arena.code),
        )
        for arena in arenas
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
    arena = (
        Arena.objects.select_related("parent", "became")
        .filter(region=county.code, code=code)
        .first()
    )
    if arena is None:
        return None
    texts = list(arena.mandates.filter(state="adopted").order_by("number"))
    near = list(Arena.objects.filter(region=county.code).only("code", "name", "parent_id"))
    names = {row.code: row.name for row in near}
    seats = seat_lines(arena.seats.on(on).select_related("party"))
    meetings = [meeting_line(row, arena) for row in arena.meetings.order_by("starts_at")]
    start = start_of(on)
    held = [row for row in reversed(meetings) if row.starts_at < start and not row.is_cancelled]
    coming = tuple(row for row in meetings if row.starts_at >= start)
    matters = matter_lines(arena)
    return ArenaPage(
        line=_line(arena, mandate_line(arena, texts, names, on), seats),
        about=arena.about,
        note=arena.note,
        source=arena.source,
        power=power_in_words(Power(arena.power)),
        prepares_for=_linked(arena.prepares_for.order_by("name")),
        prepared_by=_linked(Arena.objects.filter(prepares_for=arena).order_by("name")),
        below=_linked(row for row in near if row.parent_id == arena.pk),
        members=tuple(row for row in seats if row.kind is not SeatKind.OFFICIAL),
        officials=tuple(row for row in seats if row.kind is SeatKind.OFFICIAL),
        coming=coming,
        held=tuple(held if whole else held[:SHOWN_FIRST]),
        more_held=not whole and len(held) > SHOWN_FIRST,
        matters=tuple(matters if whole else matters[:SHOWN_FIRST]),
        more_matters=not whole and len(matters) > SHOWN_FIRST,
        names=_names(arena),
    )


def _by_arena(rows: Iterable[MandateText | Seat]) -> dict[object, list]:  # type: ignore[type-arg]
    found: dict[object, list[MandateText | Seat]] = {}
    for row in rows:
        found.setdefault(row.arena_id, []).append(row)
    return found


def _line(
    arena: Arena,
    mandate: Mandate,
    seats: tuple[SeatLine, ...],
    next_meeting: dt.datetime | None = None,
) -> ArenaLine:
    return ArenaLine(
        code=arena.code,
        name=arena.name,
        kind=ArenaKind(arena.kind),
        power=Power(arena.power),
        parent=arena.parent.name if arena.parent else "",
        parent_code=arena.parent.code if arena.parent else "",
        began=dated(arena.valid_from, arena.precision),
        valid_from=arena.valid_from,
        precision=arena.precision,
        ended=arena.valid_to,
        became=arena.became.name if arena.became else "",
        became_code=arena.became.code if arena.became else "",
        became_how=arena.became_how,
        meetings_per_year=arena.meetings_per_year,
        mandate=mandate,
        seats=seats,
        next_meeting=next_meeting,
    )


def _linked(rows: Iterable[Arena]) -> tuple[tuple[str, str], ...]:
    return tuple((row.code, row.name) for row in rows)


def _names(arena: Arena) -> tuple[NameLine, ...]:
    """What the arena was called before and after; empty when it has always had its name."""
    before = [(row, row.became_how) for row in arena.came_from.order_by("valid_from")]
    if not before and arena.became is None:
        return ()
    lines = [
        NameLine(row.name, row.code, dated(row.valid_from, row.precision), _how(how), False)
        for row, how in before
    ]
    how = _how(arena.became_how) if arena.became else ""
    lines.append(
        NameLine(arena.name, arena.code, dated(arena.valid_from, arena.precision), how, True)
    )
    if arena.became is not None:
        after = arena.became
        began = dated(after.valid_from, after.precision)
        lines.append(NameLine(after.name, after.code, began, "", False))
    return tuple(lines)


def _how(how: str) -> str:
    return said(Succession(how)) if how else ""
