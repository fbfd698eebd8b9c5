"""Which data sets are there, with which columns? The same rows that the pages show, as data."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.public.queries.agreements import agreement_lines
from samsyn.public.queries.arenas import arena_lines
from samsyn.public.queries.figures import figure_rows
from samsyn.public.queries.plans import plan_rows
from samsyn.public.queries.responsibility import duty_rows
from samsyn.regions.schema import Region

Row = Mapping[str, Any]

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Column:
    """A column: its type in JSON Schema's words (`list` is of strings), and what it says."""

    name: str
    kind: str
    text: str
    may_be_empty: bool = False


@dataclass(frozen=True)
class Dataset:
    """A data set. Columns are only ever added, see docs/utveckling/open-data.md."""

    key: str
    title: str
    title_en: str
    text: str
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    licence: str
    columns: tuple[Column, ...]
    rows: Callable[[Region, dt.date], Iterable[Row]]


def _arenas(county: Region, on: dt.date) -> Iterator[Row]:
    for line in arena_lines(county, on):
        mandate = line.mandate.mandate if line.mandate else None
        yield {
            "arena": line.code,
            "name": line.name,
            "kind": line.kind.value,
            "power": line.power.value,
            "parent": line.parent_code or None,
            "valid_from": line.valid_from.isoformat(),
            "precision": line.precision,
            "valid_to": line.ended.isoformat() if line.ended else None,
            "became": line.became_code or None,
            "became_how": line.became_how or None,
            "meetings_per_year": line.meetings_per_year,
            "mandate_state": mandate.state.value if mandate else None,
            "mandate_since": mandate.since.isoformat() if mandate else None,
            "mandate_precision": mandate.precision if mandate else None,
            "mandate_title": (mandate.title or None) if mandate else None,
            "mandate_anchored_in": list(mandate.anchored_in) if mandate else [],
            "seats": [
                f"{seat.title}{f' ({seat.party})' if seat.party else ''}"
                f"{f', {seat.count} st' if seat.count > 1 else ''}"
                for seat in line.seats
            ],
        }


def _agreements(county: Region, on: dt.date) -> Iterator[Row]:
    for line in agreement_lines(county, on):
        held = line.in_force
        common = {
            "agreement": line.code,
            "name": line.name,
            "parent": line.parent or None,
            "version_in_force": held.label if held else None,
            "valid_from": held.valid_from.isoformat() if held and held.valid_from else None,
            "precision": held.precision if held else None,
        }
        if not line.adoptions:
            yield {**common, **dict.fromkeys(ADOPTION_COLUMNS)}
        for row in (adoption.row for adoption in line.adoptions):
            yield {
                **common,
                "asked_version": row.asked,
                "party": row.code,
                "party_name": row.name,
                "state": row.state.value,
                "board": row.board or None,
                "decided_on": row.date.isoformat() if row.date else None,
                "paragraph": row.paragraph or None,
                "follows_version": row.version or None,
                "change": row.change or None,
            }


ADOPTION_COLUMNS = (
    "asked_version", "party", "party_name", "state", "board", "decided_on", "paragraph",
    "follows_version", "change",
)  # fmt: skip

