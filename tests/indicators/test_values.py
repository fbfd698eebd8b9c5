"""Do figures come in rightly by hand, from a file and from Kolada, and are small ones hidden?"""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from samsyn.access.rules import Actor
from samsyn.foundation.refusals import Denied, NotPossible, Refused
from samsyn.indicators import queries
from samsyn.indicators.models import Measure, Observation
from samsyn.indicators.operations import (
    NewMeasure,
    add_measure,
    open_measures,
    record_value,
    set_threshold,
    stop_measure,
    store_rows,
)
from samsyn.indicators.queries import kolada as fetching
from samsyn.indicators.queries.incoming import fetch_for, preview_of, template_for
from samsyn.indicators.rules import Direction, Kind, MeasureUnit, Period, kolada
from samsyn.indicators.rules.reading import Fault, Row, read_csv
from samsyn.regions import region
from tests.steering import Steering

RECORDED = Path(__file__).parent / "recorded"
YEAR = Period.year(2025)


def new(**changes) -> NewMeasure:
    values = {
        "name": "Barn i kö", "definition": "Antal barn.", "unit": MeasureUnit.COUNT,
        "kind": Kind.MANUAL, "source": "Regionen", "direction": Direction.DOWN,
    }  # fmt: skip
    return NewMeasure(**{**values, **changes})


@pytest.fixture
def measure(steering: Steering) -> Measure:
    return add_measure(new(), actor=steering.analyst)


def row(area, value, period=YEAR, **more):
    return Row(area, period, None if value is None else Decimal(value), **more)


def field_of(call) -> str | None:
    with pytest.raises(Refused) as refusal:
        call()
    assert str(refusal.value)
    return refusal.value.field


class TestMeasures:
    def test_added_by_those_who_may(self, steered: Steering):
        found = add_measure(new(), actor=steered.secretary)
        assert found.key == "barn-i-ko" and found.region == steered.code
        assert add_measure(new(), actor=steered.analyst).key == "barn-i-ko-2"
        for actor in (steered.politician, steered.auditor, steered.director):
            with pytest.raises(Denied):
                add_measure(new(), actor=actor)

    def test_refusals_at_their_field(self, steering: Steering):
        actor = steering.analyst
        assert field_of(lambda: add_measure(new(threshold=1), actor=actor)) == "threshold"
        assert field_of(lambda: add_measure(new(kind=Kind.LIVE), actor=actor)) == "kind"
        assert field_of(lambda: add_measure(new(kind=Kind.KOLADA), actor=actor)) == "kpi_title"
        assert field_of(lambda: add_measure(new(name="—"), actor=actor)) == "name"

    def test_the_limit_has_a_decision(self, steering: Steering, measure: Measure):
        change = {"measure_id": measure.pk, "actor": steering.analyst}
        assert field_of(lambda: set_threshold(threshold=10, decided=" ", **change)) == "decided"
        assert set_threshold(threshold=10, decided="Barnarenan 2026", **change).threshold == 10

    def test_stopping(self, steering: Steering, measure: Measure):
        stop = {"measure_id": measure.pk, "actor": steering.analyst}
        record_value(measure.pk, row("", 40), actor=steering.analyst)
        day = dt.date(2025, 12, 31)
        assert field_of(lambda: stop_measure(on=day, why="", **stop)) == "why"
        assert field_of(lambda: stop_measure(on=dt.date(2199, 1, 1), why="x", **stop)) == "on"
        assert field_of(lambda: stop_measure(on=dt.date(2024, 1, 1), why="x", **stop)) == "on"
        stop_measure(on=day, why="Registret lades ned.", **stop)
        with pytest.raises(NotPossible):
            stop_measure(on=day, why="igen", **stop)
        value = row("", 40, Period.tertial(2026, 1))
        assert field_of(lambda: record_value(measure.pk, value, actor=steering.analyst)) == "period"

    def test_another_county_s_measure_is_not_there(self, measure: Measure):
        with pytest.raises(NotPossible):
            record_value(measure.pk, row("", 40), actor=Steering("fjordlanda").analyst)


class TestByHand:
    def test_a_later_value_holds_and_the_old_one_stays(self, steering: Steering, measure: Measure):
        for value in (40, 41):
            record_value(measure.pk, row("", value), actor=steering.analyst)
        assert queries.series(steering.code, measure.key).latest.value == 41
        assert Observation.objects.filter(measure=measure).count() == 2

    def test_history_is_not_rewritten(self, steering: Steering, measure: Measure):
        record_value(measure.pk, row("", 40), actor=steering.analyst)
        with pytest.raises(DatabaseError), transaction.atomic():
            Observation.objects.update(value=1)

    def test_a_small_value_is_never_stored(self, steering: Steering, measure: Measure):
        stored = record_value(measure.pk, row("berg", 3), actor=steering.analyst)
        assert stored.is_suppressed and stored.value is None
        assert (
            field_of(lambda: record_value(measure.pk, row("", 30), actor=steering.analyst))
            == "period"
        )

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            (row("", -1), "value"), (row("", "1.5"), "value"), (row("", None), "value"),
            (row("ingenstans", 9), "area"), (row("", 9, Period.year(2100)), "period"),
        ],
    )  # fmt: skip
    def test_refusals_at_their_field(self, steering: Steering, measure: Measure, changed, field):
        assert field_of(lambda: record_value(measure.pk, changed, actor=steering.analyst)) == field

    def test_a_share_is_at_most_all(self, steering: Steering):
        percent = add_measure(new(unit=MeasureUnit.PERCENT), actor=steering.analyst)
        call = lambda: record_value(percent.pk, row("", 101), actor=steering.analyst)  # noqa: E731
        assert field_of(call) == "value"

    def test_what_samsyn_counts_is_not_typed(self, steering: Steering):
        open_measures(region(steering.code), actor=Actor.system(steering.code))
        live = Measure.objects.get(region=steering.code, key="sip.needs")
        with pytest.raises(NotPossible):
            record_value(live.pk, row("", 40), actor=steering.analyst)

    def test_what_waits_for_a_source_can_be_given_one(self, steering: Steering):
        open_measures(region(steering.code), actor=Actor.system(steering.code))
        waiting = Measure.objects.get(region=steering.code, key="absence")
        record_value(waiting.pk, row("", 40), actor=steering.analyst)
        assert queries.series(steering.code, "absence").latest.value == 40


