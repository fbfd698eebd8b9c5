"""Who may open which page about arenas and mandates, what is shown, and how many statements?"""

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.foundation import clock
from samsyn.governance import operations, rules
from samsyn.governance.models import Arena, MandateText, Seat, SeatHolder
from samsyn.governance.operations.mandates import PARTS, Adoption
from tests.browsing import client_of
from tests.governance.arena_world import entry, load, matter, meeting, opened
from tests.steering import Steering

MOST_STATEMENTS = 15
FULL = {part: f"Om {part}." for part in PARTS}
READ = {
    "start": (), "arenas": (), "arena": ("arena_id",), "mandates": (), "mandates_csv": (),
    "mandates_pdf": (), "mandate": ("mandate_id",), "mandate_change": ("mandate_id",),
}  # fmt: skip
MANAGE = {
    "arena_new": (), "arena_change": ("arena_id",), "arena_rename": ("arena_id",),
    "arena_close": ("arena_id",), "arena_seats": ("arena_id",), "mandate_write": ("arena_id",),
    "seat_fill": ("seat_id",), "seat_leave": ("seat_id",), "seat_end": ("seat_id",),
    "mandate_adopt": ("draft_id",),
}  # fmt: skip
ALL = {**READ, **MANAGE}


def days_ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


class Built:
    """An arena with a seat, two adopted mandates and a draft; its addresses."""

    def __init__(self, world: Steering) -> None:
        actor = world.secretary
        self.arena = opened(world, "Provarenan")
        self.seat = operations.add_seat(
            self.arena.pk, title="Ordförande i prövningsnämnden", kind=rules.SeatKind.OFFICE,
            valid_from=days_ago(900), actor=actor,
        )  # fmt: skip
        operations.fill_seat(self.seat.pk, name="Kim Ek", valid_from=days_ago(800), actor=actor)
        self.texts = []
        for days in (500, 50):
            row = operations.draft_mandate(self.arena.pk, actor=actor)
            operations.save_mandate(
                row.pk, title="Provuppdraget", parts={**FULL, "purpose": f"Efter {days} dagar."},
                actor=actor,
            )  # fmt: skip
            self.texts.append(
                operations.adopt_mandate(
                    row.pk,
                    adoption=Adoption(valid_from=days_ago(days), adopted_by="Rådet"),
                    actor=actor,
                )
            )
        self.draft = operations.draft_mandate(self.arena.pk, actor=actor)
        self.ids = {
            "arena_id": self.arena.pk, "seat_id": self.seat.pk, "mandate_id": self.texts[-1].pk,
            "draft_id": self.draft.pk,
        }  # fmt: skip

    def path(self, name: str) -> str:
        return reverse(f"governance:{name}", args=[self.ids[need] for need in ALL[name]])


@pytest.fixture
def built(steering: Steering) -> Built:
    return Built(steering)


@pytest.fixture
def elsewhere(steering: Steering) -> Client:
    """The secretary of another county."""
    other = Steering("jonkopings-lan")
    return client_of(other.secretary)


@pytest.mark.parametrize("name", ALL)
class TestWhoMayOpen:
    def test_the_secretary(self, steering: Steering, built: Built, name):
        assert client_of(steering.secretary).get(built.path(name)).status_code == 200

    def test_a_politician_reads(self, steering: Steering, built: Built, name):
        expected = 200 if name in READ else 403
        for actor in (steering.politician, steering.auditor):
            assert client_of(actor).get(built.path(name)).status_code == expected

    def test_another_countys_secretary_meets_none_of_it(self, built: Built, elsewhere, name):
        response = elsewhere.get(built.path(name))
        assert response.status_code == (404 if ALL[name] else 200)
        text = response.content.decode("utf-8", errors="ignore")
        assert "Provarenan" not in text and "Kim Ek" not in text

    def test_a_role_without_steering_is_refused(self, steering: Steering, built: Built, name):
        first = next(iter(steering.parties.values()))
        teacher = steering.add_unit("", first, "skola", "teacher")
        assert client_of(teacher).get(built.path(name)).status_code == 403

    def test_nobody_is_asked_to_log_in(self, built: Built, name):
        response = client_of(None).get(built.path(name))
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/logga-in/")

    def test_few_statements(self, steering: Steering, built: Built, name):
        client = client_of(steering.secretary)
        with CaptureQueriesContext(connection) as seen:
            client.get(built.path(name))
        told = [q["sql"] for q in seen.captured_queries]
        count = len([sql for sql in told if not sql.startswith(("SAVE", "RELE"))])
        assert count <= MOST_STATEMENTS, "\n".join(told)


