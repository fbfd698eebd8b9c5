"""Who may open which page of meetings, and do forms, documents and calendars hold together?"""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from samsyn.foundation import clock
from samsyn.governance import operations, rules
from samsyn.governance.models import BalanceEntry, Matter, Meeting
from samsyn.governance.queries import meeting_page
from tests.browsing import client_of
from tests.governance.chambers import Chambers, at
from tests.remembered import remembered
from tests.steering import Steering

MOST_STATEMENTS = 15


@dataclass
class Full:
    """A county where everything that an address can name exists."""

    chambers: Chambers

    @remembered
    def __post_init__(self) -> None:
        house = self.chambers
        self.matter = house.matter("Samlat stöd")
        self.held = house.held(house.matter("Rutin för skolfrånvaro"))
        self.coming = house.meeting(10)
        operations.add_item(self.coming.pk, title="Övriga frågor", actor=house.secretary)
        self.entry = operations.add_entry(
            house.main.pk, what="Skriv rutinen", owner="Beredarna", actor=house.secretary
        )

    def path(self, name: str) -> str:
        year = clock.today().year
        known: dict[str, list[Any]] = {
            "matter": [self.matter.pk], "prepare_matter": [self.matter.pk],
            "matter_document": [self.matter.pk], "hand_over": [self.matter.pk],
            "close_matter": [self.matter.pk], "reopen_matter": [self.matter.pk],
            "plan_year": [self.chambers.main.pk, year], "feed": [self.chambers.main.pk, year],
            "meeting": [self.coming.pk], "move_meeting": [self.coming.pk],
            "cancel_meeting": [self.coming.pk], "invitation": [self.coming.pk],
            "call_meeting": [self.coming.pk], "call_paper": [self.coming.pk],
            "agenda": [self.coming.pk], "attendance": [self.held.pk], "minutes": [self.held.pk],
            "minutes_paper": [self.held.pk], "approve": [self.held.pk], "correct": [self.held.pk],
            "excerpt": [self.held.pk, self.held.items.first().pk],
            "agenda_item": [self.coming.pk, self.coming.items.last().pk],
            "minutes_ready": [self.held.pk], "minutes_reopen": [self.held.pk],
            "publish": [self.held.pk], "balance": [self.chambers.main.pk],
            "add_entry": [self.chambers.main.pk], "balance_paper": [self.chambers.main.pk],
            "entry": [self.entry.pk], "update_entry": [self.entry.pk],
            "hand_entry": [self.entry.pk], "close_entry": [self.entry.pk],
        }  # fmt: skip
        return reverse(f"governance:{name}", args=known.get(name, []))


@pytest.fixture
def full(house: Chambers) -> Full:
    return Full(house)


READ = [
    "matters", "matter", "calendar", "feed", "meeting", "invitation", "call_paper",
    "minutes_paper", "excerpt", "balances", "balance", "balance_paper", "entry",
]  # fmt: skip
PREPARE = [
    "new_matter", "prepare_matter", "matter_document", "hand_over", "close_matter",
    "reopen_matter",
]  # fmt: skip
RUN = [
    "plan_meeting", "plan_year", "move_meeting", "cancel_meeting", "call_meeting", "agenda",
    "attendance", "minutes", "approve", "correct", "add_entry", "hand_entry", "close_entry",
]  # fmt: skip
POST = ["agenda_item", "minutes_ready", "minutes_reopen", "publish"]
FREE = {"matters", "calendar", "balances", "new_matter", "plan_meeting"}
ALL = [*READ, *PREPARE, *RUN, "update_entry", *POST]


