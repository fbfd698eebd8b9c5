"""Who opens which page of a plan, what does it cost, and what does one see and do there?"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.actionplans import operations
from samsyn.actionplans.models import RowStatus
from samsyn.actionplans.operations import Report
from samsyn.actionplans.rules import Content, Measure, Status
from samsyn.foundation import clock
from samsyn.indicators.operations import NewMeasure, add_measure, record_value
from samsyn.indicators.rules import Direction, Kind, MeasureUnit, Period
from samsyn.indicators.rules.reading import Row as ReadRow
from tests.actionplans.county import content, decided, fresh, opened, row, running, written
from tests.browsing import client_of
from tests.steering import Steering

MOST_STATEMENTS = 15
#: Address, what it needs beside the plan, and what a secretary and a politician get.
PAGES = {
    "list": ((), 200, 200),
    "new": ((), 200, 403),
    "show": (("plan_id",), 200, 200),
    "version": (("plan_id", "number"), 200, 200),
    "row": (("plan_id", "row_id"), 200, 200),
    "compare": (("plan_id", "before", "after"), 200, 200),
    "pdf": (("plan_id",), 200, 200),
    "docx": (("plan_id",), 200, 200),
    "edit": (("plan_id",), 200, 403),
    "lift": (("plan_id", "row_id"), 200, 403),
    "take_back": (("plan_id", "row_id"), 405, 403),
    "propose": (("plan_id",), 200, 403),
    "report": (("plan_id",), 302, 403),
    "send_back": (("plan_id",), 302, 403),
    "decide": (("plan_id",), 302, 403),
    "sign": (("plan_id",), 403, 403),
    "revise": (("plan_id",), 302, 403),
    "close": (("plan_id",), 200, 403),
}
WITH_PLAN = [name for name, (needs, _s, _p) in PAGES.items() if needs]


@dataclass
class Place:
    """A county with a written plan."""

    county: Steering
    plan: object

    def address(self, name: str) -> str:
        known = {
            "plan_id": self.plan.pk, "number": 1, "row_id": "rad-1", "before": 1, "after": 2,
        }  # fmt: skip
        return reverse(f"actionplans:{name}", kwargs={n: known[n] for n in PAGES[name][0]})


@pytest.fixture
def place(steering: Steering) -> Place:
    return Place(steering, written(steering))


class TestWhoOpensWhat:
    def test_every_address_is_in_the_table(self):
        from samsyn.actionplans.urls import urlpatterns

        assert {entry.name for entry in urlpatterns} == set(PAGES)

    @pytest.mark.parametrize("name", PAGES)
    def test_the_secretary(self, place: Place, name):
        assert (
            client_of(place.county.secretary).get(place.address(name)).status_code == PAGES[name][1]
        )

    @pytest.mark.parametrize("name", PAGES)
    def test_a_politician_reads(self, place: Place, name):
        assert (
            client_of(place.county.politician).get(place.address(name)).status_code
            == PAGES[name][2]
        )

    @pytest.mark.parametrize("name", WITH_PLAN)
    def test_another_countys_people_get_404(self, place: Place, name):
        other = Steering("fjordlanda")
        actor = other.director if name == "sign" else other.secretary
        client = client_of(actor)
        path = place.address(name)
        response = client.post(path) if name == "take_back" else client.get(path)
        assert response.status_code == 404
        assert "Plan för barnen" not in response.content.decode(errors="ignore")

    @pytest.mark.parametrize("name", PAGES)
    def test_a_role_that_does_not_steer_is_refused(self, place: Place, name):
        county = place.county
        party = next(iter(county.parties.values()))
        nurse = county.add_unit("elevhalsa", party, "skolan", "school_nurse")
        assert client_of(nurse).get(place.address(name)).status_code == 403

    @pytest.mark.parametrize("name", PAGES)
    def test_nobody_is_asked_to_log_in(self, place: Place, name):
        assert client_of(None).get(place.address(name)).status_code == 302


class TestCost:
    def many(self, steering: Steering, rows: int):
        plan = running(steering, rows=rows)
        period = str(clock.today().year)
        reports = [Report(f"rad-{n}", Status.OK) for n in range(1, rows + 1)]
        operations.report_status(plan.pk, period, reports, actor=steering.secretary)
        return plan

    @pytest.mark.parametrize("name", ["list", "show", "row", "compare", "report", "pdf", "docx"])
    def test_is_the_same_for_a_long_matrix(self, steering: Steering, name):
        counts = []
        for rows in (1, 12):
            place = Place(steering, self.many(steering, rows))
            client = client_of(steering.secretary)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(place.address(name)).status_code == 200
            counts.append(len(seen))
        assert counts[0] == counts[1]
        assert counts[1] <= MOST_STATEMENTS, [q["sql"][:90] for q in seen]

    @pytest.mark.parametrize("name", ["edit", "propose", "lift", "close"])
    def test_of_a_step_in_a_draft_is_bounded(self, place: Place, name):
        self.check(place, name)

    @pytest.mark.parametrize("name", ["revise", "close", "report"])
    def test_of_a_step_in_a_plan_that_holds_is_bounded(self, steering: Steering, name):
        self.check(Place(steering, running(steering)), name)

    def test_of_writing_in_a_revision_is_bounded(self, steering: Steering):
        plan = running(steering)
        operations.revise_plan(plan.pk, why="Nytt", actor=steering.secretary)
        for name in ("edit", "show", "propose", "lift"):
            self.check(Place(steering, plan), name)

    def check(self, place: Place, name: str) -> None:
        client = client_of(place.county.secretary)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(place.address(name)).status_code == 200
        assert len(seen) <= MOST_STATEMENTS, [q["sql"][:90] for q in seen]


def page(client, name: str, plan, *more) -> str:
    response = client.get(reverse(f"actionplans:{name}", args=[plan.pk, *more]))
    assert response.status_code == 200, response
    return response.content.decode()


class TestReading:
    def test_a_county_without_a_plan_says_so_to_all_who_read(self, db):
        county = Steering("fjordlanda")
        for actor, offers in ((county.politician, False), (county.secretary, True)):
            html = client_of(actor).get(reverse("actionplans:list")).content.decode()
            assert "Länet har ingen handlingsplan här än" in html
            assert ("Ny handlingsplan" in html) is offers

    def test_the_matrix_stands_in_the_sources_order(self, db):
        county = Steering("jonkopings-lan")
        html = page(client_of(county.politician), "show", opened(county))
        heads = ["Område", "Verksamheter", "Mål", "Mått", "Aktivitet", "Genomfört"]
        places = [html.index(f'<th scope="col">{head}</th>') for head in heads]
        assert places == sorted(places)
        assert "Följs fortfarande".casefold() in html.casefold()
        assert "oktober 2016" in html
        assert "Perioden är slut" in html
        assert "Ingen underskrift i Samsyn" in html

    def test_a_row_says_honestly_that_deviations_are_not_counted_yet(self, db):
        county = Steering("jonkopings-lan")
        html = page(client_of(county.politician), "row", opened(county), "fakta")
        assert "Samsyn räknar måttet. Det är inte räknat än." in html
        assert "Planen säger inte vem som ansvarar" in html

    def test_a_row_shows_its_goals_in_the_strategy_and_its_agreement(self, db):
        county = Steering("fjordlanda")
        html = page(client_of(county.politician), "row", opened(county), "sena-svar")
        assert "Stödet kommer tidigt." in html
        assert "Svaren har dröjt." in html

    def test_an_unknown_row_is_404(self, place: Place):
        path = reverse("actionplans:row", args=[place.plan.pk, "finns-inte"])
        assert client_of(place.county.secretary).get(path).status_code == 404

    @pytest.mark.parametrize(("before", "after"), [(0, 1), (1, 99)])
    def test_versions_that_are_not_there_are_not_compared(self, place: Place, before, after):
        path = reverse("actionplans:compare", args=[place.plan.pk, before, after])
        assert client_of(place.county.secretary).get(path).status_code == 404

    def test_a_draft_is_told_apart_from_what_holds(self, steering: Steering):
        plan = running(steering)
        operations.revise_plan(plan.pk, why="Halva tiden", actor=steering.secretary)
        client = client_of(steering.politician)
        assert "Planen revideras" in page(client, "show", plan)
        draft = page(client, "version", plan, fresh(plan.pk).current)
        assert "som inte är beslutad" in draft
        assert "Halva tiden" in draft

    def test_the_turn_is_told(self, steering: Steering):
        plan = decided(steering)
        assert "Din tur" in page(client_of(steering.director), "show", plan)
        html = page(client_of(steering.politician), "show", plan)
        assert f"Väntar på {steering.director.party_name} och Kommunerna tillsammans" in html

    def test_an_empty_county_is_taught(self, steering: Steering):
        html = client_of(steering.secretary).get(reverse("actionplans:list")).content.decode()
        assert "Länet har ingen handlingsplan här än" in html


class TestFigures:
    @pytest.fixture
    def counted(self, steering):
        """A measure with four years, of which one is hidden."""
        measure = add_measure(
            NewMeasure(
                name="Skolfrånvaro", definition="Elever med lång frånvaro.",
                unit=MeasureUnit.PERCENT, kind=Kind.MANUAL, source="Kommunerna",
                direction=Direction.DOWN,
            ),
            actor=steering.analyst,
        )  # fmt: skip
        for year, value in ((2021, "14"), (2022, "13.5"), (2023, None), (2024, "12.1")):
            cell = ReadRow(
                area="",
                period=Period.year(year),
                value=Decimal(value) if value else None,
                is_hidden=value is None,
            )
            record_value(measure.pk, cell, actor=steering.analyst)
        return measure.key

    def plan_with(self, steering, *measures: Measure):
        plan = written(steering, rows=0)
        edit = Content(rows=(row("narvaro", measures=measures),))
        operations.save_plan(plan.pk, edit, base_version=plan.current, actor=steering.secretary)
        return plan

    def test_has_value_source_definition_and_a_trend_with_a_table(self, steering, counted):
        plan = self.plan_with(steering, Measure("Frånvaro", counted))
        html = page(client_of(steering.politician), "row", plan, "narvaro")
        for text in (
            "12,1",
            "dolt",
            "Elever med lång frånvaro.",
            "Källa: Kommunerna",
            "<polyline",
        ):
            assert text in html, text
        assert html.count('<circle class="trend__mark"') == 3

    def test_a_measure_that_nobody_counts_says_so(self, steering, counted):
        plan = self.plan_with(steering, Measure("Trivsel"), Measure("Hälsa", "pupil_health"))
        html = page(client_of(steering.politician), "row", plan, "narvaro")
        assert "Samsyn räknar inte det här måttet." in html
        assert "Ingen har lämnat siffror för måttet än." in html

    def test_cost_the_same_for_four_measures(self, steering, counted):
        measures = [Measure(f"Mått {n}", counted) for n in range(4)]
        counts = []
        for some in (measures[:1], measures):
            plan = self.plan_with(steering, *some)
            with CaptureQueriesContext(connection) as seen:
                page(client_of(steering.politician), "row", plan, "narvaro")
            counts.append(len(seen))
        assert counts[0] == counts[1]

    def test_can_be_chosen_when_the_matrix_is_written(self, steering, counted):
        plan = self.plan_with(steering)
        html = page(client_of(steering.secretary), "edit", plan)
        assert f'<option value="{counted}">Skolfrånvaro</option>' in html


def filled(client, path: str) -> dict:
    """What a browser sends when nothing is changed in the form of a page."""
    form = client.get(path).context["form"]
    data = {}

    def take(part):
        for bound in part:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value

    take(form)
    for rows in (getattr(form, "rows", None), getattr(form, "signatories", None)):
        if rows is not None:
            take(rows.management_form)
            for one in rows:
                take(one)
    return data


class TestWriting:
    def test_sending_the_form_unchanged_makes_no_version(self, place: Place):
        client, path = client_of(place.county.secretary), place.address("edit")
        assert client.post(path, filled(client, path)).status_code == 302
        assert fresh(place.plan.pk).current == place.plan.current

    def test_a_row_is_changed_added_and_moved(self, place: Place):
        client, path = client_of(place.county.secretary), place.address("edit")
        data = filled(client, path)
        data |= {
            "rows-0-goal": "Nytt mål", "rows-0-ORDER": "9", "rows-0-operations": "Skola\r\nVård",
            "rows-0-measure_1": "Frånvaro", "rows-2-area": "Fritid", "rows-2-goal": "Alla med",
        }  # fmt: skip
        assert client.post(path, data).status_code == 302
        rows = content(place.plan).rows
        assert [r.area for r in rows] == ["Rad-2", "Rad-1", "Fritid"]
        assert rows[1].goal == "Nytt mål"
        assert rows[1].operations == ("Skola", "Vård")
        assert rows[1].measures == (Measure("Frånvaro"),)

    def test_a_row_without_area_is_refused_and_nothing_typed_is_lost(self, place: Place):
        client, path = client_of(place.county.secretary), place.address("edit")
        response = client.post(path, filled(client, path) | {"rows-2-goal": "Bara ett mål"})
        assert response.status_code == 422
        html = response.content.decode()
        assert "Bara ett mål" in html
        assert "Skriv vilket område raden gäller" in html

    def test_a_clash_shows_both_and_the_next_save_decides(self, place: Place):
        client, path = client_of(place.county.secretary), place.address("edit")
        mine = filled(client, path) | {"rows-0-goal": "Mitt mål"}
        other = client_of(place.county.director)
        assert (
            other.post(path, filled(other, path) | {"rows-0-goal": "Deras mål"}).status_code == 302
        )
        response = client.post(path, mine)
        assert response.status_code == 409
        html = response.content.decode()
        assert "Mitt mål" in html
        assert "Deras mål" in html
        base = response.context["form"].initial["base_version"]
        assert client.post(path, mine | {"base_version": base}).status_code == 302
        assert content(place.plan).rows[0].goal == "Mitt mål"

    def test_what_was_lifted_out_survives_the_form(self, place: Place):
        operations.lift_row(place.plan.pk, "rad-1", why="Klart", actor=place.county.secretary)
        client, path = client_of(place.county.secretary), place.address("edit")
        client.post(path, filled(client, path) | {"rows-0-goal": "Nytt"})
        assert [r.lifted_why for r in content(place.plan).lifted] == ["Klart"]

    def test_what_is_typed_is_kept_as_a_draft(self, place: Place):
        client, path = client_of(place.county.secretary), place.address("edit")
        url = client.get(path).context["draft_url"]
        data = filled(client, path) | {"rows-0-goal": "Påbörjat", "rows-2-area": "Fritid"}
        assert client.post(url, data).status_code == 200
        html = client.get(path).content.decode()
        assert "Påbörjat" in html
        assert 'value="Fritid"' in html

    def test_a_plan_is_begun(self, steering: Steering):
        from tests.actionplans.county import an_arena

        client, path = client_of(steering.secretary), reverse("actionplans:new")
        arena = an_arena(steering)
        response = client.post(
            path,
            {
                "name": "Ny plan",
                "arena": arena,
                "period_from": "2026-01-01",
                "last_day": "2027-12-31",
            },
        )
        assert response.status_code == 302
        assert "/skriv/" in response.url

    def test_a_lifted_row_is_taken_back_with_a_button(self, place: Place):
        operations.lift_row(place.plan.pk, "rad-1", why="Klart", actor=place.county.secretary)
        client = client_of(place.county.secretary)
        for expected in ("Raden står i matrisen igen", "Raden står i matrisen."):
            response = client.post(place.address("take_back"), follow=True)
            assert expected in response.content.decode()
        assert content(place.plan).lifted == ()


class TestSteps:
    def test_from_draft_to_signed_in_the_browser(self, steering: Steering):
        plan = written(steering, signatures=1)
        secretary, director = client_of(steering.secretary), client_of(steering.director)
        for client, name, more in (
            (secretary, "propose", {}),
            (secretary, "decide", {"paragraph": "§ 9"}),
            (director, "sign", {"has_read": "on"}),
        ):
            path = reverse(f"actionplans:{name}", args=[plan.pk])
            data = {k: v for k, v in filled(client, path).items() if not isinstance(v, dt.date)}
            data |= {"decided_on": clock.today().isoformat()} if name == "decide" else {}
            response = client.post(path, data | more)
            assert response.status_code == 302, response.content.decode()[-3000:]
        assert fresh(plan.pk).state == "running"

    def test_signing_without_having_read_is_refused(self, steering: Steering):
        plan = decided(steering, signatures=1)
        client, path = client_of(steering.director), reverse("actionplans:sign", args=[plan.pk])
        response = client.post(path, filled(client, path))
        assert response.status_code == 422
        assert "Kryssa för att du har läst planen" in response.content.decode()

    def test_status_is_written_in_for_all_rows_on_one_page(self, steering: Steering):
        plan = running(steering)
        client, path = client_of(steering.director), reverse("actionplans:report", args=[plan.pk])
        data = filled(client, path) | {"status_rad-1": "risk", "comment_rad-1": "Vakant tjänst"}
        assert client.post(path, data).status_code == 302
        assert [(s.row, s.status) for s in RowStatus.objects.all()] == [("rad-1", "risk")]
        html = page(client, "row", plan, "rad-1")
        assert "Vakant tjänst" in html

    def test_a_risk_without_words_is_refused_at_its_field(self, steering: Steering):
        plan = running(steering)
        client, path = client_of(steering.director), reverse("actionplans:report", args=[plan.pk])
        response = client.post(path, filled(client, path) | {"status_rad-1": "risk"})
        assert response.status_code == 422
        assert "comment_rad-1" in response.context["form"].errors

    def test_another_period_can_be_chosen(self, steering: Steering):
        plan = running(steering)
        client, path = client_of(steering.director), reverse("actionplans:report", args=[plan.pk])
        year = str(clock.today().year - 1)
        assert client.get(f"{path}?period={year}").context["page"].term == year
        assert client.get(f"{path}?period=hittepa").context["page"].term != "hittepa"


class TestStrategy:
    def test_goals_lead_to_the_rows_that_serve_them(self, db):
        county = Steering("fjordlanda")
        plan = opened(county)
        html = page(client_of(county.politician), "show", plan)
        assert "Hela fjorden mår bra" in html
        assert html.count("rad/narvaro/") == 3  # in the matrix, and once for each of its two goals

    def test_an_ended_plan_is_reported_on_by_its_last_tertial(self, db):
        county = Steering("jonkopings-lan")
        plan = opened(county)
        response = client_of(county.secretary).get(reverse("actionplans:report", args=[plan.pk]))
        assert response.context["page"].term == "2017 T3"
