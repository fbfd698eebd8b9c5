"""Who opens the statistics, do all faces tell the same, and what do they say?"""

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from samsyn.cli.main import main
from samsyn.deviations import operations
from samsyn.foundation import clock
from samsyn.patterns.queries import statistics_counts
from samsyn.patterns.queries.statistics import statistics
from samsyn.patterns.rules.statistics_wording import FEW
from tests.browsing import client_of
from tests.deviations.people import Sides
from tests.steering import Steering
from tests.workspace.test_views import MOST_STATEMENTS

YEAR = clock.today().year


@pytest.fixture
def sides(db):
    return Sides("jamtland-harjedalen")


@pytest.fixture(autouse=True)
def is_ready(monkeypatch):
    """The county is in the database; the verbs need not read it in."""
    monkeypatch.setattr("samsyn.cli.deviations.verbs.ready", lambda code: None)


@pytest.fixture
def told(sides):
    """Twelve reported by the school, half of them answered."""
    found = [sides.report() for _n in range(12)]
    for one in found[:6]:
        operations.answer_deviation(one.pk, sides.answering(), actor=sides.head)
    return sides


ADDRESSES = {
    "statistics": [], "statistics_csv": [], "year": [YEAR], "year_pdf": [YEAR],
}  # fmt: skip


def url(name, *args):
    return reverse(f"patterns:{name}", args=args or ADDRESSES[name])


@pytest.mark.parametrize("name", ADDRESSES)
class TestWhoOpensWhat:
    def test_those_who_steer_and_managers_do(self, sides, name):
        for key in ("head", "area", "local", "county", "auditor", "director"):
            assert client_of(sides.actors[key]).get(url(name)).status_code == 200, key

    def test_a_politician_does(self, steering: Steering, name):
        assert client_of(steering.politician).get(url(name)).status_code == 200

    def test_who_does_not_steer_is_refused(self, sides, name):
        assert client_of(sides.teacher).get(url(name)).status_code == 403

    def test_nobody_is_asked_to_log_in(self, db, name):
        assert Client().get(url(name)).status_code == 302

    def test_nothing_is_posted(self, sides, name):
        assert client_of(sides.county).post(url(name)).status_code == 405


class TestYears:
    def test_one_that_has_not_begun_is_not_there(self, sides):
        client = client_of(sides.county)
        for year in (YEAR + 1, 1999, 99999):
            assert client.get(url("year", year)).status_code == 404
            assert client.get(url("year_pdf", year)).status_code == 404
        assert client.get(url("statistics"), {"ar": YEAR + 1}).status_code == 404

    def test_what_is_no_year_is_this_year(self, sides):
        text = client_of(sides.county).get(url("statistics"), {"ar": "x"}).content.decode()
        assert f"{YEAR} hittills" in text

    def test_another_year_is_told_by_itself(self, told):
        text = client_of(told.county).get(url("statistics"), {"ar": YEAR - 1}).content.decode()
        assert "Ingen avvikelse är anmäld." in text

    def test_few_statements(self, told, statements):
        client = client_of(told.county)
        with statements:
            client.get(url("statistics"))
        assert len(statements) <= MOST_STATEMENTS


class TestSameEverywhere:
    def test_page_file_paper_and_command_line(self, told, capsys):
        client, stats = client_of(told.county), statistics(told.code, YEAR)
        assert stats.county.n.value == 12 and stats.county.answered.value == 6
        page = client.get(url("statistics")).content.decode()
        assert ">12<" in page.replace("\n", "") and "(50" in page
        rows = list(csv.reader(io.StringIO(client.get(url("statistics_csv")).content.decode()[1:]),
                               delimiter=";"))  # fmt: skip
        figures = list(stats.figures())
        assert [(r[2], r[5], r[6]) for r in rows[1:]] == [
            (key, "" if a.value is None else str(a.value), "ja" if a.is_hidden else "")
            for _part, key, _name, _figure, a in figures
        ]
        assert rows[1] == [str(YEAR), "länet", "", "Hela länet", "anmälda", "12", ""]
        year = client.get(url("year")).content.decode()
        assert f"Hittills under {YEAR} anmäldes 12 avvikelser." in year
        assert "6 av 12 har fått svar (50 procent)." in year and FEW in year
        paper = client.get(url("year_pdf")).content
        text = " ".join(
            " ".join(p.extract_text() for p in PdfReader(io.BytesIO(paper)).pages).split()
        )
        assert "anmäldes 12 avvikelser" in text and "Efter den part som anmälde" in text
        assert main_json(capsys, "statistics", "--region", told.code) == stats.as_dict()

    def test_few_are_told_nowhere(self, sides, capsys):
        for _n in range(3):
            sides.report()
        client = client_of(sides.county)
        assert "Så få avvikelser är anmälda" in client.get(url("statistics")).content.decode()
        year = client.get(url("year")).content.decode()
        assert "så få anmälda avvikelser att antalet inte visas" in year
        rows = client.get(url("statistics_csv")).content.decode().splitlines()
        shown = [row for row in rows[1:] if row.split(";")[5] not in ("", "0")]
        assert not [row for row in shown if "anmälda" in row or "besvarade" in row]
        data = main_json(capsys, "statistics", "--region", sides.code)
        assert data["too_few_to_tell"] and data["county"][0]["reported"] == "hidden"

    def test_the_measures_tell_the_same(self, told):
        told_of, threshold = statistics_counts.told_of(told.code, YEAR)
        stats = statistics(told.code, YEAR)
        assert threshold == stats.threshold == 5
        hidden = {row.key for row in stats.parties if row.n.is_hidden}
        assert hidden == told_of.parties_hidden == set()

    def test_in_english(self, told):
        client = client_of(told.county)
        client.cookies["django_language"] = "en"
        assert client.get(url("statistics")).status_code == 200
        assert 'lang="sv"' in client.get(url("year")).content.decode()


def main_json(capsys, *words):
    capsys.readouterr()
    assert main(["deviation", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)