@pytest.mark.parametrize("name", READ)
def test_the_number_of_statements_does_not_grow(steering: Steering, built: Built, name):
    client = client_of(steering.secretary)

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(built.path(name)).status_code == 200
        return len(seen.captured_queries)

    meeting(built.arena), matter(built.arena), entry(built.arena)
    few = count()
    load(steering)
    for n in range(3):
        child = opened(steering, f"Under {n}", parent=built.arena.pk)
        meeting(child, days=20 + n), matter(child), entry(built.arena)
        operations.add_seat(
            built.arena.pk, title=f"Ledamot {n}", kind=rules.SeatKind.OFFICE,
            valid_from=days_ago(9), actor=steering.secretary,
        )  # fmt: skip
    assert count() == few


class TestArenaPage:
    def test_it_says_who_sits_and_what_it_may_do(self, steering: Steering, built: Built):
        meeting(built.arena), meeting(built.arena, days=-20, state="held"), matter(built.arena)
        text = client_of(steering.politician).get(built.path("arena")).content.decode()
        assert "Rekommenderar parterna. Beslutar inte." in text
        assert "Ordförande i prövningsnämnden" in text and "Kim Ek" in text
        assert "Ändra platser" not in text

    def test_an_empty_seat_shows(self, steering: Steering, built: Built):
        operations.leave_seat(built.seat.pk, on=dt.date(2026, 3, 1), actor=steering.secretary)
        text = client_of(steering.politician).get(built.path("arena")).content.decode()
        assert "Ledig sedan 1 mars 2026" in text

    def test_earlier_and_later_names_lead_to_each_other(self, steering: Steering):
        load(steering)
        client = client_of(steering.politician)
        for one, other in (("l-ifo", "samreko"), ("samreko", "l-ifo")):
            here, there = Arena.objects.get(code=one), Arena.objects.get(code=other)
            text = client.get(reverse("governance:arena", args=[here.pk])).content.decode()
            assert reverse("governance:arena", args=[there.pk]) in text
            assert "hösten 2021" in text and "1 sep 2021" not in text

    def test_every_arena_of_every_county_can_be_shown(self, steered: Steering):
        load(steered)
        client = client_of(steered.politician)
        for arena in Arena.objects.all():
            path = reverse("governance:arena", args=[arena.pk])
            assert client.get(path).status_code == 200, arena.code

    def test_in_english(self, steering: Steering, built: Built):
        client = client_of(steering.politician)
        client.cookies["django_language"] = "en"
        for name in READ:
            assert client.get(built.path(name)).status_code == 200


