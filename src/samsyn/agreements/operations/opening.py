"""How do the agreements of a county package come into the product? What is there is left alone."""

import datetime as dt
from collections.abc import Sequence

from samsyn.access.rules import Actor
from samsyn.agreements import rules
from samsyn.agreements.access import check_may_write
from samsyn.agreements.models import Agreement, AgreementParty, Clause, Treatment, Version
from samsyn.audit.trail import record
from samsyn.foundation import clock
from samsyn.foundation.operation import operation
from samsyn.organisations.models import Party
from samsyn.regions.schema import AdoptionRecord, Precision, Region
from samsyn.regions.schema import Agreement as Row
from samsyn.regions.schema import Version as VersionRow

#: Place words that mean that a document is the agreement itself and not a text that mentions it.
WHOLE = "Hela"
WITH_CHANGE = rules.Outcome.ADOPTED_WITH_CHANGE.value
UNSAID = "Källan säger inte vilken ändringen är."


@operation
def open_agreements(county: Region, *, actor: Actor) -> list[Agreement]:
    """Store the package's agreements, versions, parties, clauses and decisions that are missing.

    Only parties that have joined become parties. Nothing that is there is written over.
    """
    check_may_write(actor)
    parties = {row.code: row for row in Party.objects.filter(region=county.code)}
    trained = {row.agreement for row in county.trainings}
    made: dict[str, Agreement] = {}
    for row in _parents_first(county.agreements):
        agreement, is_new = Agreement.objects.get_or_create(
            region=county.code, code=row.code, defaults=_values(county, row, made, trained)
        )
        made[row.code] = agreement
        _add_parties(county, row, agreement, parties)
        if is_new:
            _add_versions(county, row, agreement)
    _add_treatments(county, made, parties)
    record("agreements.opened", "county", actor=actor)
    return list(made.values())


def _parents_first(rows: Sequence[Row]) -> list[Row]:
    known: set[str] = set()
    ordered: list[Row] = []
    while len(ordered) < len(rows):
        ready = [r for r in rows if r.code not in known and (not r.parent or r.parent in known)]
        if not ready:
            # Parents that point at each other: the rest stands without order.
            ready = [r for r in rows if r.code not in known]
        ordered += ready
        known |= {row.code for row in ready}
    return ordered


def _values(
    county: Region, row: Row, made: dict[str, Agreement], trained: set[str]
) -> dict[str, object]:
    ages = row.ages
    return {
        "name": row.name,
        "parent": made.get(row.parent or ""),
        "owner_arena": row.owner or "",
        "ages_from": str(ages.start) if ages and ages.start is not None else "",
        "ages_to": str(ages.end) if ages and ages.end is not None else "",
        "note": row.note,
        "source": _source(county, row.source, row.clause),
        "known_from": row.valid_from,
        "precision": row.precision.value,
        "has_training": row.code in trained,
    }


def _source(county: Region, document: str, clause: str) -> str:
    title = next((row.title for row in county.documents if row.code == document), document)
    return f"{title}, {clause}"[:300]


def _add_parties(county: Region, row: Row, agreement: Agreement, parties: dict[str, Party]) -> None:
    for party in county.parties:
        if party.code not in parties:
            continue
        joined_later = party.valid_from > row.valid_from and party.precision is Precision.DAY
        AgreementParty.objects.get_or_create(
            agreement=agreement,
            party=parties[party.code],
            defaults={
                "valid_from": party.valid_from if joined_later else None,
                "valid_to": party.valid_to,
            },
        )


def _add_versions(county: Region, row: Row, agreement: Agreement) -> None:
    ordered = sorted(row.versions, key=lambda version: version.valid_from)
    ends = [
        *((version.valid_from, version.precision) for version in ordered[1:]),
        (row.valid_to, Precision.DAY),
    ]
    for number, version in enumerate(ordered, start=1):
        stored = _add_version(county, row, agreement, version, number, *ends[number - 1])
        if number == len(ordered) and (row.parent is None or row.clause == WHOLE):
            _add_clauses(county, row.source, stored)


def _add_version(
    county: Region,
    row: Row,
    agreement: Agreement,
    version: VersionRow,
    number: int,
    end: dt.date | None,
    to_precision: Precision,
) -> Version:
    is_over = end is not None and end <= clock.today()
    return Version.objects.create(
        agreement=agreement,
        number=number,
        label=version.label,
        state=(rules.State.ENDED if is_over else rules.State.IN_FORCE).value,
        state_since=clock.now(),
        adoption_is_known=version.adoption is AdoptionRecord.KNOWN,
        recommended_on=version.recommended_on,
        recommended_by=version.recommended_by or "",
        recommended_paragraph=version.paragraph,
        valid_from=version.valid_from,
        precision=version.precision.value,
        valid_to=end,
        to_precision=to_precision.value,
        note=version.note,
        source=_source(county, row.source, version.clause),
    )


def _add_clauses(county: Region, document: str, version: Version) -> None:
    rows = [row for row in county.clauses if row.document == document]
    Clause.objects.bulk_create(
        Clause(version=version, place=place, number=row.id, heading=row.heading, text=row.summary)
        for place, row in enumerate(rows)
    )


def _add_treatments(county: Region, made: dict[str, Agreement], parties: dict[str, Party]) -> None:
    versions = {
        (row.agreement.code, row.label): row
        for row in Version.objects.filter(agreement__in=made.values()).select_related("agreement")
    }
    for row in county.treatments:
        version, party = versions.get((row.agreement, row.version)), parties.get(row.party)
        if version is None or party is None:
            continue
        if Treatment.objects.filter(version=version, party=party).exists():
            continue
        Treatment.objects.create(
            version=version,
            party=party,
            outcome=row.outcome.value,
            board=row.board,
            decided_on=row.decided_on,
            paragraph=row.paragraph,
            change=(row.note or UNSAID) if row.outcome == WITH_CHANGE else "",
            why=row.note if row.outcome != WITH_CHANGE else "",
            recorded_at=clock.now(),
        )
