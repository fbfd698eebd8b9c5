"""What does anybody see, what is not there, and what does a page cost?"""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from icalendar import Calendar

from samsyn.access.rules import Actor
from samsyn.actionplans.operations import revise_plan, save_plan
from samsyn.agreements.models import Agreement
from samsyn.followup.models import YearlyReport
from samsyn.followup.operations import (
    correct_report,
    draft_report,
    freeze_report,
    open_county,
    publish_report,
)
from samsyn.foundation import clock
from samsyn.governance.models import Arena, Matter, Meeting
from samsyn.regions import region
from tests.actionplans.county import content, fresh, running, written
from tests.browsing import client_of
from tests.public.conftest import HIDDEN, NAME, Shown, make_agreement, make_arena, make_meeting

MOST_STATEMENTS = 15
LISTS = ("/arenor/", "/overenskommelser/", "/handlingsplan/", "/uppfoljning/", "/data/")


def pages(shown: Shown) -> dict[str, str]:
    code = shown.code
    return {
        "arenas": f"/arenor/?lan={code}",
        "arena": f"/arenor/{code}/barnets-arena/",
        "earlier": f"/arenor/{code}/gamla-arenan/",
        "lower": f"/arenor/{code}/ledningsgruppen/",
        "calendar": f"/arenor/{code}/kalender/",
        "minutes": f"/protokoll/{shown.published.pk}/",
        "agreements": f"/overenskommelser/?lan={code}",
        "agreement": f"/overenskommelser/{code}/huvudavtalet/",
        "plans": f"/handlingsplan/?lan={code}",
        "reports": f"/uppfoljning/?lan={code}",
        "data": f"/data/?lan={code}",
    }


def files(shown: Shown) -> list[str]:
    code = shown.code
    keys = ("arenor", "overenskommelser", "handlingsplaner", "vem-gor-vad", "matt")
    return [
        f"/arenor/{code}/kalender.ics",
        f"/arenor/{code}/protokoll.atom",
        f"/uppfoljning/{code}/rapporter.atom",
        *(f"/data/katalog.{ending}" for ending in ("ttl", "rdf", "jsonld")),
        *(f"/data/{code}/{key}.{ending}" for key in keys for ending in ("json", "csv")),
        *(f"/data/schema/{key}.json" for key in keys),
    ]


class TestOpen:
    def test_all_pages_and_files_open_for_nobody_without_a_name(self, shown: Shown):
        for path in [*pages(shown).values(), *files(shown)]:
            answer = Client().get(path)
            text = answer.content.decode()
            assert answer.status_code == 200, path
            assert NAME not in text and "Stolsdotter" not in text, path
            assert HIDDEN not in text, path

    def test_they_open_for_those_logged_in_too(self, shown: Shown):
        client = client_of(shown.steering.secretary)
        for path in pages(shown).values():
            assert client.get(path).status_code == 200, path

    def test_english_has_words_of_its_own(self, shown: Shown):
        client = Client()
        client.cookies["django_language"] = "en"
        for path in pages(shown).values():
            assert client.get(path).status_code == 200, path
        assert "Recommends" in client.get(pages(shown)["arenas"]).content.decode()

    def test_a_county_without_rows_says_so(self, db):
        for path in LISTS:
            assert Client().get(path).status_code == 200
        assert "Här finns inga arenor än" in Client().get("/arenor/").content.decode()

    def test_menu_has_at_most_six_things(self, db):
        text = Client().get("/arenor/").content.decode()
        menu = text.split('class="site-nav"')[1].split("</ul>")[0]
        assert menu.count("<li>") == 6 and 'aria-current="page">Arenor' in menu