class TestMandatesPage:
    def test_a_day_in_2021_as_the_auditors_saw_it(self, steering: Steering):
        load(steering)
        client = client_of(steering.auditor)
        text = client.get("/styrning/uppdrag/?datum=2021-05-01").content.decode()
        assert "L-IFO" in text and "SamReKo" not in text
        row = re.search(r"<tr>(?:(?!</tr>).)*>Barnarenan</a>.*?</tr>", text, re.S)
        assert row and "Saknas" in row.group() and "juni 2009" in row.group()

    def test_csv_is_exactly_the_page(self, steered: Steering):
        load(steered)
        client = client_of(steered.auditor)
        answer = client.get("/styrning/uppdrag/lista.csv?datum=2025-06-01")
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        page = client.get("/styrning/uppdrag/?datum=2025-06-01").content.decode()
        assert len(rows) - 1 == page.count("<tr>") - 1 > 0
        for row in rows[1:]:
            assert row[0] == "2025-06-01" and row[3] in ("Gällande", "Inaktuell", "Saknas")
        assert "uppdrag-2025-06-01.csv" in answer.headers["Content-Disposition"]

    def test_a_name_is_no_formula(self, steering: Steering):
        opened(steering, "=SUM(A1:A9)")
        answer = client_of(steering.auditor).get("/styrning/uppdrag/lista.csv")
        assert b"'=SUM" in answer.content

    def test_the_pdf_is_a_document(self, steering: Steering):
        load(steering)
        answer = client_of(steering.auditor).get("/styrning/uppdrag/lista.pdf?datum=2021-05-01")
        assert answer.content.startswith(b"%PDF") and len(answer.content) > 5000

    @pytest.mark.parametrize("asked", ["", "i-gar", "2021-13-45", "0001-01-01", "\x00"])
    def test_no_day_is_today(self, steering: Steering, built: Built, asked):
        answer = client_of(steering.auditor).get("/styrning/uppdrag/", {"datum": asked})
        assert answer.status_code == 200 and "Provarenan" in answer.content.decode()

    def test_before_there_was_any_arena(self, steering: Steering, built: Built):
        text = client_of(steering.auditor).get("/styrning/uppdrag/?datum=1950-01-01")
        assert "Inga arenor fanns den dagen" in text.content.decode()


class TestStart:
    def test_the_next_meeting_comes_first_and_nothing_waits_on_a_politician(
        self, steering: Steering, built: Built
    ):
        meeting(built.arena, days=30), meeting(built.arena, days=3, place="Rum 7")
        opened(steering, "Utan uppdrag")
        text = client_of(steering.politician).get("/styrning/").content.decode()
        assert "Rum 7" in text and "Det här väntar på dig" not in text
        text = client_of(steering.secretary).get("/styrning/").content.decode()
        assert "Det här väntar på dig" in text and "Skriv ett uppdrag" in text