class TestDoors:
    """Each address × who asks."""

    @pytest.mark.parametrize("name", [*READ, *PREPARE, *RUN, "update_entry"])
    def test_the_secretary_opens_it_in_few_statements(self, full: Full, name: str):
        client, path = client_of(full.chambers.secretary), full.path(name)
        with CaptureQueriesContext(connection) as statements:
            assert client.get(path).status_code == 200
        assert len(statements) <= MOST_STATEMENTS, [s["sql"][:90] for s in statements]

    @pytest.mark.parametrize("name", READ)
    def test_a_politician_reads(self, full: Full, name: str):
        assert client_of(full.chambers.world.politician).get(full.path(name)).status_code == 200

    @pytest.mark.parametrize("name", [*PREPARE, *RUN, *POST])
    def test_a_politician_changes_nothing(self, full: Full, name: str):
        assert client_of(full.chambers.world.politician).post(full.path(name)).status_code == 403

    @pytest.mark.parametrize("name", ["prepare_matter", "matter_document", "hand_over"])
    def test_a_board_secretary_leaves_others_matters_alone(self, full: Full, name: str):
        board = next(iter(full.chambers.world.boards.values()))
        assert client_of(board).get(full.path(name)).status_code == 403

    @pytest.mark.parametrize("name", [n for n in ALL if n not in FREE])
    def test_another_county_meets_404(self, full: Full, name: str):
        stranger, path = Steering("fjordlanda").secretary, full.path(name)
        client = client_of(stranger)
        answer = client.post(path) if name in POST else client.get(path)
        assert answer.status_code == 404
        assert b"Samlat" not in answer.content

    @pytest.mark.parametrize("name", [n for n in ALL if n in FREE])
    def test_another_county_sees_nothing_of_it(self, full: Full, name: str):
        answer = client_of(Steering("fjordlanda").secretary).get(full.path(name))
        assert answer.status_code == 200
        assert "Stora arenan" not in answer.content.decode()

    @pytest.mark.parametrize("name", ALL)
    def test_a_role_that_does_not_steer_is_refused(self, full: Full, name: str):
        world = full.chambers.world
        teacher = world.add_unit("", next(iter(world.parties.values())), "larare", "administrator")
        answer = client_of(teacher).post(full.path(name))
        assert answer.status_code == 403

    @pytest.mark.parametrize("name", ALL)
    def test_nobody_is_asked_to_log_in(self, full: Full, name: str):
        assert client_of(None).get(full.path(name)).status_code == 302

    def test_lists_cost_the_same_with_many(self, full: Full):
        client = client_of(full.chambers.secretary)

        def cost(name: str) -> int:
            with CaptureQueriesContext(connection) as statements:
                client.get(full.path(name))
            return len(statements)

        names = ("matters", "meeting", "balance", "calendar", "agenda", "minutes_paper")
        few = {name: cost(name) for name in names}
        for nth in range(4):
            matter = full.chambers.matter(f"Nr {nth}")
            operations.list_matter(full.coming.pk, matter.pk, actor=full.chambers.secretary)
            full.chambers.matter(f"Till {nth}")
            full.chambers.meeting(20 + nth)
            operations.add_entry(
                full.chambers.main.pk, what=f"Nr {nth}", owner="Någon", matter_id=matter.pk,
                actor=full.chambers.secretary,
            )  # fmt: skip
        assert {name: cost(name) for name in names} == few


class TestMatterPages:
    def test_a_matter_is_recorded_and_handed_over(self, full: Full):
        client, house = client_of(full.chambers.secretary), full.chambers
        typed = {
            "title": "Nytt ärende", "kind": "decision", "arena": str(house.officials.pk),
            "meant_for": str(house.main.pk), "what": "Ta ställning.", "has_cost": "on",
        }  # fmt: skip
        answer = client.post(full.path("new_matter"), typed)
        matter = Matter.objects.get(title="Nytt ärende")
        assert answer.url == reverse("governance:matter", args=[matter.pk])
        path = reverse("governance:hand_over", args=[matter.pk])
        options = client.get(path).content.decode()
        assert options.index("Stora arenan") < options.index("Beslutarna</option>")
        client.post(path, {"arena": str(house.main.pk)})
        assert Matter.objects.get(pk=matter.pk).arena == house.main

    def test_a_refusal_stands_at_its_field_and_nothing_is_lost(self, full: Full):
        path = full.path("hand_over")
        answer = client_of(full.chambers.secretary).post(
            path, {"arena": str(full.chambers.deciders.pk), "why": ""}
        )
        assert answer.status_code == 422
        assert "Skriv varför det här gör det." in answer.content.decode()

    def test_the_list_is_chosen_by_arena_and_state(self, full: Full):
        client = client_of(full.chambers.world.politician)
        full.chambers.matter("Beredningens", arena=full.chambers.officials)
        for arena in ("beredarna", str(full.chambers.officials.pk)):
            page = client.get(full.path("matters"), {"arena": arena}).content.decode()
            assert "Beredningens" in page and "Samlat stöd" not in page
        assert "Samlat" not in client.get(full.path("matters"), {"lage": "closed"}).content.decode()


