"""How do a county's arenas come into the database? From its package; what is there stays."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.access.rules import Actor
from samsyn.agreements.models import Agreement
from samsyn.audit.trail import record
from samsyn.foundation.operation import operation
from samsyn.foundation.refusals import Denied
from samsyn.governance import rules
from samsyn.governance.access import check_may_manage_arena
from samsyn.governance.models import Arena, MandateText, Matter, Seat
from samsyn.organisations.models import Party
from samsyn.regions import schema
from samsyn.regions.schema import Region

LONGEST = 300


@operation
def open_arenas(county: Region, *, actor: Actor) -> None:
    """Store the package's arenas, seats, mandate texts and past matters that are missing here.

    What has been changed in the database is never written over.
    """
    check_may_manage_arena(actor)
    if actor.region != county.code:
        raise Denied(_("Du arbetar i ett annat län."))
    parties = {row.code: row for row in Party.objects.filter(region=county.code)}
    arenas = _open_arenas(county)
    _open_seats(county, arenas, parties)
    _open_mandates(county, arenas)
    _open_matters(county, arenas)
    record("arenas.opened", "region", actor=actor)


def source_of(county: Region, row: schema.Dated) -> str:
    """Where the package's words come from: the document's title and the place in it."""
    titles = {document.code: document.title for document in county.documents}
    return ", ".join(filter(None, [titles.get(row.source, row.source), row.clause]))[:LONGEST]


def _open_arenas(county: Region) -> dict[str, Arena]:
    known = {row.code: row for row in Arena.objects.filter(region=county.code)}
    new = [row for row in county.arenas if row.code not in known]
    for row in new:
        known[row.code] = Arena.objects.create(
            region=county.code, code=row.code, name=row.name, kind=row.kind.value,
            power=row.mandate.value, meetings_per_year=row.meetings_per_year, about=row.about,
            note=row.note, source=source_of(county, row), valid_from=row.valid_from,
            precision=row.precision.value, valid_to=row.valid_to,
        )  # fmt: skip
    for row in new:
        _tie(row, known)
    return known


def _tie(row: schema.Arena, known: dict[str, Arena]) -> None:
    """Parent, whom it prepares for, and what it was before."""
    arena = known[row.code]
    if row.parent:
        arena.parent = known[row.parent]
        arena.save(update_fields=["parent"])
    arena.prepares_for.set(known[code] for code in row.prepares_for)
    older = known.get(row.renamed_from or "")
    if older is not None and older.became_id is None:
        older.became, older.became_how = arena, rules.Succession.RENAMED.value
        older.valid_to = older.valid_to or arena.valid_from
        older.save(update_fields=["became", "became_how", "valid_to"])


def _open_seats(county: Region, arenas: dict[str, Arena], parties: dict[str, Party]) -> None:
    """A seat that stands for several alike becomes as many; those that are there stay."""
    found = Seat.objects.filter(arena__region=county.code)
    taken: dict[tuple[object, ...], int] = {}
    places: dict[object, int] = {}
    for seat in found:
        key = (seat.arena_id, seat.title, seat.party_id)
        taken[key] = taken.get(key, 0) + 1
        places[seat.arena_id] = max(places.get(seat.arena_id, 0), seat.place)
    new = []
    for row in county.seats:
        arena, party = arenas[row.arena], parties.get(row.party or "")
        key = (arena.pk, row.title, party.pk if party else None)
        missing = max(0, row.count - taken.get(key, 0))
        taken[key] = max(0, taken.get(key, 0) - row.count)
        for _nth in range(missing):
            places[arena.pk] = places.get(arena.pk, 0) + 1
            new.append(_seat(county, row, arena, party, places[arena.pk]))
    Seat.objects.bulk_create(new)


def _seat(county: Region, row: schema.Seat, arena: Arena, party: Party | None, place: int) -> Seat:
    return Seat(
        arena=arena, title=row.title, kind=row.kind.value, party=party, place=place,
        is_chair=row.is_chair, note=row.note[:LONGEST], source=source_of(county, row),
        valid_from=row.valid_from, precision=row.precision.value, valid_to=row.valid_to,
    )  # fmt: skip


def _open_mandates(county: Region, arenas: dict[str, Arena]) -> None:
    found = MandateText.objects.filter(arena__region=county.code)
    known = {(row.arena_id, row.title) for row in found}
    numbers: dict[object, int] = {}
    for text in found:
        numbers[text.arena_id] = max(numbers.get(text.arena_id, 0), text.number)
    for row in sorted(county.mandate_texts, key=lambda row: row.valid_from):
        arena = arenas[row.arena]
        if (arena.pk, row.title) in known:
            continue
        numbers[arena.pk] = numbers.get(arena.pk, 0) + 1
        MandateText.objects.create(
            arena=arena, number=numbers[arena.pk], title=row.title,
            state=rules.TextState.ADOPTED.value, adopted_by=row.adopted_by,
            anchored_in=list(row.anchored_in), valid_from=row.valid_from,
            precision=row.precision.value, valid_to=row.valid_to, review_by=row.review_by,
            outdated_from=row.outdated_from, outdated_precision=row.outdated_precision.value,
            note=row.note, source=source_of(county, row), changed_at=_noon(row.valid_from),
            **{part: getattr(row, part) for part, _sv, _en in rules.MANDATE_PARTS},
        )  # fmt: skip


def _open_matters(county: Region, arenas: dict[str, Arena]) -> None:
    known = set(
        Matter.objects.filter(region=county.code).exclude(key="").values_list("key", flat=True)
    )
    agreements = {row.code: row for row in Agreement.objects.filter(region=county.code)}
    Matter.objects.bulk_create(
        _matter(county, row, arenas, agreements) for row in county.matters if row.key not in known
    )


def _matter(
    county: Region,
    row: schema.PastMatter,
    arenas: dict[str, Arena],
    agreements: dict[str, Agreement],
) -> Matter:
    """An open one is being prepared; a closed one was closed on the last day of its period."""
    last = row.valid_to - dt.timedelta(days=1) if row.valid_to else row.valid_from
    state = rules.MatterState.PREPARING if row.is_open else rules.MatterState.CLOSED
    return Matter(
        region=county.code, key=row.key, arena=arenas[row.arena],
        origin=arenas[row.prepared_by or row.arena], kind=row.kind.value, title=row.title,
        what=row.text, outcome=row.outcome, agreement=agreements.get(row.agreement or ""),
        state=state.value, state_since=_noon(row.valid_from if row.is_open else last),
        opened_on=row.valid_from, precision=row.precision.value,
        closed_on=None if row.is_open else last, is_public=True, source=source_of(county, row),
    )  # fmt: skip


def _noon(day: dt.date) -> dt.datetime:
    """A moment of a day of which only the day is known."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