class TestClosed:
    def test_minutes_that_are_not_published_are_not_there(self, shown: Shown):
        for meeting in (shown.approved, shown.coming, shown.cancelled):
            assert Client().get(f"/protokoll/{meeting.pk}/").status_code == 404

    def test_not_even_for_a_secretary_on_the_open_page(self, shown: Shown):
        client = client_of(shown.steering.secretary)
        assert client.get(f"/protokoll/{shown.approved.pk}/").status_code == 404

    def test_an_agreement_that_is_still_written_is_not_there(self, shown: Shown):
        assert Client().get(f"/overenskommelser/{shown.code}/opublicerat/").status_code == 404
        assert HIDDEN not in Client().get(pages(shown)["agreements"]).content.decode()

    @pytest.mark.parametrize(
        "path",
        [
            "/arenor/?lan=finns-inte", "/arenor/finns-inte/x/", "/arenor/finns-inte/kalender/",
            "/arenor/jamtland-harjedalen/finns-inte/", "/handlingsplan/jamtland-harjedalen/x/",
            "/uppfoljning/00000000-0000-0000-0000-000000000000/", "/data/katalog.html",
            "/data/jamtland-harjedalen/barn.json", "/data/jamtland-harjedalen/arenor.xlsx",
            "/data/schema/barn.json",
        ],
    )  # fmt: skip
    def test_what_is_not_there_is_404(self, db, path):
        assert Client().get(path).status_code == 404

    def test_nothing_can_be_posted(self, shown: Shown):
        for path in [*pages(shown).values(), *files(shown)]:
            assert Client().post(path).status_code == 405, path

    def test_an_arena_of_another_county_is_not_met_under_this_one(self, shown_one: Shown):
        make_arena("fjordlanda", "fjordarenan")
        assert Client().get(f"/arenor/{shown_one.code}/fjordarenan/").status_code == 404
        assert Client().get("/arenor/fjordlanda/fjordarenan/").status_code == 200


class TestArena:
    def test_says_power_offices_mandate_and_matters(self, shown_one: Shown):
        text = Client().get(pages(shown_one)["arena"]).content.decode()
        for words in (
            "Den beslutar inte åt parterna", "Ordförande i nämnden, ordförande", "Skolchef",
            "Gällande sedan februari 2022", "Att se helheten.", "Kartlagda i hela länet",
            "Kom från Ledningsgruppen", "Gamla arenan", "hösten 2021", "Ska mötas 4 gånger",
            "protokollet är inte publicerat",
        ):  # fmt: skip
            assert words in text, words

    def test_a_mandate_that_never_was_is_missing_since_the_arena_began(self, shown_one: Shown):
        text = Client().get(pages(shown_one)["lower"]).content.decode()
        assert "Saknas sedan 2017" in text

    def test_an_arena_that_is_gone_points_at_the_one_that_followed(self, shown_one: Shown):
        text = Client().get(pages(shown_one)["earlier"]).content.decode()
        assert "Arenan finns inte längre" in text and "Barnets arena" in text

    def test_many_meetings_are_shown_when_asked_for(self, shown_one: Shown):
        for days in range(100, 130):
            make_meeting(shown_one.arena, -days, "approved")
        path = pages(shown_one)["arena"]
        short, whole = (Client().get(p).content.decode() for p in (path, f"{path}?alla"))
        said = "protokollet är inte publicerat"
        assert short.count(said) == 11 and whole.count(said) == 31


class TestMinutes:
    def test_a_correction_stands_first_and_what_was_decided_stays(self, shown_one: Shown):
        text = Client().get(pages(shown_one)["minutes"]).content.decode()
        assert text.index("Rätt antal är fyra.") < text.index("Arenan rekommenderar mer tid.")
        assert 'id="p-1"' in text and "Rekommenderat" in text

    def test_a_closed_matter_behind_an_item_does_not_show(self, shown_one: Shown):
        assert HIDDEN not in Client().get(pages(shown_one)["minutes"]).content.decode()


class TestAgreement:
    def test_text_has_anchors_and_each_party_its_state(self, shown: Shown):
        text = Client().get(pages(shown)["agreement"]).content.decode()
        assert 'id="p-3-3-2"' in text and "Förskolan ser alla barn." in text
        for words in ("Antagen", "Antagen med ändring", "Kortare tid", "Avslagen", "februari 2018"):
            assert words in text, words
        count = len(shown.steering.parties)
        assert len(re.findall(r'<th scope="row">', text)) == count
        if count > 3:
            assert "Inte behandlad än" in text

    def test_one_that_a_source_knows_without_a_version_says_so(self, shown_one: Shown):
        Agreement.objects.create(
            region=shown_one.code, code="kand", name="Känd av källan",
            known_from=dt.date(2014, 9, 1), precision="season",
        )  # fmt: skip
        text = Client().get(f"/overenskommelser/{shown_one.code}/kand/").content.decode()
        assert "Finns enligt källorna sedan hösten 2014" in text
        assert "Känd av källan" in Client().get(pages(shown_one)["agreements"]).content.decode()

    def test_a_matter_never_leads_to_an_agreement_that_is_still_written(self, shown_one: Shown):
        Matter.objects.filter(is_public=True).update(agreement=shown_one.hidden_agreement)
        text = Client().get(pages(shown_one)["arena"]).content.decode()
        assert HIDDEN not in text and "opublicerat" not in text.replace("inte publicerat", "")

    def test_the_list_counts_those_who_have_adopted(self, shown: Shown):
        text = Client().get(pages(shown)["agreements"]).content.decode()
        assert f"2 av {len(shown.steering.parties)} parter har antagit version 1" in text


