"""Do the verbs about deviations answer in words and in JSON, and refuse what cannot be?"""

import datetime as dt
import json

import pytest

from samsyn.cli.main import main
from samsyn.foundation import clock
from samsyn.organisations.models import Unit
from tests.deviations.people import Sides


@pytest.fixture(autouse=True)
def is_ready(monkeypatch):
    """The county is in the database; the verbs need not read it in."""
    monkeypatch.setattr("samsyn.cli.deviations.verbs.ready", lambda code: None)


def said(capsys, *words):
    capsys.readouterr()
    assert main(["deviation", *words]) == 0
    return capsys.readouterr().out


def ladder(capsys, code, *words):
    data = json.loads(said(capsys, "ladder", "--region", code, "--json", *words))
    return {row["branch"]: row for row in data["branches"]}


class TestLadder:
    def test_both_branches_with_owners_in_both_languages(self, db, capsys):
        found = ladder(capsys, "jamtland-harjedalen")
        assert list(found) == ["responsibility", "shortcoming"]
        rungs = found["responsibility"]["rungs"]
        assert [row["number"] for row in rungs] == [1, 2, 3]
        assert rungs[2]["owner_in_words"] == "varje parts ledning"
        assert rungs[2]["owner_in_words_en"] == "the leadership of each party"
        assert rungs[0]["clause"] == "§6.1" and rungs[0]["deadline_days"] is None
        assert found["shortcoming"]["source"] == "jamtbus-2018"
        assert not found["shortcoming"]["is_interim"]

    def test_days_where_the_county_has_decided(self, db, capsys):
        days = [
            row["deadline_days"] for row in ladder(capsys, "fjordlanda")["shortcoming"]["rungs"]
        ]
        assert all(days)

    def test_a_county_without_one_says_so(self, db, capsys):
        found = ladder(capsys, "jonkopings-lan")
        assert all(row["is_interim"] and row["source"] is None for row in found.values())
        assert "tills vidare" in said(capsys, "ladder", "--region", "jonkopings-lan")

    def test_in_words(self, db, capsys):
        text = said(capsys, "ladder", "--region", "jamtland-harjedalen", "--on", "2026-11-22")
        assert "Brister i samverkan: Brister i samverkan" in text
        assert "1. Närmaste chef gör det" in text and "ingen tid bestämd, §6.1" in text


class TestLift:
    def test_what_has_stood_too_long_is_lifted(self, db, capsys):
        sides = Sides("fjordlanda")
        with clock.held(clock.now() - dt.timedelta(days=200)):
            one = sides.dispute()
        said_so = said(capsys, "lift-overdue", "--region", sides.code)
        assert said_so == "1 avvikelse har lyfts eller flyttats.\n"
        assert sides.again(one).rung == 1
        assert "0 avvikelser" in said(capsys, "lift-overdue", "--region", "jamtland-harjedalen")


class TestStatistics:
    def test_in_words(self, db, capsys):
        sides = Sides("jamtland-harjedalen")
        for _n in range(6):
            sides.report()
        text = said(capsys, "statistics", "--region", sides.code)
        assert "hittills" in text and "Hela länet: anmälda 6" in text
        assert "Få anmälda avvikelser betyder inte få problem." in text
        assert Unit.objects.get(pk=sides.units["teacher"].pk).name not in text

    def test_a_year_that_has_not_begun_is_refused(self, db, capsys):
        assert main(["deviation", "statistics", "--region", "jamtland-harjedalen",
                     "--year", "2199"]) == 1  # fmt: skip
        assert "2199" in capsys.readouterr().err

    def test_an_unknown_county_is_refused(self, monkeypatch, capsys):
        from samsyn.cli.county import ready

        monkeypatch.setattr("samsyn.cli.deviations.verbs.ready", ready)
        assert main(["deviation", "ladder", "--region", "atlantis"]) == 1
        assert "atlantis" in capsys.readouterr().err
