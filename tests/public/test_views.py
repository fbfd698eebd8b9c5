"""What does anybody see, what is not there, and what does a page cost?"""

import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from samsyn.actionplans.models import ActionPlan
from samsyn.actionplans.queries import content_of
from samsyn.foundation import clock
from samsyn.governance.models import Arena, Meeting
from tests.actionplans.county import running, written
from tests.public.conftest import HIDDEN, NAME, Shown, make_agreement, make_arena, make_meeting
from tests.steering import Steering
from tests.workspace.test_views import client_of

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

    def test_the_list_counts_those_who_have_adopted(self, shown: Shown):
        text = Client().get(pages(shown)["agreements"]).content.decode()
        assert f"2 av {len(shown.steering.parties)} parter har antagit version 1" in text


class TestPlan:
    @pytest.fixture
    def plan(self, steering: Steering) -> ActionPlan:
        return running(steering)

    def test_shows_the_matrix_of_a_decided_plan(self, steering: Steering, plan: ActionPlan):
        text = Client().get(f"/handlingsplan/{plan.region}/{plan.code}/").content.decode()
        for row in content_of(plan).matrix:
            assert row.area in text and row.goal in text
        assert Client().get(f"/handlingsplan/{plan.region}/annan/").status_code == 404
        assert plan.name in Client().get("/handlingsplan/").content.decode()

    def test_a_plan_that_is_not_decided_is_not_there(self, steering: Steering):
        plan = written(steering)
        assert Client().get(f"/handlingsplan/{plan.region}/{plan.code}/").status_code == 404
        assert plan.name not in Client().get("/handlingsplan/").content.decode()

    def test_data_has_the_same_rows(self, steering: Steering, plan: ActionPlan):
        rows = Client().get(f"/data/{plan.region}/handlingsplaner.json").json()["rows"]
        assert [row["row"] for row in rows] == [row.id for row in content_of(plan).rows]


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
