"""How are the parties of a package, their arenas, ladders and agreements, read?"""

import re
from typing import Any

from samsyn.regions.loader.dates import ADVICE
from samsyn.regions.loader.table import Table
from samsyn.regions.schema import (
    AdoptionRecord,
    Agreement,
    Arena,
    ArenaKind,
    Clause,
    Deadline,
    DeadlineKey,
    Document,
    Ladder,
    LadderKind,
    Mandate,
    Party,
    PartyKind,
    Precision,
    Rung,
    RungOwner,
    Version,
)

MUNICIPALITY_CODE = re.compile(r"\d{4}")


def read_document(table: Table) -> Document | None:
    """Where something is written."""
    return table.build(
        Document, code=table.text("code"), title=table.text("title"), dated=table.text("dated")
    )


def read_clause(table: Table) -> Clause | None:
    """A numbered part of a document."""
    document = table.reference("document", "documents", "dokument")
    if document is None:
        table.fault("”document” saknas.", "Skriv koden för ett dokument.")
    return table.build(
        Clause,
        document=document,
        id=table.text("id"),
        heading=table.text("heading"),
        summary=table.text("summary"),
    )


def read_party(table: Table) -> Party | None:
    """A party; a municipality has a code of four digits."""
    kind = table.word("kind", PartyKind)
    number = table.optional_text("municipality_code")
    if kind == PartyKind.MUNICIPALITY and not (number and MUNICIPALITY_CODE.fullmatch(number)):
        table.fault(
            "Kommunen saknar kommunkod med fyra siffror.",
            'Skriv municipality_code = "2380".',
            "municipality_code",
        )
    return table.build(
        Party,
        code=table.text("code"),
        name=table.text("name"),
        kind=kind,
        municipality_code=number,
        **table.dated(),
    )


def read_arena(table: Table) -> Arena | None:
    """Where the parties meet."""
    return table.build(
        Arena,
        code=table.text("code"),
        name=table.text("name"),
        kind=table.word("kind", ArenaKind),
        mandate=table.word("mandate", Mandate),
        parent=table.reference("parent", "arenas", "arena"),
        renamed_from=table.reference("renamed_from", "arenas", "arena"),
        meetings_per_year=table.whole("meetings_per_year"),
        prepares_for=table.references("prepares_for", "arenas", "arena"),
        about=table.text("about", ""),
        note=table.text("note", ""),
        **table.dated(),
    )


def read_ladder(table: Table) -> Ladder | None:
    """A branch of the ladder with its rungs, lowest first."""
    rungs = [_rung(row) for row in table.tables("rungs")]
    if not rungs:
        table.fault("Trappan saknar steg.", "Lägg till [[ladders.rungs]].")
    table.is_broken = table.is_broken or None in rungs
    return table.build(
        Ladder,
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en"),
        kind=table.word("kind", LadderKind),
        rungs=tuple(rungs),
        **table.dated(),
    )


def _rung(table: Table) -> Rung | None:
    owner = table.word("owner", RungOwner)
    arena = table.reference("arena", "arenas", "arena")
    if owner == RungOwner.ARENA and arena is None:
        table.fault("Steget ägs av en arena men säger inte vilken.", 'Skriv arena = "…".')
    return table.build(
        Rung,
        code=table.text("code"),
        name=table.text("name"),
        name_en=table.text("name_en"),
        owner=owner,
        arena=arena,
        deadline_days=table.whole("deadline_days"),
        clause=table.text("clause"),
    )


def read_deadline(table: Table) -> Deadline | None:
    """A wait; ``days`` left out means that the county has not decided."""
    return table.build(
        Deadline,
        key=table.word("key", DeadlineKey),
        days=table.whole("days"),
        note=table.text("note", ""),
        **table.dated(),
    )


def read_agreement(table: Table) -> Agreement | None:
    """An agreement with its versions."""
    ages = table.table("ages")
    interval = ages.interval() if ages.data else None
    ages.finish()
    versions = [_version(row) for row in table.tables("versions")]
    table.is_broken = table.is_broken or ages.is_broken or None in versions
    return table.build(
        Agreement,
        code=table.text("code"),
        name=table.text("name"),
        ages=interval,
        parent=table.reference("parent", "agreements", "överenskommelse"),
        owner=table.reference("owner", "arenas", "arena"),
        versions=tuple(versions),
        note=table.text("note", ""),
        **table.dated(),
    )


def _version(table: Table) -> Version | None:
    start, precision = table.day("valid_from")
    if start is None and "valid_from" not in table.data:
        table.fault("Datum saknas (valid_from).", "Skriv från när versionen gäller. " + ADVICE)
    recommended, _ = table.day("recommended_on")
    values: dict[str, Any] = {
        "label": table.text("label"),
        "valid_from": start,
        "precision": table.word("precision", Precision, precision),
        "recommended_on": recommended,
        "recommended_by": table.reference("recommended_by", "arenas", "arena"),
        "clause": table.text("clause"),
        "adoption": table.word("adoption", AdoptionRecord, AdoptionRecord.UNKNOWN),
        "paragraph": table.text("paragraph", ""),
        "note": table.text("note", ""),
    }
    return table.build(Version, **values)