class TestMeetingPages:
    def test_the_year_is_planned_from_proposals(self, full: Full):
        client, year = client_of(full.chambers.secretary), clock.today().year + 1
        path = reverse("governance:plan_year", args=[full.chambers.main.pk, year])
        form = client.get(path).context["form"]
        typed = {"time": "10:00", "minutes": "120", "place": ""}
        typed |= {name: form.initial[name].isoformat() for name in form.days}
        assert client.post(path, typed).status_code == 302
        assert Meeting.objects.filter(starts_at__year=year).count() == 4
        calendar = client.get(full.path("calendar"), {"ar": year}).content.decode()
        assert "Färre möten" in calendar  # the other arenas have none yet
        assert "Planera året för Stora arenan" not in calendar

    def test_the_agenda_is_made_and_called_to(self, full: Full):
        client = client_of(full.chambers.secretary)
        client.post(full.path("agenda"), {"matter": str(full.matter.pk), "presenter": "Ordförande"})
        page = meeting_page(full.chambers.secretary, full.coming.pk)
        client.post(
            reverse("governance:agenda_item", args=[full.coming.pk, page.items[1].id]),
            {"gor": "upp"},
        )
        answer = client.post(full.path("call_meeting"), follow=True).content.decode()
        assert "Kallelse 1 gjordes" in answer
        page = meeting_page(full.chambers.secretary, full.coming.pk)
        titles = [item.title for item in page.items]
        assert titles == ["Föregående protokoll", "Samlat stöd", "Övriga frågor"]

    def test_a_call_without_agenda_says_why(self, full: Full):
        empty = full.chambers.meeting(30, full.chambers.deciders)
        path = reverse("governance:call_meeting", args=[empty.pk])
        answer = client_of(full.chambers.secretary).post(path)
        assert answer.status_code == 422 and "Dagordningen är tom" in answer.content.decode()

    def test_attendance_then_minutes_then_approval_then_correction(self, full: Full):
        client, house = client_of(full.chambers.secretary), full.chambers
        typed = {f"seat-{seat.pk}": "present" for seat in house.seats}
        typed[f"seat-{house.seats[1].pk}"] = "substitute"
        typed[f"name-{house.seats[1].pk}"] = "Kim Ek"
        assert client.post(full.path("attendance"), typed).status_code == 302
        minutes = {
            "as_proposed-1": "on", "outcome-1": "", "task-1": "Skriv en plan", "owner-1": "Beredarna",
            "due-1": "2030-01-02", "ready": "1",
        }  # fmt: skip
        assert client.post(full.path("minutes"), minutes).status_code == 302
        assert BalanceEntry.objects.get(what="Skriv en plan").due_on == dt.date(2030, 1, 2)
        page = client.get(reverse("governance:meeting", args=[full.held.pk])).content.decode()
        assert "Rekommenderat" in page and "Kim Ek" in page
        approved = {"adjusters": "Ordföranden", "approved_on": clock.today().isoformat()}
        assert client.post(full.path("approve"), approved).status_code == 302
        item = str(full.held.items.get().pk)
        wrong = {"item": item, "text": "Rätt är tre månader.", "why": "Felskrivning."}
        assert client.post(full.path("correct"), wrong).status_code == 302
        page = client.get(reverse("governance:meeting", args=[full.held.pk])).content.decode()
        assert "Rätt är tre månader." in page and "rekommenderar parterna" in page
        assert client.post(full.path("publish")).status_code == 302

    def test_what_an_arena_may_not_do_is_not_offered(self, full: Full):
        page = client_of(full.chambers.secretary).get(full.path("minutes")).content.decode()
        assert 'value="recommended"' in page and 'value="decided"' not in page

    def test_a_refusal_stands_at_the_item(self, full: Full):
        full.chambers.main.quorum = 9
        full.chambers.main.save()
        answer = client_of(full.chambers.secretary).post(
            full.path("minutes"), {"as_proposed-1": "on"}
        )
        assert answer.status_code == 422
        assert "För få ledamöter var där" in answer.content.decode()

    def test_cancelling_needs_a_reason(self, full: Full):
        client = client_of(full.chambers.secretary)
        assert client.post(full.path("cancel_meeting"), {"why": ""}).status_code == 422
        client.post(full.path("cancel_meeting"), {"why": "Sjukdom."})
        assert "Sjukdom." in client.get(full.path("meeting")).content.decode()