DATASETS = (
    Dataset(
        key="arenor",
        title="Arenor för samverkan kring barn och unga",
        title_en="Arenas of collaboration for children and young people",
        text="Arenor där regionen och kommunerna möts: vad de får göra, platser efter uppdrag,"
        " och om det finns en gällande uppdragsbeskrivning. Inga namn på personer.",
        keywords=("samverkan", "barn och unga", "styrning"),
        themes=("GOVE", "SOCI"),
        licence=CC0,
        columns=(
            Column("arena", "string", "Arenans kod i länet, står fast."),
            Column("name", "string", "Arenans namn."),
            Column("kind", "string", "political (politisk) eller official (tjänstepersoner)."),
            Column("power", "string", "decide, recommend, prepare, coordinate eller unknown."),
            Column("parent", "string", "Kod för arenan ovanför.", True),
            Column("valid_from", "date", "Första dagen, så exakt som precision säger."),
            Column("precision", "string", "day, month, season, year eller at_latest (senast)."),
            Column("valid_to", "date", "Första dagen efter den sista.", True),
            Column("became", "string", "Kod för arenan som tog över.", True),
            Column("became_how", "string", "renamed, merged eller closed.", True),
            Column("meetings_per_year", "integer", "Hur många möten per år som är bestämt.", True),
            Column("mandate_state", "string", "valid (gäller), outdated (inaktuell) eller missing;"
                   " tomt för en arena som inte finns längre.", True),
            Column("mandate_since", "date", "Sedan när läget är så.", True),
            Column("mandate_precision", "string", "Hur exakt dagen är känd.", True),
            Column("mandate_title", "string", "Uppdragsbeskrivningens titel.", True),
            Column("mandate_anchored_in", "list", "Arenor som har ställt sig bakom uppdraget."),
            Column("seats", "list", "Platser efter uppdrag, part inom parentes."),
        ),
        rows=_arenas,
    ),
    Dataset(
        key="overenskommelser",
        title="Överenskommelser och vilka parter som har antagit dem",
        title_en="Agreements and which parties have adopted them",
        text="Överenskommelser mellan regionen och kommunerna: versionen som gäller, och för"
        " varje part vad som är känt om beslutet. En rad för varje part.",
        keywords=("överenskommelser", "samverkan", "barn och unga"),
        themes=("GOVE", "SOCI", "HEAL"),
        licence=CC0,
        columns=(
            Column("agreement", "string", "Överenskommelsens kod i länet, står fast."),
            Column("name", "string", "Överenskommelsens namn."),
            Column("parent", "string", "Kod för överenskommelsen som den hör till.", True),
            Column("version_in_force", "string", "Versionen som gäller.", True),
            Column("valid_from", "date", "Gäller från, så exakt som precision säger.", True),
            Column("precision", "string", "day, month, season, year eller at_latest.", True),
            Column("asked_version", "string", "Senaste versionen som parterna har fått.", True),
            Column("party", "string", "Partens kod i länet.", True),
            Column("party_name", "string", "Partens namn.", True),
            Column("state", "string", "adopted, adopted_with_change, rejected, adopted_older,"
                   " waiting (inte behandlad än) eller unknown (ingen uppgift).", True),
            Column("board", "string", "Nämnden eller styrelsen som beslutade.", True),
            Column("decided_on", "date", "Beslutsdagen.", True),
            Column("paragraph", "string", "Paragraf i protokollet.", True),
            Column("follows_version", "string", "Versionen som parten följer.", True),
            Column("change", "string", "Ändringen, när parten antog med ändring.", True),
        ),
        rows=_agreements,
    ),
    Dataset(
        key="handlingsplaner",
        title="Handlingsplaner, rad för rad",
        title_en="Action plans, row by row",
        text="Mål, mått, aktiviteter och läge i de handlingsplaner som är beslutade, i källans"
        " ordning. Områden som är lyfta ur matrisen är med och märkta.",
        keywords=("handlingsplan", "mål", "barn och unga"),
        themes=("GOVE", "SOCI", "HEAL"),
        licence=CC0,
        columns=(
            Column("plan", "string", "Planens kod i länet, står fast."),
            Column("plan_name", "string", "Planens namn."),
            Column("arena", "string", "Kod för arenan som ansvarar."),
            Column("period_from", "date", "Periodens första dag.", True),
            Column("period_to", "date", "Periodens sista dag.", True),
            Column("row", "string", "Radens kod i planen, står fast."),
            Column("area", "string", "Område."),
            Column("operations", "list", "Verksamheter."),
            Column("goal", "string", "Mål."),
            Column("measure", "string", "Mått i ord, flera med semikolon mellan."),
            Column("indicators", "list", "Nycklar till måtten i datamängden matt."),
            Column("activity", "string", "Aktivitet."),
            Column("done", "string", "När det ska vara genomfört."),
            Column("responsible", "string", "Ansvarig, efter uppdrag eller grupp."),
            Column("status", "string", "not_started, ok, risk, problem eller done.", True),
            Column("status_period", "string", "Perioden som läget gäller.", True),
            Column("status_comment", "string", "Kommentar till läget."),
            Column("lifted", "boolean", "Lyft ur matrisen och följs fortfarande."),
            Column("lifted_on", "date", "När raden lyftes ur.", True),
        ),
        rows=plan_rows,
    ),
    Dataset(
        key="vem-gor-vad",
        title="Vem gör vad: verksamheter, åldrar och uppgifter",
        title_en="Who does what: operations, ages and duties",
        text="Vad varje verksamhet ansvarar för enligt länets överenskommelse: nivå, åldrar,"
        " behov och stället i texten. Det som är en tolkning är märkt.",
        keywords=("ansvar", "barn och unga", "elevhälsa", "socialtjänst", "vård"),
        themes=("SOCI", "HEAL", "EDUC"),
        licence=CC0,
        columns=(
            Column("operation", "string", "Verksamhetens kod i länet, står fast."),
            Column("operation_name", "string", "Verksamhetens namn."),
            Column("huvudman", "list", "region, municipality, association eller independent."),
            Column("level", "string", "general, first_line eller specialist."),
            Column("age_from", "number", "Från och med, i år. Under noll före födseln.", True),
            Column("age_to", "number", "Första åldern som är utanför, i år.", True),
            Column("ages", "string", "Åldrarna i ord."),
            Column("needs", "list", "Områden av behov, tom när uppgiften gäller alla."),
            Column("extents", "list", "mild, moderate, extensive."),
            Column("settings", "list", "Var barnet är, tom när uppgiften gäller överallt."),
            Column("duty", "string", "Uppgiften i korta ord."),
            Column("part", "string", "responsible (ansvarar) eller supporting (stöder)."),
            Column("basis", "string", "stated (står i texten) eller interpreted (tolkning)."),
            Column("valid_from", "date", "Gäller från, så exakt som precision säger."),
            Column("valid_to", "date", "Första dagen efter den sista.", True),
            Column("precision", "string", "day, month, season, year eller at_latest."),
            Column("source", "string", "Kod för dokumentet."),
            Column("clause", "string", "Stället i dokumentet."),
        ),
        rows=duty_rows,
    ),
    Dataset(
        key="matt",
        title="Mått på samverkan kring barn och unga",
        title_en="Measures of collaboration for children and young people",
        text="Siffror för länet och parterna. Små tal är dolda så att ingen kan kännas igen,"
        " och fler tal är dolda så att de inte går att räkna ut. Siffror från Kolada har källan"
        " Kolada (RKA).",
        keywords=("statistik", "uppföljning", "barn och unga", "SIP"),
        themes=("SOCI", "HEAL", "GOVE"),
        licence=CC_BY,
        columns=(
            Column("measure", "string", "Måttets nyckel, står fast."),
            Column("name", "string", "Måttets namn."),
            Column("definition", "string", "Vad måttet betyder."),
            Column("unit", "string", "count, percent, days, money eller index."),
            Column("area", "string", "Partens kod; tomt för hela länet.", True),
            Column("period_start", "date", "Periodens första dag."),
            Column("period_end", "date", "Periodens sista dag."),
            Column("value", "number", "Värdet. Tomt när det är dolt eller saknas.", True),
            Column("is_suppressed", "boolean", "Sant när värdet är dolt."),
            Column("note", "string", "Anmärkning."),
            Column("source", "string", "Varifrån siffran kommer."),
        ),
        rows=figure_rows,
    ),
)  # fmt: skip

BY_KEY = {dataset.key: dataset for dataset in DATASETS}
