"""Who may open which page of measures, what does it cost, and what do the pages show?"""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samsyn.access.rules import Actor
from samsyn.indicators.models import Measure, Observation
from samsyn.indicators.operations import (
    NewMeasure,
    add_measure,
    open_measures,
    record_value,
    store_rows,
)
from samsyn.indicators.rules import Direction, Kind, MeasureUnit, Period
from samsyn.indicators.rules.reading import Row
from samsyn.indicators.urls import urlpatterns
from samsyn.regions import region
from tests.browsing import client_of
from tests.steering import Steering
from tests.workspace.test_views import MOST_STATEMENTS

READ = {"list", "measure", "download"}
POST_ONLY = {"fetch", "store"}
WRITE = {"add", "count", "template", "value", "read_in", "threshold", "stop"}
NAMES = sorted(READ | WRITE | POST_ONLY)


@pytest.fixture
def measure(steering: Steering) -> Measure:
    open_measures(region(steering.code), actor=Actor.system(steering.code))
    made = add_measure(
        NewMeasure(
            name="Barn i kö", definition="Antal barn.", unit=MeasureUnit.COUNT, kind=Kind.MANUAL,
            source="Regionen", direction=Direction.DOWN,
        ),
        actor=steering.analyst,
    )  # fmt: skip
    areas = list(steering.parties)
    for year in (2023, 2024, 2025):
        rows = [Row(code, Period.year(year), Decimal(10 + n)) for n, code in enumerate(areas[1:])]
        rows.append(Row(areas[0], Period.year(year), Decimal(3)))
        total = sum((row.value for row in rows), Decimal(0))
        store_rows(
            made.pk, [Row("", Period.year(year), total), *rows], file_name="a.csv",
            actor=steering.analyst,
        )  # fmt: skip
    return made


def address(name: str, measure: Measure) -> str:
    pattern = next(entry for entry in urlpatterns if entry.name == name)
    args = [measure.pk] if pattern.pattern.converters else []
    return reverse(f"indicators:{name}", args=args)


def fetch(actor: Actor | None, name: str, measure: Measure):
    client, path = client_of(actor), address(name, measure)
    return client.post(path) if name in POST_ONLY else client.get(path)


def test_the_table_holds_every_address():
    assert {entry.name for entry in urlpatterns} == set(NAMES)


class TestWhoOpensWhat:
    @pytest.mark.parametrize("name", NAMES)
    def test_the_secretary_opens_all(self, steering: Steering, measure: Measure, name):
        expected = 422 if name in POST_ONLY else 200
        assert fetch(steering.secretary, name, measure).status_code == expected

    @pytest.mark.parametrize("name", NAMES)
    def test_a_politician_reads(self, steering: Steering, measure: Measure, name):
        expected = 200 if name in READ else 403
        assert fetch(steering.politician, name, measure).status_code == expected

    @pytest.mark.parametrize("name", [n for n in NAMES if n not in {"list", "add", "count"}])
    def test_another_county_s_secretary_finds_nothing(self, measure: Measure, name):
        assert fetch(Steering("fjordlanda").secretary, name, measure).status_code == 404

    @pytest.mark.parametrize("name", NAMES)
    def test_a_role_without_steering_is_refused(self, steering: Steering, measure: Measure, name):
        party = next(iter(steering.parties.values()))
        teacher = steering.add_unit("forskola", party, "larare", role="teacher")
        assert fetch(teacher, name, measure).status_code == 403

    @pytest.mark.parametrize("name", NAMES)
    def test_nobody_is_asked_to_log_in(self, measure: Measure, name):
        assert fetch(None, name, measure).status_code in (302, 401)

    def test_what_is_not_there(self, steering: Steering, measure: Measure):
        path = reverse("indicators:measure", args=[uuid.uuid4()])
        assert client_of(steering.secretary).get(path).status_code == 404


class TestCost:
    @pytest.mark.parametrize("name", sorted(READ | WRITE))
    def test_few_statements_however_much(self, steering, measure, name, statements):
        client, path = client_of(steering.secretary), address(name, measure)
        client.get(path)
        with statements:
            assert client.get(path).status_code == 200
        first = len(statements)
        assert first <= MOST_STATEMENTS
        for year in range(2010, 2023):
            record_value(
                measure.pk, Row("", Period.year(year), Decimal(50)), actor=steering.analyst
            )
        with statements:
            client.get(path)
        assert len(statements) == first


class TestWhatIsShown:
    def test_a_page_has_chart_table_and_explains_what_is_hidden(self, steering, measure):
        text = fetch(steering.politician, "measure", measure).content.decode()
        assert "<svg" in text and 'role="img"' in text and 'scope="row"' in text
        assert "dolt" in text and "mindre än 5" in text
        assert "style=" not in text

    def test_no_small_number_leaves_by_any_way(self, steering, measure):
        small = re.compile(r">\s*[1-4]\s*<|;[1-4];")
        for name in ("measure", "download", "list"):
            assert not small.search(fetch(steering.politician, name, measure).content.decode())

    def test_a_politician_sees_no_buttons(self, steering, measure):
        text = fetch(steering.politician, "measure", measure).content.decode()
        assert address("stop", measure) not in text
        assert (
            address("stop", measure) in fetch(steering.analyst, "measure", measure).content.decode()
        )

    def test_the_list_says_what_is_missing(self, steering, measure):
        text = fetch(steering.politician, "list", measure).content.decode()
        assert "Varje skolhuvudman behöver lämna antalet" in text and "Barn i kö" in text

    def test_in_english_the_product_s_own_measures_are_in_english(self, steering, measure):
        client = client_of(steering.politician)
        client.cookies["django_language"] = "en"
        assert "Needs recorded" in client.get(reverse("indicators:list")).content.decode()

    def test_a_stopped_measure_says_so(self, steering, measure):
        client = client_of(steering.analyst)
        sent = {"on": "2025-12-31", "why": "Registret lades ned."}
        assert client.post(address("stop", measure), sent).status_code == 302
        text = client.get(address("measure", measure)).content.decode()
        assert "Källan upphörde" in text and "Registret lades ned." in text
        assert address("value", measure) not in text


