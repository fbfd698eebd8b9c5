"""What does the catalogue of open data say to a harvester? DCAT-AP-SE 3.0.1 as an RDF graph."""

import datetime as dt
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Graph, Literal, Namespace, URIRef

from samsyn.public.queries.datasets import CC0, Dataset
from samsyn.regions.schema import Party, PartyKind, Region

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PUBLISHER_TYPE = Namespace("http://purl.org/adms/publishertype/")
EU = "http://publications.europa.eu/resource/authority/"
SWEDISH = URIRef(f"{EU}language/SWE")
FORMATS = {"json": "application/json", "csv": "text/csv"}
PUBLISHERS = Path(__file__).parent.parent / "publishers.toml"


def catalogue(
    base: str,
    home: Region,
    counties: Iterable[Region],
    datasets: Iterable[Dataset],
    *,
    contact: str,
    on: dt.date,
) -> Graph:
    """The whole catalogue. `base` is the site's address without a slash at its end.

    `home` is the county whose region answers for the site; `contact` an e-mail address.
    """
    graph = Graph()
    for prefix, space in (("dcat", DCAT), ("dcterms", DCTERMS), ("foaf", FOAF), ("vcard", VCARD)):
        graph.bind(prefix, space)
    this = URIRef(f"{base}/data/#katalog")
    here = publisher(graph, base, home)
    graph.add((this, RDF.type, DCAT.Catalog))
    graph.add((this, DCTERMS.title, Literal("Samsyn, öppna data", lang="sv")))
    graph.add((this, DCTERMS.title, Literal("Samsyn, open data", lang="en")))
    graph.add((this, DCTERMS.description, Literal(
        "Öppna data om samverkan kring barn och unga: arenor, överenskommelser, handlingsplaner,"
        " vem som gör vad och mått. Inget om enskilda barn.", lang="sv")))  # fmt: skip
    graph.add((this, DCTERMS.publisher, here))
    graph.add((this, DCTERMS.license, URIRef(CC0)))
    graph.add((this, DCTERMS.language, SWEDISH))
    graph.add((this, FOAF.homepage, URIRef(f"{base}/data/")))
    graph.add((this, DCAT.themeTaxonomy, URIRef(f"{EU}data-theme")))
    graph.add((this, DCTERMS.modified, Literal(on.isoformat(), datatype=XSD.date)))
    contact_point = _contact(graph, base, contact)
    rows = tuple(datasets)
    for county in counties:
        owner = publisher(graph, base, county)
        for dataset in rows:
            graph.add(
                (this, DCAT.dataset, _dataset(graph, base, county, dataset, owner, contact_point))
            )
    return graph


def publisher(graph: Graph, base: str, county: Region) -> URIRef:
    """The county's region as an agent, with its organisation number where a source confirms it."""
    party = _region_party(county)
    agent = URIRef(f"{base}/data/#{quote(party.code if party else county.code)}")
    graph.add((agent, RDF.type, FOAF.Agent))
    graph.add((agent, FOAF.name, Literal(party.name if party else county.name, lang="sv")))
    graph.add((agent, DCTERMS.type, PUBLISHER_TYPE.RegionalAuthority))
    number = _confirmed().get(party.code, {}).get("organisation_number") if party else None
    if number:
        graph.add((agent, DCTERMS.identifier, Literal(number)))
    return agent


def _region_party(county: Region) -> Party | None:
    return next((party for party in county.parties if party.kind is PartyKind.REGION), None)


@cache
def _confirmed() -> dict[str, dict[str, str]]:
    return tomllib.loads(PUBLISHERS.read_text(encoding="utf-8"))


def _contact(graph: Graph, base: str, contact: str) -> URIRef:
    point = URIRef(f"{base}/data/#kontakt")
    graph.add((point, RDF.type, VCARD.Organization))
    graph.add((point, VCARD.fn, Literal("Samsyn, öppna data")))
    graph.add((point, VCARD.hasEmail, URIRef(f"mailto:{contact}")))
    graph.add((point, VCARD.hasURL, URIRef(f"{base}/data/")))
    return point


def _dataset(
    graph: Graph, base: str, county: Region, dataset: Dataset, owner: URIRef, contact: URIRef
) -> URIRef:
    place = f"{base}/data/{county.code}/{dataset.key}"
    this = URIRef(f"{base}/data/#{county.code}-{dataset.key}")
    graph.add((this, RDF.type, DCAT.Dataset))
    graph.add((this, DCTERMS.title, Literal(f"{dataset.title}, {county.name}", lang="sv")))
    graph.add((this, DCTERMS.title, Literal(f"{dataset.title_en}, {county.name_en}", lang="en")))
    graph.add((this, DCTERMS.description, Literal(dataset.text, lang="sv")))
    graph.add((this, DCTERMS.publisher, owner))
    graph.add((this, DCTERMS.identifier, Literal(f"{county.code}/{dataset.key}")))
    graph.add((this, DCTERMS.language, SWEDISH))
    graph.add((this, DCTERMS.accrualPeriodicity, URIRef(f"{EU}frequency/DAILY")))
    graph.add((this, DCTERMS.accessRights, URIRef(f"{EU}access-right/PUBLIC")))
    graph.add((this, DCAT.contactPoint, contact))
    graph.add((this, DCAT.landingPage, URIRef(f"{base}/data/?lan={county.code}")))
    for word in dataset.keywords:
        graph.add((this, DCAT.keyword, Literal(word, lang="sv")))
    for theme in dataset.themes:
        graph.add((this, DCAT.theme, URIRef(f"{EU}data-theme/{theme}")))
    for ending, media_type in FORMATS.items():
        file = URIRef(f"{base}/data/#{county.code}-{dataset.key}-{ending}")
        graph.add((this, DCAT.distribution, file))
        graph.add((file, RDF.type, DCAT.Distribution))
        graph.add((file, DCTERMS.title, Literal(f"{dataset.title} ({ending.upper()})", lang="sv")))
        graph.add((file, DCAT.accessURL, URIRef(f"{place}.{ending}")))
        graph.add((file, DCAT.downloadURL, URIRef(f"{place}.{ending}")))
        graph.add((file, DCTERMS.format, Literal(media_type)))
        graph.add((file, DCTERMS.license, URIRef(dataset.licence)))
        graph.add((file, DCTERMS.conformsTo, URIRef(f"{base}/data/schema/{dataset.key}.json")))
    return this