class TestForms:
    def test_an_arena_is_opened_changed_renamed_and_closed(self, steering: Steering):
        client = client_of(steering.secretary)
        given = {
            "name": "Nya arenan", "valid_from": "2020-01-01", "kind": "political",
            "power": "recommend", "meetings_per_year": 4, "quorum": 5,
        }  # fmt: skip
        assert client.post("/styrning/arenor/ny/", given).status_code == 302
        arena = Arena.objects.get()
        path = f"/styrning/arenor/{arena.pk}/"
        change = {"kind": "political", "power": "decide", "about": "Kort"}
        assert client.post(f"{path}andra/", change).status_code == 302
        arena.refresh_from_db()
        assert (arena.power, arena.quorum, arena.name) == ("decide", None, "Nya arenan")
        answer = client.post(f"{path}byt-namn/", {"name": "Nyare", "on": "2024-01-01"})
        new = Arena.objects.get(name="Nyare")
        assert answer.headers["Location"] == f"/styrning/arenor/{new.pk}/"
        matter(new)
        close = {"how": "closed", "on": str(clock.today()), "why": "Klart"}
        answer = client.post(f"/styrning/arenor/{new.pk}/stang/", close)
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "1 öppet ärende" in text and 'id="id_successor_error"' in text and "Klart" in text
        heir = opened(steering, "Arvtagaren")
        answer = client.post(
            f"/styrning/arenor/{new.pk}/stang/",
            {**close, "how": "merged", "successor": str(heir.pk)},
        )
        assert answer.status_code == 302
        new.refresh_from_db()
        assert (new.became, new.became_how) == (heir, "merged")

    def test_a_local_network_is_opened_below(self, steering: Steering, built: Built):
        client = client_of(steering.secretary)
        party = next(iter(steering.parties.values()))
        page = client.get(f"/styrning/arenor/ny/?under={built.arena.pk}").content.decode()
        assert f'value="{built.arena.pk}" selected' in page
        given = {
            "name": "Lokalt", "valid_from": "2024-01-01", "kind": "official",
            "power": "coordinate", "parent": str(built.arena.pk), "local_party": str(party.pk),
        }  # fmt: skip
        assert client.post("/styrning/arenor/ny/", given).status_code == 302
        text = client.get(built.path("arena")).content.decode()
        assert f"1 av {len(steering.parties)} parter" in text

    def test_a_seat_is_added_filled_left_and_ended(self, steering: Steering, built: Built):
        client = client_of(steering.secretary)
        given = {"title": "Skolchef", "kind": "official", "valid_from": "2024-01-01"}
        assert client.post(built.path("arena_seats"), given).status_code == 302
        seat = Seat.objects.get(title="Skolchef")
        path = f"/styrning/platser/{seat.pk}/"
        fill = {"name": "Robin Al", "valid_from": "2024-02-01", "last_day": "2024-12-31"}
        assert client.post(f"{path}tilltrad/", fill).status_code == 302
        assert SeatHolder.objects.get(seat=seat).valid_to == dt.date(2025, 1, 1)
        answer = client.post(f"{path}tilltrad/", {"name": "Noa Lind", "valid_from": "2024-06-01"})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert "Robin Al har platsen" in text and 'value="Noa Lind"' in text
        assert client.post(f"{path}tilltrad/", {**fill, "valid_from": "2025-01-01",
                                                "last_day": ""}).status_code == 302  # fmt: skip
        assert client.post(f"{path}lamna/", {"on": "2025-06-01"}).status_code == 302
        assert client.post(f"{path}avsluta/", {"on": "2025-07-01"}).status_code == 302
        seat.refresh_from_db()
        assert seat.valid_to == dt.date(2025, 7, 1)

    def test_a_mandate_is_written_adopted_and_compared(self, steering: Steering):
        client, arena = client_of(steering.secretary), opened(steering)
        write = f"/styrning/arenor/{arena.pk}/uppdrag/skriv/"
        assert client.get(write).status_code == 200 and not MandateText.objects.exists()
        given = {"title": "Uppdraget", **FULL}
        answer = client.post(write, given)
        draft = MandateText.objects.get()
        assert answer.headers["Location"] == f"/styrning/uppdrag/{draft.pk}/"
        stale = {**given, "base": (draft.changed_at - dt.timedelta(minutes=1)).isoformat()}
        answer = client.post(write, stale)
        assert answer.status_code == 422 and "Någon annan" in answer.content.decode()
        adopt = {
            "valid_from": "2025-01-01", "adopted_by": "Rådet", "paragraph": "9",
            "anchored_in": [arena.code], "review_by": "2027-01-01",
        }  # fmt: skip
        path = f"/styrning/uppdrag/{draft.pk}/"
        assert client.post(f"{path}faststall/", adopt).status_code == 302
        text = client_of(steering.auditor).get(path).content.decode()
        assert "§ 9" in text and "Gäller från 1 jan 2025" in text
        assert client.get(f"{path}faststall/").status_code == 404
        client.post(write, {**given, "purpose": "Något helt annat."})
        second = MandateText.objects.get(state="draft")
        text = client.get(f"/styrning/uppdrag/{second.pk}/skillnad/").content.decode()
        assert "<ins>" in text and "<del>" in text

    def test_another_countys_secretary_changes_nothing(self, built: Built, elsewhere):
        for name in MANAGE:
            if MANAGE[name]:
                assert elsewhere.post(built.path(name), {}).status_code == 404
        given = {
            "name": "Smyg", "valid_from": "2024-01-01", "kind": "official", "power": "prepare",
            "parent": str(built.arena.pk),
        }  # fmt: skip
        assert elsewhere.post("/styrning/arenor/ny/", given).status_code == 422
        assert not Arena.objects.filter(name="Smyg").exists()