class TestPlan:
    @pytest.fixture
    def path(self, db) -> str:
        """Jönköping's plan of 2017, as its package says."""
        open_county("jonkopings-lan", actor=Actor.system("jonkopings-lan"))
        return "/handlingsplan/jonkopings-lan/handlingsplan-2017/"

    def test_shows_every_row_and_what_was_lifted(self, path):
        text = Client().get(path).content.decode()
        plan = region("jonkopings-lan").action_plans[0]
        for row in plan.rows:
            assert escape(row.area) in text and escape(row.goal) in text, row.key
        for row in plan.lifted:
            assert escape(row.area) in text, row.key
        assert "Det finns ingen siffra än" in text
        assert "Lyft ur planen, följs fortfarande" in text
        assert text.count("inte rapporterat") == len(plan.rows) + len(plan.lifted)

    def test_the_list_and_the_data_have_the_same_rows(self, path):
        assert (
            "Handlingsplan 2017"
            in Client().get("/handlingsplan/?lan=jonkopings-lan").content.decode()
        )
        rows = Client().get("/data/jonkopings-lan/handlingsplaner.json").json()["rows"]
        plan = region("jonkopings-lan").action_plans[0]
        assert [row["area"] for row in rows if not row["lifted"]] == [r.area for r in plan.rows]
        assert [row["area"] for row in rows if row["lifted"]] == [r.area for r in plan.lifted]

    def test_a_plan_that_is_not_decided_is_not_there(self, steering):
        plan = written(steering)
        path = f"/handlingsplan/{steering.code}/{plan.code}/"
        assert Client().get(path).status_code == 404
        assert plan.name not in Client().get("/handlingsplan/").content.decode()
        rows = Client().get(f"/data/{steering.code}/handlingsplaner.json").json()["rows"]
        assert rows == []

    def test_while_it_is_revised_the_version_that_holds_is_shown(self, steering):
        plan = running(steering)
        old = content(plan)
        revise_plan(plan.pk, why="Ny period", actor=steering.secretary)
        new = replace(old, introduction=HIDDEN)
        save_plan(plan.pk, new, base_version=fresh(plan.pk).current, actor=steering.secretary)
        text = Client().get(f"/handlingsplan/{steering.code}/{plan.code}/").content.decode()
        assert HIDDEN not in text and old.rows[0].area in text
        assert "en ny version skrivs" in text
        for actor in (steering.secretary, steering.director):
            assert actor.user_name not in text


class TestReport:
    @pytest.fixture
    def report(self, shown_one: Shown) -> YearlyReport:
        return draft_report(
            shown_one.arena.pk, period_from=dt.date(2024, 1, 1), period_to=dt.date(2024, 12, 31),
            actor=shown_one.steering.secretary,
        )  # fmt: skip

    def test_is_not_there_before_it_is_published(self, shown_one: Shown, report):
        path, actor = f"/uppfoljning/{report.pk}/", shown_one.steering.secretary
        assert Client().get(path).status_code == 404
        freeze_report(report.pk, base_version=report.current, actor=actor)
        assert Client().get(path).status_code == 404
        assert report.title not in Client().get("/uppfoljning/").content.decode()

    def test_is_shown_frozen_with_what_was_corrected(self, shown_one: Shown, report):
        actor = shown_one.steering.secretary
        freeze_report(report.pk, base_version=report.current, actor=actor)
        publish_report(report.pk, actor=actor)
        correct_report(report.pk, text="Fyra möten.", why="Räknade fel.", actor=actor)
        path = f"/uppfoljning/{report.pk}/"
        text = Client().get(path).content.decode()
        assert "Fyra möten." in text and "Texten är låst." in text
        assert NAME not in text and "/styrning/" not in text
        assert report.title in Client().get("/uppfoljning/").content.decode()
        feed = Client().get(f"/uppfoljning/{shown_one.code}/rapporter.atom").content.decode()
        assert str(report.pk) in feed

    def test_costs_no_more_than_a_page_may(self, shown_one: Shown, report):
        actor = shown_one.steering.secretary
        freeze_report(report.pk, base_version=report.current, actor=actor)
        publish_report(report.pk, actor=actor)
        assert TestStatements().count(f"/uppfoljning/{report.pk}/") <= MOST_STATEMENTS