class TestForms:
    def test_a_measure_is_added_and_a_value_typed(self, steering, measure):
        client = client_of(steering.analyst)
        sent = {
            "name": "Nytt", "definition": "Något", "unit": "percent", "direction": "up",
            "kind": "manual", "source": "Skolan", "threshold": "10",
        }  # fmt: skip
        made = client.post(reverse("indicators:add"), sent)
        assert made.status_code == 302
        path = f"{made.headers['Location']}varde/"
        assert (
            client.post(path, {"period": "2025", "value": "12,5", "base": "400"}).status_code == 302
        )
        assert "12,5\u00a0%" in client.get(made.headers["Location"]).content.decode()

    @pytest.mark.parametrize(
        "sent",
        [
            {"period": "våren", "value": "1"}, {"period": "2025", "value": "många"},
            {"period": "2199", "value": "9"}, {"period": "2025", "value": ""},
            {"period": "2025", "value": "-4"}, {"area": "oslo", "period": "2025", "value": "9"},
        ],
    )  # fmt: skip
    def test_what_is_wrong_stays_in_the_form(self, steering, measure, sent):
        response = client_of(steering.analyst).post(address("value", measure), sent)
        assert response.status_code == 422
        assert sent["period"] in response.content.decode()

    def test_the_limit_is_changed(self, steering, measure):
        client = client_of(steering.analyst)
        sent = {"threshold": "10", "decided": "Barnarenan, hösten 2026"}
        assert client.post(address("threshold", measure), sent).status_code == 302
        assert "hösten 2026" in client.get(address("measure", measure)).content.decode()

    def test_a_year_is_counted(self, steering, measure):
        client = client_of(steering.analyst)
        assert client.post(reverse("indicators:count"), {"year": "2025"}).status_code == 302
        assert Observation.objects.filter(measure__key="sip.needs").exists()
        assert client.post(reverse("indicators:count"), {"year": "2099"}).status_code == 422


def upload(client, measure, content: bytes, name="siffror.csv"):
    return client.post(address("read_in", measure), {"file": SimpleUploadedFile(name, content)})


class TestReadingIn:
    def test_looked_at_first_and_then_stored(self, steering, measure):
        client, before = client_of(steering.analyst), Observation.objects.count()
        content = "part;period;värde\nlänet;2022;1 040\nBergs kommun;2022;3\n".encode()
        response = upload(client, measure, content)
        text = response.content.decode()
        assert response.status_code == 200 and "döljs" in text
        assert Observation.objects.count() == before
        sent = {"text": response.context["form"]["text"].value(), "file_name": "siffror.csv"}
        assert client.post(address("store", measure), sent).status_code == 302
        new = Observation.objects.filter(measure=measure, period_start=dt.date(2022, 1, 1))
        assert {(row.area, row.value) for row in new} == {("", Decimal(1040)), ("berg", None)}
        assert "siffror.csv" in client.get(address("measure", measure)).content.decode()

    def test_cp1252_from_an_old_spreadsheet(self, steering, measure):
        content = "part;period;värde\nÅre kommun;2022;30\n".encode("cp1252")
        assert (
            "Åre kommun" in upload(client_of(steering.analyst), measure, content).content.decode()
        )

    def test_errors_are_told_and_nothing_can_be_stored(self, steering, measure):
        client, before = client_of(steering.analyst), Observation.objects.count()
        text = "part;period;värde\nOslo;2022;x\n"
        response = upload(client, measure, text.encode())
        assert response.status_code == 422 and "Rad 2" in response.content.decode()
        assert b"Spara siffrorna" not in response.content
        assert client.post(address("store", measure), {"text": text}).status_code == 422
        assert Observation.objects.count() == before

    def test_what_would_tell_is_refused(self, steering, measure):
        text = "part;period;värde\nberg;2025;2\n"
        response = client_of(steering.analyst).post(address("store", measure), {"text": text})
        assert response.status_code == 422 and "hela perioden" in response.content.decode()

    @pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"x" * 1_000_001])
    def test_what_is_no_file_of_figures(self, steering, measure, content):
        assert upload(client_of(steering.analyst), measure, content).status_code == 422

    def test_kolada_that_does_not_answer(self, steering, measure, monkeypatch):
        from samsyn.indicators.queries import NoAnswer, kolada

        def fetch(path):
            raise NoAnswer(path)

        monkeypatch.setattr(kolada, "fetch", fetch)
        kpi = add_measure(
            NewMeasure(
                name="Invånare", definition="Antal.", unit=MeasureUnit.COUNT, kind=Kind.KOLADA,
                source="Kolada", direction=Direction.NONE, kpi="N01951", kpi_title="Invånare totalt",
            ),
            actor=steering.analyst,
        )  # fmt: skip
        sent = {"first": "2023", "last": "2024"}
        response = client_of(steering.analyst).post(address("fetch", kpi), sent)
        assert response.status_code == 422 and "Kolada svarade inte" in response.content.decode()
