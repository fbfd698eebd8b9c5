"""What is there to know about one arena: who sits in it, what it may do, what it was before?"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.foundation import clock
from samsyn.foundation.dates import dated
from samsyn.governance import rules
from samsyn.governance.models import Arena, BalanceEntry, Matter, Meeting
from samsyn.governance.queries.arenas import COMING, became, ended
from samsyn.governance.queries.mandates import (
    ArenaMandate,
    adopted_texts,
    county_arenas,
    in_force,
    mandate_of,
    swedish,
)
from samsyn.governance.queries.seats import SeatRow, seats_of
from samsyn.organisations.models import Party


@dataclass(frozen=True)
class Link:
    """Another arena, or something else with a name."""

    id: uuid.UUID
    name: str


@dataclass(frozen=True)
class Name:
    """What the arena has been called, is called or will be called."""

    id: uuid.UUID
    name: str
    from_text: str
    became: str
    is_this: bool


@dataclass(frozen=True)
class Network:
    """A party and its local network, if it has one."""

    party: str
    arena: Link | None


@dataclass(frozen=True)
class ArenaPage:
    """Everything about one arena on its page."""

    id: uuid.UUID
    code: str
    name: str
    kind: rules.ArenaKind
    power: rules.Power
    about: str
    note: str
    source: str
    from_text: str
    to_text: str
    is_past: bool
    parent: Link | None
    below: tuple[Link, ...]
    prepares_for: tuple[Link, ...]
    prepared_by: tuple[Link, ...]
    local_party: str
    meetings_per_year: int | None
    quorum: int | None
    seats: tuple[SeatRow, ...]
    officials: tuple[SeatRow, ...]
    mandate: ArenaMandate
    names: tuple[Name, ...]
    year: int
    planned: int
    held: int
    next_meeting: dt.datetime | None
    next_meeting_id: uuid.UUID | None
    open_matters: int
    closed_matters: int
    open_balance: int
    late_balance: int
    networks: tuple[Network, ...]

    @property
    def kind_label(self) -> str:
        """Political or of officials."""
        return self.kind.label(get_language())

    @property
    def power_text(self) -> str:
        """What it may do and what it may not, in a sentence."""
        return {
            rules.Power.DECIDE: _("Får besluta inom sitt område."),
            rules.Power.RECOMMEND: _("Rekommenderar parterna. Beslutar inte."),
            rules.Power.PREPARE: _("Bereder ärenden till andra arenor. Beslutar inte."),
            rules.Power.COORDINATE: _("Samordnar och följer arbetet. Beslutar inte."),
            rules.Power.UNKNOWN: _("Vi vet inte vad arenan får göra. Ingen källa säger det."),
        }[self.power]

    @property
    def empty_seats(self) -> int:
        """How many places nobody is written in for."""
        return sum(seat.holder is None for seat in (*self.seats, *self.officials))

    @property
    def with_network(self) -> int:
        """How many parties have a local network."""
        return sum(row.arena is not None for row in self.networks)


def arena_page(actor: Actor, arena_id: uuid.UUID) -> ArenaPage | None:
    """One arena of the actor's county; None when it is not there."""
    arenas, today = county_arenas(actor.region), clock.today()
    arena = arenas.get(arena_id)
    if arena is None:
        return None
    heir = arenas.get(arena.became_id) if arena.became_id else None
    parent = arenas.get(arena.parent_id) if arena.parent_id else None
    day = min(today, arena.valid_to - dt.timedelta(days=1)) if arena.valid_to else today
    seats = seats_of(arena_id, day)
    links = Arena.prepares_for.through.objects.filter(
        Q(from_arena_id=arena_id) | Q(to_arena_id=arena_id)
    )
    pairs = list(links.order_by("pk").values_list("from_arena_id", "to_arena_id"))
    meetings = _meetings(arena_id, today.year)
    coming = Meeting.objects.filter(
        arena_id=arena_id, state__in=COMING, starts_at__gte=clock.now()
    ).order_by("starts_at").first()  # fmt: skip
    matters = Matter.objects.filter(arena_id=arena_id).aggregate(
        open=Count("pk", filter=~Q(state="closed")), closed=Count("pk", filter=Q(state="closed"))
    )
    balance = BalanceEntry.objects.filter(arena_id=arena_id, state="open").aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today))
    )
    return ArenaPage(
        id=arena.pk, code=arena.code, name=arena.name, kind=rules.ArenaKind(arena.kind),
        power=rules.Power(arena.power), about=arena.about, note=arena.note, source=arena.source,
        from_text=dated(arena.valid_from, arena.precision),
        to_text=ended(arena, heir),
        is_past=not in_force(arena, today), parent=_link(parent),
        below=tuple(
            Link(row.pk, row.name) for row in arenas.values()
            if row.parent_id == arena_id and in_force(row, day) and row.local_party_id is None
        ),
        prepares_for=_links(arenas, (to for frm, to in pairs if frm == arena_id), day),
        prepared_by=_links(arenas, (frm for frm, to in pairs if to == arena_id), day),
        local_party=arena.local_party.name if arena.local_party else "",
        meetings_per_year=arena.meetings_per_year, quorum=arena.quorum,
        seats=tuple(seat for seat in seats if seat.kind is not rules.SeatKind.OFFICIAL),
        officials=tuple(seat for seat in seats if seat.kind is rules.SeatKind.OFFICIAL),
        mandate=mandate_of(arena, arenas, adopted_texts(actor.region), day),
        names=_names(arena, arenas), year=today.year, planned=meetings[0], held=meetings[1],
        next_meeting=coming.starts_at if coming else None,
        next_meeting_id=coming.pk if coming else None,
        open_matters=matters["open"], closed_matters=matters["closed"],
        open_balance=balance["open"], late_balance=balance["late"],
        networks=_networks(arena, arenas, day),
    )  # fmt: skip