class TestWholeCounties:
    """Everything that the county packages say, opened and shown."""

    @pytest.mark.parametrize("code", ["jamtland-harjedalen", "jonkopings-lan", "fjordlanda"])
    def test_every_thing_has_a_page(self, db, code):
        open_county(code, actor=Actor.system(code))
        paths = [f"{path}?lan={code}" for path in LISTS]
        paths += [f"/arenor/{code}/{row.code}/" for row in Arena.objects.filter(region=code)]
        lists = Client().get(f"/overenskommelser/?lan={code}").content.decode()
        paths += re.findall(r'href="(/overenskommelser/[^"?]+/[^"?]+/)"', lists)
        links = Client().get(f"/handlingsplan/?lan={code}").content.decode()
        paths += re.findall(r'href="(/handlingsplan/[^"?]+/[^"?]+/)"', links)
        assert len(paths) > 8
        for path in paths:
            text = Client().get(path).content.decode()
            linked = re.findall(r'<a[^>]* href="(/(?:arenor|overenskommelser)/[^"?#]+)"', text)
            assert all(Client().get(link).status_code == 200 for link in set(linked)), path
            assert TestStatements().count(path) <= MOST_STATEMENTS, path


class TestKept:
    def test_a_page_is_kept_by_the_browser_of_nobody_and_a_file_by_anybody(self, shown_one: Shown):
        page = Client().get("/arenor/")
        assert page.headers["Cache-Control"] == "private, max-age=300"
        assert "Cookie" in page.headers["Vary"]
        for path in files(shown_one):
            answer = Client().get(path)
            assert "public" in answer.headers["Cache-Control"], path
            assert not answer.cookies, path
            again = Client().get(path, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status_code == 304, path

    def test_a_page_is_not_kept_for_those_logged_in(self, shown_one: Shown):
        answer = client_of(shown_one.steering.secretary).get("/arenor/")
        assert answer.headers["Cache-Control"] == "no-store"


class TestFeeds:
    def test_minutes_are_atom_and_new_again_when_corrected(self, shown_one: Shown):
        root = ET.fromstring(Client().get(f"/arenor/{shown_one.code}/protokoll.atom").content)
        space = {"a": "http://www.w3.org/2005/Atom"}
        entries = root.findall("a:entry", space)
        assert [e.findtext("a:id", "", space) for e in entries] == [
            f"urn:uuid:{shown_one.published.pk}"
        ]
        updated = entries[0].findtext("a:updated", "", space)
        assert updated[:10] == clock.today().isoformat()
        assert f"/protokoll/{shown_one.published.pk}/" in entries[0].find("a:link", space).get(
            "href"
        )

    def test_reports_are_atom(self, shown_one: Shown):
        ET.fromstring(Client().get(f"/uppfoljning/{shown_one.code}/rapporter.atom").content)

    def test_the_calendar_says_arena_time_and_what_was_called_off(self, shown_one: Shown):
        text = Client().get(f"/arenor/{shown_one.code}/kalender.ics").content
        events = {str(e["uid"]): e for e in Calendar.from_ical(text).walk("VEVENT")}
        coming = events[f"{shown_one.coming.pk}@samsyn"]
        assert str(coming["summary"]) == "Barnets arena" and str(coming["status"]) == "CONFIRMED"
        assert coming.decoded("dtstart") == shown_one.coming.starts_at.replace(microsecond=0)
        assert str(events[f"{shown_one.cancelled.pk}@samsyn"]["status"]) == "CANCELLED"


class TestStatements:
    def test_do_not_grow_with_what_there_is(self, shown_one: Shown):
        few = {name: self.count(path) for name, path in pages(shown_one).items()}
        for number in range(6):
            arena = make_arena(shown_one.code, f"arena-{number}", parent=shown_one.arena)
            make_meeting(arena, number + 1, "planned")
            make_meeting(shown_one.arena, -number - 90, "published")
            make_agreement(shown_one.steering, f"avtal-{number}", f"Avtal {number}", "in_force")
        assert Arena.objects.count() == 9 and Meeting.objects.count() > 10
        many = {name: self.count(path) for name, path in pages(shown_one).items()}
        assert many == few
        assert max(many.values()) <= MOST_STATEMENTS, many

    def count(self, path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(path).status_code == 200
        return len([q for q in seen.captured_queries if not q["sql"].startswith(("SAVE", "RELE"))])