class TestFiles:
    def test_out_and_in_again_is_the_same(self, steering: Steering, measure: Measure):
        rows = [row("", 60), row("berg", 3), row("are", 20, note="Räknat i maj")]
        store_rows(measure.pk, rows, file_name="a.csv", actor=steering.analyst)
        first = queries.export_csv(measure)
        read = read_csv(first, queries.areas_of(steering.code), dt.date(2026, 11, 25))
        assert read.problems == ()
        store_rows(measure.pk, read.rows, file_name="b.csv", actor=steering.analyst)
        assert queries.export_csv(measure) == first
        assert ";3;" not in first

    def test_the_template_can_be_read(self, steered: Steering):
        made = add_measure(new(), actor=steered.analyst)
        page = queries.measure_page(steered.analyst, made.pk)
        preview = preview_of(page, template_for(page))
        assert preview.problems == () and len(preview.rows) == len(steered.parties) + 1

    def test_a_preview_says_what_is_wrong_in_words(self, steering: Steering, measure: Measure):
        page = queries.measure_page(steering.analyst, measure.pk)
        preview = preview_of(page, "part;period;värde\nOslo;2025;1\n")
        assert preview.problems == (
            "Rad 2: ”Oslo” är ingen part i länet. Skriv partens namn, eller länet.",
        )


@pytest.fixture
def kpi(steering: Steering) -> Measure:
    return add_measure(
        new(
            name="Invånare", kind=Kind.KOLADA, kpi="n01951", kpi_title="Invånare totalt, antal",
            source="Kolada",
        ),
        actor=steering.analyst,
    )  # fmt: skip


class TestKolada:
    @pytest.fixture
    def recorded(self, monkeypatch) -> list[str]:
        """Kolada as it was recorded; the addresses that were asked for."""
        asked: list[str] = []

        def fetch(path: str) -> str:
            asked.append(path)
            page = "2" if "page=2" in path else "1"
            name = "kolada_kpi" if path.startswith("kpi?") else f"kolada_data_{page}"
            return (RECORDED / f"{name}.json").read_text("utf-8")

        monkeypatch.setattr(fetching, "fetch", fetch)
        return asked

    def test_looked_up_by_title_and_fetched_to_the_last_page(self, steering, kpi, recorded):
        page = queries.measure_page(steering.analyst, kpi.pk)
        preview = preview_of(page, fetch_for(page, (2023, 2024)))
        assert preview.problems == () and preview.kpi_title == "Invånare totalt, antal"
        assert [(r.area, r.period.code, r.value, r.note) for r in preview.rows] == [
            ("berg", "2024", Decimal(7000), ""),
            ("bracke", "2024", None, "Missing"),
        ]
        assert recorded[0].startswith("kpi?title=Inv") and any("page=2" in p for p in recorded)
        store_rows(kpi.pk, preview.rows, file_name="api.kolada.se", actor=steering.analyst)
        figure = queries.series(steering.code, kpi.key, area="berg").latest
        assert figure.value == 7000 and figure.source == "Källa: Kolada (RKA)"

    def test_another_title_is_refused(self, steering, kpi, recorded):
        kpi.kpi_title = "Något annat"
        kpi.save()
        with pytest.raises(Refused):
            fetch_for(queries.measure_page(steering.analyst, kpi.pk), (2024,))

    def test_a_file_of_another_kpi_is_told(self, steering, kpi):
        text = (RECORDED / "kolada_data_1.json").read_text("utf-8").replace("N01951", "N00914")
        read = kolada.read_kolada(text, "N01951", {"2326": "berg"})
        assert {p.fault for p in read.problems} == {Fault.OTHER_KPI} and not read.rows

    @pytest.mark.parametrize(
        "text", ["", "{", "[1]", '{"values": 3}', '{"values": [1, {"kpi": "N01951"}]}', "null"]
    )
    def test_what_is_no_answer(self, text):
        read = kolada.read_kolada(text, "N01951", {"2326": "berg"})
        assert read.problems and not read.rows

    @pytest.mark.parametrize(
        "path", ["http://api.kolada.se/v3/kpi", "https://example.org/v3/", "file:///etc/passwd"]
    )
    def test_only_kolada_and_only_https(self, path):
        with pytest.raises(queries.NoAnswer):
            fetching.fetch(path)

    def test_one_title_one_kpi(self):
        found = (kolada.Kpi("N1", "A"), kolada.Kpi("N2", "a "))
        assert kolada.kpi_by_title(found, "A") is None
        assert kolada.kpi_by_title(found[:1], " a") == found[0]