def _meetings(arena_id: uuid.UUID, year: int) -> tuple[int, int]:
    """How many meetings of a year are not cancelled, and how many of those have been held."""
    rows = Meeting.objects.filter(arena_id=arena_id, starts_at__year=year)
    counts = rows.exclude(state=rules.MeetingState.CANCELLED.value).aggregate(
        planned=Count("pk"), held=Count("pk", filter=~Q(state__in=COMING))
    )
    return counts["planned"], counts["held"]


def _names(arena: Arena, arenas: Mapping[uuid.UUID, Arena]) -> tuple[Name, ...]:
    """What it was before and what it has become, oldest first."""
    line, last = [arena], arena
    todo = [arena.pk]
    while todo:
        now = todo.pop()
        before = [row for row in arenas.values() if row.became_id == now and row not in line]
        line += before
        todo += [row.pk for row in before]
    while last.became_id and arenas[last.became_id] not in line:
        last = arenas[last.became_id]
        line.append(last)
    return tuple(
        Name(
            row.pk, row.name, dated(row.valid_from, row.precision), became(row, arenas),
            row.pk == arena.pk,
        )
        for row in sorted(line, key=lambda row: (row.valid_to or dt.date.max, row.valid_from))
    )  # fmt: skip


def _networks(arena: Arena, arenas: Mapping[uuid.UUID, Arena], on: dt.date) -> tuple[Network, ...]:
    """The county's parties with the local networks below this arena; nothing without any."""
    local = {
        row.local_party_id: Link(row.pk, row.name)
        for row in arenas.values()
        if row.parent_id == arena.pk and row.local_party_id and in_force(row, on)
    }
    if not local:
        return ()
    parties = Party.objects.filter(region=arena.region).order_by(swedish("name"))
    return tuple(Network(party.name, local.get(party.pk)) for party in parties)


def _link(arena: Arena | None) -> Link | None:
    return Link(arena.pk, arena.name) if arena else None


def _links(
    arenas: Mapping[uuid.UUID, Arena], ids: Iterable[uuid.UUID], on: dt.date
) -> tuple[Link, ...]:
    found = [arenas[pk] for pk in ids if pk in arenas]
    return tuple(Link(row.pk, row.name) for row in found if in_force(row, on))
