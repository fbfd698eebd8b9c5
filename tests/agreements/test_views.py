"""Who may open which page of the agreements, what do pages cost, and do forms lose nothing?"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.access.rules import Actor
from samsyn.agreements import operations as ops
from samsyn.agreements.models import Version
from samsyn.agreements.queries import version_in_force
from samsyn.foundation import clock
from tests.agreements.test_operations import day, decide, draft, head, recommended
from tests.browsing import client_of
from tests.steering import Steering

MOST = 15
READ = {"secretary": 200, "politician": 200, "stranger": 404, "nurse": 403, "nobody": 302}
WRITE = {**READ, "politician": 403}
#: Every address, with what each kind of visitor gets; `board` is the board secretary of a party.
TABLE = {
    "list": {**READ, "stranger": 200, "board": 200},
    "new": {**WRITE, "stranger": 200, "board": 403},
    "show": {**READ, "board": 200},
    "change": {**WRITE, "board": 403},
    "new_version": {**WRITE, "board": 403},
    "reading": {**READ, "nurse": 200, "board": 200},
    "coverage": {**READ, "board": 200},
    "version": {**READ, "board": 200},
    "pdf": {**READ, "board": 200},
    "edit": {**WRITE, "board": 403},
    "compare": {**READ, "board": 200},
    "refer": {**READ, "board": 200},
    "rework": {**WRITE, "board": 403},
    "try_changes": {**WRITE, "board": 403},
    "arena": {**WRITE, "board": 403},
    "treat": {**READ, "politician": 403, "board": 200},
    "sign": {**READ, "politician": 403, "board": 200},
    "enter": {**WRITE, "board": 403},
    "review": {**WRITE, "board": 403},
    "end": {**WRITE, "board": 403},
    "withdraw": {**WRITE, "board": 403},
}
OF_AGREEMENT = {"show", "change", "new_version", "reading", "coverage"}
POST_ONLY = ("put_forward", "remind")


def address(name: str, version: Version) -> str:
    if name in ("list", "new"):
        return reverse(f"agreements:{name}")
    if name in OF_AGREEMENT:
        return reverse(f"agreements:{name}", args=[version.agreement_id])
    if name == "compare":
        before = version.agreement.versions.get(number=version.number - 1)
        return reverse("agreements:compare", args=[version.pk, before.pk])
    return reverse(f"agreements:{name}", args=[version.pk])


def visitors(world: Steering) -> dict[str, Actor | None]:
    other = Steering("fjordlanda" if world.code != "fjordlanda" else "jamtland-harjedalen")
    party = next(iter(world.parties.values()))
    return {
        "secretary": world.secretary,
        "politician": world.politician,
        "board": next(iter(world.boards.values())),
        "stranger": other.secretary,
        "nurse": world.add_unit("elevhalsa", party, "skola", "school_nurse"),
        "nobody": None,
    }


class TestWhoMayOpen:
    def test_every_address_answers_as_the_table_says(self, steered: Steering):
        version = recommended(steered)
        people = visitors(steered)
        for name, expected in TABLE.items():
            for who, status in expected.items():
                got = client_of(people[who]).get(address(name, version)).status_code
                assert got == status, (name, who, got)

    def test_the_table_holds_every_address(self):
        from samsyn.agreements.urls import urlpatterns

        assert {entry.name for entry in urlpatterns} == {*TABLE, *POST_ONLY}

    @pytest.mark.parametrize("name", POST_ONLY)
    def test_what_only_posts(self, steering: Steering, name):
        version = recommended(steering)
        people, path = visitors(steering), address(name, version)
        assert client_of(people["secretary"]).get(path).status_code == 405
        assert client_of(people["politician"]).post(path).status_code == 403
        assert client_of(people["stranger"]).post(path).status_code == 404
        assert client_of(None).post(path).status_code == 401


class TestStatements:
    def test_pages_stay_within_the_budget_and_do_not_grow(self, steering: Steering):
        version = recommended(steering)
        names = [name for name in TABLE if name != "pdf"]
        few = {name: self.count(steering.secretary, address(name, version)) for name in names}
        for name in steering.parties:
            decide(steering, version, name)
            party = steering.parties[name]
            ops.sign(
                version.pk, party.pk, office="Chef", signed_on=day(-1), actor=steering.secretary
            )
        many = {name: self.count(steering.secretary, address(name, version)) for name in names}
        assert many == few
        assert all(count <= MOST for count in few.values()), few

    def count(self, actor: Actor, path: str) -> int:
        client = client_of(actor)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200, path
        return len([q for q in seen.captured_queries if not q["sql"].startswith(("SAVE", "RELE"))])


class TestForms:
    def test_a_board_records_its_decision_in_a_minute(self, steered: Steering):
        version = recommended(steered)
        name = next(iter(steered.parties))
        client = client_of(steered.boards[name])
        path = address("treat", version)
        page = client.get(path).content.decode()
        assert f'type="hidden" name="party" value="{steered.parties[name].pk}"' in page
        given = {
            "party": steered.parties[name].pk, "outcome": "adopted_with_change",
            "board": "Socialnämnden", "decided_on": day(-2), "paragraph": "42", "change": "",
        }  # fmt: skip
        refused = client.post(path, given)
        text = refused.content.decode()
        assert refused.status_code == 422
        assert "Skriv vad nämnden ändrade." in text and 'value="Socialnämnden"' in text
        done = client.post(path, {**given, "change": "Utan sista meningen"}, follow=True)
        assert "Utan sista meningen" in done.content.decode()
        shown = client.get(address("show", version)).content.decode()
        assert "Antagen med ändring" in shown and "§ 42" in shown

    def test_the_secretary_goes_the_whole_way_on_pages(self, steered: Steering):
        agreement = head(steered)
        client = client_of(steered.secretary)
        path = reverse("agreements:new_version", args=[agreement.pk])
        response = client.post(path, {"label": "Revidering 2027"})
        version = agreement.versions.get(label="Revidering 2027")
        assert response.headers["Location"] == address("edit", version)
        page = client.get(address("edit", version))
        rows = {"rows-TOTAL_FORMS": 2, "rows-INITIAL_FORMS": 0}
        rows |= {
            "mark": page.context["page"].mark, "label": "Revidering 2027", "summary": "Nytt",
            "for_children": "Ett ja", "rows-0-number": "2", "rows-0-heading": "Andra",
            "rows-0-ORDER": 2, "rows-1-number": "1", "rows-1-heading": "Första",
            "rows-1-ORDER": 1,
        }  # fmt: skip
        assert client.post(address("edit", version), rows).status_code == 302
        assert list(version.clauses.values_list("number", flat=True)) == ["1", "2"]
        again = client.post(address("edit", version), rows)
        assert again.status_code == 422 and "Någon annan har sparat" in again.content.decode()
        refer = {"answer_by": day(30)}
        assert client.post(address("refer", version), refer).status_code == 302
        change = {"on": day(5), "kind": "deadline", "deadline": "call_reply_days", "days": 9}
        tried = client.post(address("try_changes", version), change, follow=True)
        assert "högst 9 dagar" in tried.content.decode()
        arena = {
            "arena": agreement.owner_arena, "outcome": "approved", "decided_on": day(-1),
            "paragraph": "8",
        }  # fmt: skip
        assert client.post(address("arena", version), arena).status_code == 302
        assert "har inte beslutat" in client.get(address("enter", version)).content.decode()
        reminded = client.post(address("remind", version), follow=True)
        assert "Påminda:" in reminded.content.decode()
        entered = client.post(address("enter", version), {"valid_from": day(5)})
        assert entered.status_code == 302
        with clock.held(clock.now() + dt.timedelta(days=5)):
            assert version_in_force(agreement, clock.today()) == version

    def test_a_row_without_number_is_told_and_not_dropped(self, steering: Steering):
        version = draft(steering)
        given = {
            "label": "x", "rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0, "rows-0-text": "Viktigt",
        }  # fmt: skip
        response = client_of(steering.secretary).post(address("edit", version), given)
        assert response.status_code == 422
        text = response.content.decode()
        assert "Skriv punktens nummer." in text and "Viktigt" in text

    def test_a_draft_of_the_text_comes_back(self, steering: Steering):
        version = draft(steering)
        client, path = client_of(steering.secretary), address("edit", version)
        typed = {
            "label": "Halv", "rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0,
            "rows-0-number": "§7", "rows-0-heading": "Halv rubrik",
        }  # fmt: skip
        client.post(f"/utkast/?sida={path}", typed)
        page = client.get(path).content.decode()
        assert "Halv rubrik" in page and 'value="Halv"' in page

    def test_reading_is_confirmed_by_anybody(self, steering: Steering):
        version = version_in_force(head(steering), clock.today())
        nurse = visitors(steering)["nurse"]
        client, path = client_of(nurse), address("reading", version)
        asked = {f"answer_{n}": "1" for n in range(6)}
        done = client.post(path, asked, follow=True)
        assert "Du läste den" in done.content.decode()
        assert version.readings.count() == 1


class TestWords:
    def test_what_is_not_known_is_not_claimed(self, steering: Steering):
        version = version_in_force(head(steering), clock.today())
        text = client_of(steering.politician).get(address("show", version)).content.decode()
        assert "Ingen uppgift" in text and "februari 2018" in text
        assert "1 feb 2018" not in text

    def test_clauses_have_stable_places(self, steering: Steering):
        version = version_in_force(head(steering), clock.today())
        text = client_of(steering.politician).get(address("version", version)).content.decode()
        assert 'id="p-3-3-1"' in text

    def test_what_differs_is_marked(self, steering: Steering):
        version = draft(steering)
        row = version.clauses.order_by("place").first()
        rows = [ops.ClauseRow(row.number, row.heading, row.text + " Extra ord.")]
        ops.save_clauses(version.pk, rows, actor=steering.secretary)
        before = version_in_force(version.agreement, clock.today())
        path = reverse("agreements:compare", args=[version.pk, before.pk])
        text = client_of(steering.politician).get(path).content.decode()
        assert "<ins> Extra ord.</ins>" in text and "<del>" in text