class TestBalancePages:
    def test_an_entry_is_followed_and_closed(self, full: Full):
        client = client_of(full.chambers.secretary)
        said = {"text": "Halvvägs.", "owner": "Beredarna", "meeting": str(full.held.pk)}
        assert client.post(full.path("update_entry"), said).status_code == 302
        done = {"state": "done", "outcome": "Rutinen gäller.", "meeting": ""}
        assert client.post(full.path("close_entry"), done).status_code == 302
        page = client.get(full.path("entry")).content.decode()
        assert "Halvvägs." in page and "Rutinen gäller." in page
        assert "Skriv rutinen" not in client.get(full.path("balance")).content.decode()
        closed = client.get(full.path("balance"), {"visa": "avslutade"}).content.decode()
        assert "Skriv rutinen" in closed

    def test_the_unit_that_answers_for_it_opens_the_form(self, full: Full):
        board = next(iter(full.chambers.world.boards.values()))
        typed = {"what": "Svara", "owner": "Nämnden", "owner_unit": str(board.unit_id)}
        client_of(full.chambers.secretary).post(full.path("add_entry"), typed)
        entry = BalanceEntry.objects.get(what="Svara")
        path = reverse("governance:update_entry", args=[entry.pk])
        assert (
            client_of(board).post(path, {"text": "På väg.", "owner": "Nämnden"}).status_code == 302
        )


def text_of(answer) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


class TestDocuments:
    def test_the_call_holds_what_and_why_and_what_to_follow_up(self, full: Full):
        operations.list_matter(full.coming.pk, full.matter.pk, actor=full.chambers.secretary)
        text = text_of(client_of(full.chambers.world.politician).get(full.path("call_paper")))
        assert (
            "Samlat stöd" in text and "rekommenderar parterna" in text and "Skriv rutinen" in text
        )

    def test_minutes_say_that_they_are_not_approved_and_then_by_whom(self, full: Full):
        client = client_of(full.chambers.secretary)
        full.chambers.minute(full.held, rules.Outcome.RECOMMENDED, reservation="En var emot.")
        assert "inte justerat" in text_of(client.get(full.path("minutes_paper")))
        full.chambers.approve(full.held)
        text = text_of(client.get(full.path("minutes_paper")))
        assert "inte justerat" not in text and "Ordföranden och en ledamot" in text
        assert "Robin Alm" in text and "En var emot." in text

    def test_an_excerpt_holds_its_section_only_with_corrections(self, full: Full):
        meeting = full.chambers.held(
            full.chambers.matter("Ett"), full.chambers.matter("Två"), days=-3
        )
        full.chambers.minute(meeting)
        full.chambers.approve(meeting)
        item = meeting.items.order_by("place").last()
        operations.correct_minutes(
            meeting.pk, item_id=item.pk, text="Rätt dag är den 3 maj.", why="Felskrivning.",
            actor=full.chambers.secretary,
        )  # fmt: skip
        path = reverse("governance:excerpt", args=[meeting.pk, item.pk])
        text = text_of(client_of(full.chambers.world.politician).get(path))
        assert "§ 2" in text and "Två" in text and "Rätt dag" in text
        assert "Ett" not in text and "Robin Alm" not in text

    def test_the_balance_list_holds_its_entries(self, full: Full):
        text = text_of(client_of(full.chambers.secretary).get(full.path("balance_paper")))
        assert "Skriv rutinen" in text and "Beredarna" in text


class TestCalendarFiles:
    def event(self, full: Full, name: str = "invitation"):
        answer = client_of(full.chambers.secretary).get(full.path(name))
        assert answer["Content-Type"].startswith("text/calendar")
        calendar = Calendar.from_ical(answer.content)
        return calendar, calendar.walk("VEVENT")[0]

    def test_an_invitation_names_neither_arena_nor_people(self, full: Full):
        calendar, event = self.event(full)
        assert calendar["METHOD"] == "REQUEST"
        assert event["SUMMARY"] == "Möte (samverkan)"
        assert event["CLASS"] == "PRIVATE" and str(event["SEQUENCE"]) == "0"
        assert full.path("meeting") in event["DESCRIPTION"]
        assert b"ATTENDEE" not in calendar.to_ical() and b"Stora" not in calendar.to_ical()

    def test_a_moved_meeting_keeps_its_uid_and_raises_the_sequence(self, full: Full):
        _calendar, before = self.event(full)
        operations.move_meeting(
            full.coming.pk, starts_at=at(12), minutes=60, place="", actor=full.chambers.secretary
        )
        _calendar, after = self.event(full)
        assert after["UID"] == before["UID"] and after["SEQUENCE"] == 1
        assert after["DTSTART"].dt == at(12)

    def test_a_cancelled_meeting_is_withdrawn(self, full: Full):
        operations.cancel_meeting(full.coming.pk, why="Sjukdom", actor=full.chambers.secretary)
        calendar, event = self.event(full)
        assert calendar["METHOD"] == "CANCEL" and event["STATUS"] == "CANCELLED"

    def test_the_year_can_be_subscribed_to(self, full: Full):
        calendar, _event = self.event(full, "feed")
        assert calendar["METHOD"] == "PUBLISH"
