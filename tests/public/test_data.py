"""Do the files agree with each other and with their schema, and is the catalogue whole?"""

import csv
import io
from urllib.parse import urlsplit

import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef

from samsyn.foundation import clock
from samsyn.public.queries import datasets
from samsyn.public.queries.catalogue import PUBLISHER_TYPE, VCARD
from samsyn.public.queries.data import as_csv
from samsyn.public.queries.datasets import DATASETS
from samsyn.regions import available_regions, region
from tests.public.conftest import Shown

#: DCAT-AP-SE 3.0.1: what each class must have, and whether the value is text or an address.
MANDATORY = {
    DCAT.Catalog: {
        DCTERMS.title: Literal, DCTERMS.description: Literal, DCTERMS.publisher: URIRef,
        DCTERMS.license: URIRef, DCAT.dataset: URIRef,
    },
    DCAT.Dataset: {
        DCTERMS.title: Literal, DCTERMS.description: Literal, DCTERMS.publisher: URIRef,
        DCAT.contactPoint: URIRef, DCAT.distribution: URIRef,
    },
    DCAT.Distribution: {
        DCAT.accessURL: URIRef, DCTERMS.format: Literal, DCTERMS.license: URIRef,
    },
    FOAF.Agent: {FOAF.name: Literal, DCTERMS.type: URIRef},
    VCARD.Organization: {VCARD.fn: Literal, VCARD.hasEmail: URIRef},
}  # fmt: skip
TYPES = {
    "string": str, "date": str, "list": list, "boolean": bool, "integer": int,
    "number": (int, float),
}  # fmt: skip


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def flat(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("dataset", DATASETS, ids=lambda dataset: dataset.key)
class TestFiles:
    def test_json_and_csv_say_the_same(self, shown: Shown, dataset):
        path = f"/data/{shown.code}/{dataset.key}"
        whole = Client().get(f"{path}.json").json()
        table = rows_of(Client().get(f"{path}.csv").content.decode())
        assert len(whole["rows"]) == len(table)
        for row, line in zip(whole["rows"], table, strict=True):
            assert line.pop("county") == shown.code
            assert line.pop("generated") == whole["generated"] == clock.today().isoformat()
            assert line == {name: flat(value) for name, value in row.items()}

    def test_rows_follow_the_schema(self, shown: Shown, dataset):
        schema = Client().get(f"/data/schema/{dataset.key}.json").json()
        names = {column.name: column for column in dataset.columns}
        assert list(schema["properties"]["rows"]["items"]["properties"]) == list(names)
        whole = Client().get(f"/data/{shown.code}/{dataset.key}.json").json()
        assert urlsplit(whole["schema"]).path == f"/data/schema/{dataset.key}.json"
        for row in whole["rows"]:
            assert list(row) == list(names)
            for name, value in row.items():
                if value is None:
                    assert names[name].may_be_empty, name
                else:
                    assert isinstance(value, TYPES[names[name].kind]), (name, value)


class TestContent:
    def test_agreements_agree_with_the_page(self, shown: Shown):
        rows = Client().get(f"/data/{shown.code}/overenskommelser.json").json()["rows"]
        page = Client().get(f"/overenskommelser/{shown.code}/huvudavtalet/").content.decode()
        assert {row["agreement"] for row in rows} == {"huvudavtalet"}
        states = [row["state"] for row in rows]
        assert sorted(states)[:2] == ["adopted", "adopted_with_change"]
        for row in rows:
            assert row["party_name"] in page
        assert page.count("Antagen med ändring") == states.count("adopted_with_change")

    def test_arenas_have_offices_and_mandates(self, shown: Shown):
        rows = Client().get(f"/data/{shown.code}/arenor.json").json()["rows"]
        found = {row["arena"]: row for row in rows}
        assert found["barnets-arena"]["mandate_state"] == "valid"
        assert found["ledningsgruppen"]["mandate_state"] == "missing"
        assert found["ledningsgruppen"]["mandate_since"] == "2017-01-01"
        assert found["gamla-arenan"]["became"] == "barnets-arena"
        assert any(seat.startswith("Skolchef") for seat in found["barnets-arena"]["seats"])

    @pytest.mark.parametrize("code", ["jamtland-harjedalen", "fjordlanda"])
    def test_who_does_what_has_every_duty_of_the_day(self, db, code):
        rows = Client().get(f"/data/{code}/vem-gor-vad.json").json()["rows"]
        today = region(code).on(clock.today())
        assert len(rows) == sum(len(operation.duties) for operation in today.operations) > 5

    def test_a_text_that_a_spreadsheet_would_run_is_disarmed(self, db):
        dataset = datasets.Dataset(
            key="x", title="x", title_en="x", text="x", keywords=(), themes=(),
            licence=datasets.CC0, columns=(datasets.Column("a", "string", "x"),),
            rows=lambda _county, _on: [{"a": "=1+1"}, {"a": "vanlig"}],
        )  # fmt: skip
        table = rows_of(as_csv(dataset, region("jamtland-harjedalen"), clock.today()))
        assert [row["a"] for row in table] == ["'=1+1", "vanlig"]


class TestCatalogue:
    @pytest.fixture
    def graph(self, db) -> Graph:
        return Graph().parse(data=Client().get("/data/katalog.ttl").content, format="turtle")

    @pytest.mark.parametrize("kind", MANDATORY, ids=lambda kind: str(kind).rsplit("#")[-1])
    def test_everything_mandatory_is_there(self, graph: Graph, kind):
        things = list(graph.subjects(RDF.type, kind))
        assert things
        for thing in things:
            for predicate, form in MANDATORY[kind].items():
                values = list(graph.objects(thing, predicate))
                assert values, (thing, predicate)
                assert all(isinstance(value, form) and str(value) for value in values)

    def test_there_is_one_catalogue_with_every_data_set_of_every_county(self, graph: Graph):
        assert len(list(graph.subjects(RDF.type, DCAT.Catalog))) == 1
        expected = len(DATASETS) * len(available_regions())
        assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == expected
        assert len(list(graph.objects(None, DCAT.dataset))) == expected

    def test_every_address_answers_with_what_it_promises(self, graph: Graph):
        for file in graph.subjects(RDF.type, DCAT.Distribution):
            address = graph.value(file, DCAT.accessURL)
            answer = Client().get(urlsplit(str(address)).path)
            assert answer.status_code == 200, address
            assert answer.headers["Content-Type"].startswith(str(graph.value(file, DCTERMS.format)))
            schema = Client().get(urlsplit(str(graph.value(file, DCTERMS.conformsTo))).path)
            assert schema.status_code == 200

    def test_publishers_say_their_kind_and_only_confirmed_numbers(self, graph: Graph):
        kinds = set(graph.objects(None, DCTERMS.type))
        assert kinds == {PUBLISHER_TYPE.RegionalAuthority}
        numbers = {
            str(number)
            for agent in graph.subjects(RDF.type, FOAF.Agent)
            for number in graph.objects(agent, DCTERMS.identifier)
        }
        assert numbers == {"232100-0214"}

    @pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
    def test_the_three_spellings_say_the_same(self, graph: Graph):
        for ending, spelling in (("rdf", "xml"), ("jsonld", "json-ld")):
            text = Client().get(f"/data/katalog.{ending}").content
            other = Graph().parse(data=text, format=spelling)
            assert set(other) == set(graph), ending

    def test_every_data_set_is_described_on_the_page(self, db):
        text = Client().get("/data/").content.decode()
        for dataset in DATASETS:
            assert dataset.title in text
            for column in dataset.columns:
                assert f"<code>{column.name}</code>" in text
