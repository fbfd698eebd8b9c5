"""Can one report in two minutes, and does nothing of the child leave the unit?"""

import datetime as dt
import re
import uuid
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.access.rules import Actor
from samsyn.audit.models import Event
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Origin, Words
from samsyn.deviations.queries.suggestions import suggestions_for
from samsyn.foundation import clock, wall
from tests.browsing import client_of
from tests.deviations.test_suggestions import LATER, called, in_force
from tests.world import Tale, World

PATH = "/avvikelser/ny/"


def text_of(response) -> str:
    return unescape(response.content.decode())


def fields(response) -> dict[str, list[str]]:
    """What a browser would send of the first form of the page: hidden, chosen and typed."""
    page = response.content.decode()
    page = page[page.index('<form method="post" action="/avvikelser') :].split("</form>")[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        is_choice = given.get("type") in ("radio", "checkbox")
        if given.get("name") and (not is_choice or " checked" in tag):
            found.setdefault(given["name"], []).append(
                unescape(given.get("value", "on" if is_choice else ""))
            )
    for name, value in re.findall(r'<textarea name="(\w+)"[^>]*>\n?([^<]*)</textarea>', page):
        found[name] = [unescape(value)]
    for name, options in re.findall(r'<select name="(\w+)"(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', options)
        found[name] = [unescape(value) for value in chosen]
    found.pop("csrfmiddlewaretoken", None)
    return found


def look(client: Client, came: str = "", **typed: str):
    """Open the page, type, and go on to the review."""
    opened = client.get(PATH, {"fran": came} if came else {})
    assert opened.status_code == 200, opened.status_code
    given = fields(opened) | {name: [value] for name, value in typed.items()}
    return client.post(PATH, {**given, "step": "granska"})


def send(client: Client, reviewed, **changes):
    given = fields(reviewed) | changes
    return client.post(PATH, {**given, "step": "skicka"})


def only(actor: Actor) -> tuple[Deviation, Origin, dict[str, str]]:
    wall.bind(actor)
    deviation = Deviation.objects.get()
    texts = {row.part: row.text for row in Words.objects.filter(deviation=deviation)}
    return deviation, Origin.objects.get(deviation=deviation), texts


@pytest.fixture
def late(world: World):
    """Two called units have not answered, and their day has passed."""
    tale = called(world)
    with clock.held(clock.now() + LATER):
        wall.bind(tale.owner)
        yield tale


class TestComingFrom:
    def test_a_call_without_answer(self, late: Tale):
        summons = late.page(late.owner).call.summons[0]
        client = client_of(late.owner)
        opened = client.get(PATH, {"fran": f"kallelse:{summons.id}"})
        assert "Barnet kopplas bara hos er" in text_of(opened)
        assert fields(opened)["about"] == [f"enhet:{summons.unit_id}"]
        assert fields(opened)["kind"] == ["guideline"]
        reviewed = look(client, f"kallelse:{summons.id}")
        assert "Skicka anmälan" in text_of(reviewed)
        sent = send(client, reviewed)
        assert sent.status_code == 302
        deviation, origin, texts = only(late.owner)
        assert sent.headers["Location"] == reverse("deviations:show", args=[deviation.pk])
        assert origin.child_id == late.child_id and origin.case_id == late.case_id
        assert origin.source_key == f"silent_call:{summons.id}"
        assert deviation.came_from == "silent_call" and deviation.about_unit_id == summons.unit_id
        assert texts["happened"] and summons.unit not in texts["happened"]
        assert origin.happened_on == summons.reply_by
        assert summons.id not in {row.key.split(":")[1] for row in suggestions_for(late.owner)}

    def test_the_receipt_says_the_number_and_who_has_it(self, late: Tale):
        client = client_of(late.owner)
        came = f"kallelse:{late.page(late.owner).call.summons[0].id}"
        shown = client.post(PATH, {**fields(look(client, came)), "step": "skicka"}, follow=True)
        deviation, _origin, _texts = only(late.owner)
        assert f"Tack. Avvikelsen har nummer {deviation.number} och ligger nu hos" in text_of(shown)

    def test_what_is_reported_already_leads_there(self, late: Tale):
        client, key = client_of(late.owner), suggestions_for(late.owner)[0].key
        assert send(client, look(client, key)).status_code == 302
        again = client.get(PATH, {"fran": key})
        deviation, *_rest = only(late.owner)
        assert reverse("deviations:show", args=[deviation.pk]) in text_of(again)
        assert "<textarea" not in again.content.decode()

    def test_every_suggestion_opens(self, world: World):
        on = (clock.today() + dt.timedelta(days=10)).isoformat()
        tale = in_force(world, to_on=on)
        with clock.held(clock.now() + dt.timedelta(days=61)):
            wall.bind(tale.owner)
            rows = suggestions_for(tale.owner)
            kinds = {row.kind for row in rows}
            assert kinds == {rules.Origin.LATE_FOLLOW_UP, rules.Origin.LATE_ACTION}
            client = client_of(tale.owner)
            for row in rows:
                assert send(client, look(client, row.key)).status_code == 302
            wall.bind(tale.owner)
            assert suggestions_for(tale.owner) == ()
            assert {d.about_unit_id for d in Deviation.objects.all()} == {tale.others[0].unit_id}
            assert {d.against for d in Deviation.objects.all()} == {"plan"}

    def test_a_case_a_plan_a_follow_up_and_an_action(self, county: World):
        tale = in_force(county)
        action = tale.plan(tale.owner).content.actions[1]
        client = client_of(tale.owner)
        about = f"enhet:{tale.others[0].unit_id}"
        for came, expected in (
            (f"arende:{tale.case_id}", ""),
            (f"plan:{tale.plan_id}", ""),
            (f"foljupp:{tale.plan_id}", about),
            (f"insats:{tale.plan_id}:{action.id}", about),
        ):
            opened = client.get(PATH, {"fran": came})
            assert opened.status_code == 200
            assert "".join(fields(opened)["about"]) == expected

    def test_the_called_unit_can_report_who_called(self, late: Tale):
        summons = next(s for s in late.page(late.others[0]).call.summons if s.mine)
        opened = client_of(late.others[0]).get(PATH, {"fran": f"kallelse:{summons.id}"})
        assert fields(opened)["about"] == [f"enhet:{late.owner.unit_id}"]

    @pytest.mark.parametrize("came", ["kallelse:x", "arende:", "hej", f"plan:{uuid.UUID(int=7)}"])
    def test_nonsense_is_not_found(self, county: World, came: str):
        assert client_of(county.fitting(10, 1)[0]).get(PATH, {"fran": came}).status_code == 404

    def test_a_unit_outside_meets_nothing(self, late: Tale):
        stranger = late.world.fitting(10, 6)[-1]
        summons = late.page(late.owner).call.summons[0]
        for came in (f"kallelse:{summons.id}", f"arende:{late.case_id}"):
            response = client_of(stranger).get(PATH, {"fran": came})
            assert response.status_code == 404 and b"Barnsson" not in response.content

    def test_the_reading_is_recorded(self, county: World):
        tale = called(county)
        client_of(tale.owner).get(PATH, {"fran": f"arende:{tale.case_id}"})
        wall.bind(tale.owner)
        event = Event.objects.filter(action="case.read", child_id=tale.child_id)
        assert event.exists()


class TestLooking:
    def told(self, tale: Tale, text: str, **typed: str):
        client = client_of(tale.owner)
        about = f"enhet:{tale.others[0].unit_id}"
        reviewed = look(
            client, f"arende:{tale.case_id}", happened=text, kind="guideline", about=about, **typed
        )
        return client, reviewed

    def test_names_are_marked_replaced_and_kept_at_home(self, world: World):
        tale = called(world)
        client, reviewed = self.told(tale, "Lo Barnsson fick vänta. Kim Vuxen ringde tre gånger.")
        page = text_of(reviewed)
        assert reviewed.status_code == 200 and "<mark" in page and "Lo Barnsson" in page
        assert send(client, reviewed).status_code == 302
        _deviation, origin, texts = only(tale.owner)
        for name in ("Lo", "Barnsson", "Kim", "Vuxen"):
            assert not re.search(rf"\b{name}\b", texts["happened"])
        assert origin.kept["happened"].startswith("Lo Barnsson fick vänta")
        wall.bind(tale.others[0])
        assert not Origin.objects.exists()

    def test_a_child_that_the_unit_knows_is_found_without_being_linked(self, county: World):
        tale = called(county)
        client = client_of(tale.owner)
        about = f"enhet:{tale.others[0].unit_id}"
        reviewed = look(client, happened="Lo Barnsson fick vänta.", kind="guideline", about=about)
        assert "Lo Barnsson" in text_of(reviewed)
        assert send(client, reviewed).status_code == 302
        _deviation, origin, texts = only(tale.owner)
        assert origin.child_id is None and "Barnsson" not in texts["happened"]

    def test_nothing_found_takes_two_clicks(self, county: World):
        tale = called(county)
        client, reviewed = self.told(tale, "Ingen kom till mötet.")
        assert "<mark" not in text_of(reviewed)
        assert send(client, reviewed).status_code == 302
        _deviation, origin, texts = only(tale.owner)
        assert texts == {"happened": "Ingen kom till mötet."} and origin.kept == {}

    def test_a_text_changed_at_the_review_is_looked_through_again(self, county: World):
        tale = called(county)
        client, reviewed = self.told(tale, "Ingen kom till mötet.", wanted="Ett nytt möte.")
        again = send(client, reviewed, happened=["Lo väntade förgäves."])
        assert again.status_code == 422 and "Det finns fler ord" in text_of(again)
        assert "Ett nytt möte." in text_of(again)
        assert send(client, again).status_code == 302
        _deviation, origin, texts = only(tale.owner)
        assert not re.search(r"\bLo\b", texts["happened"]) and "väntade" in texts["happened"]
        assert origin.kept["happened"] == "Ingen kom till mötet."

    def test_back_from_the_review_keeps_all_that_was_typed(self, county: World):
        tale = called(county)
        client, reviewed = self.told(
            tale, "Lo väntade.", tried="Vi har ringt.", routine="Rutin för kallelse", lex="sarah"
        )
        back = client.post(PATH, {**fields(reviewed), "step": "andra"})
        assert back.status_code == 200
        given = fields(back)
        assert given["happened"] == ["Lo väntade."] and given["tried"] == ["Vi har ringt."]
        assert given["routine"] == ["Rutin för kallelse"] and given["lex"] == ["sarah"]
        assert given["kind"] == ["guideline"]
        assert '<details class="form-section more" open' in back.content.decode()

    def test_at_an_error_nothing_typed_is_lost(self, county: World):
        tale = called(county)
        client = client_of(tale.owner)
        given = fields(client.get(PATH, {"fran": f"arende:{tale.case_id}"}))
        given |= {"consequence": ["Planen blev inte av."], "about": [""]}
        response = client.post(PATH, {**given, "step": "granska"})
        page = text_of(response)
        assert response.status_code == 422 and "Planen blev inte av." in page
        assert 'id="id_happened_error"' in page and 'id="id_kind_error"' in page
        assert fields(response)["fran"] == [f"arende:{tale.case_id}"]

    def test_a_refusal_when_sending_stands_at_its_field(self, county: World):
        tale = called(county)
        ahead = (clock.today() + dt.timedelta(days=3)).isoformat()
        client, reviewed = self.told(tale, "Ingen kom.", happened_on=ahead)
        response = send(client, reviewed)
        assert response.status_code == 422 and "Dagen ligger framåt" in text_of(response)
        assert "Ingen kom." in text_of(response)


class TestSending:
    def plain(self, county: World, **typed: str):
        reporter, other = county.fitting(10, 2)
        client = client_of(reporter)
        given = {"happened": "Ingen kom.", "kind": "guideline", "about": f"enhet:{other.unit_id}"}
        return reporter, client, look(client, **{**given, **typed})

    def test_without_a_case_no_child_is_needed(self, world: World):
        reporter, client, reviewed = self.plain(world)
        assert send(client, reviewed).status_code == 302
        _deviation, origin, _texts = only(reporter)
        assert origin.child_id is None and origin.case_id is None

    def test_the_same_submission_twice_is_one_deviation(self, world: World):
        reporter, client, reviewed = self.plain(world)
        assert [send(client, reviewed).status_code for _ in range(2)] == [302, 302]
        only(reporter)

    def test_about_a_whole_party(self, world: World):
        other = world.fitting(10, 2)[1]
        reporter, client, reviewed = self.plain(world, about=f"part:{other.party_id}")
        send(client, reviewed)
        deviation, *_rest = only(reporter)
        assert deviation.about_unit_id is None and deviation.about_party_id == other.party_id

    def test_against_a_clause(self, county: World):
        reporter, client, reviewed = self.plain(county, against="del:jamtbus-2018:§4.2")
        send(client, reviewed)
        deviation, *_rest = only(reporter)
        assert (deviation.against, deviation.document, deviation.clause) == (
            "clause", "jamtbus-2018", "§4.2",
        )  # fmt: skip

    def test_a_routine_that_is_named_is_what_was_not_kept(self, county: World):
        reporter, client, reviewed = self.plain(county, routine="Rutin för kallelse")
        send(client, reviewed)
        deviation, *_rest = only(reporter)
        assert (deviation.against, deviation.routine) == ("routine", "Rutin för kallelse")

    def test_a_report_about_the_own_manager_is_met_by_nobody_else_in_the_unit(self, two):
        client = client_of(two.teacher)
        about = f"enhet:{two.teacher.unit_id}"
        reviewed = look(
            client, happened="Ingen får kalla.", kind="guideline", about=about,
            about_own_manager="on",
        )  # fmt: skip
        assert send(client, reviewed).status_code == 302
        deviation, origin, _texts = only(two.teacher)
        assert deviation.is_private and origin.is_private
        assert two.seen(deviation, two.head) is None
        assert two.seen(deviation, two.area) is not None

    def test_a_role_that_does_not_report_is_refused(self, two):
        assert client_of(two.auditor).get(PATH).status_code == 403
        assert client_of(None).get(PATH).status_code == 302


class TestDraft:
    def save(self, client: Client, **typed: str):
        return client.post(f"/utkast/?sida={PATH}", typed)

    def test_comes_back_and_goes_when_sent(self, county: World):
        tale = called(county)
        client, came = client_of(tale.owner), f"arende:{tale.case_id}"
        self.save(client, happened="Halvfärdig", fran=came)
        opened = client.get(PATH, {"fran": came})
        assert fields(opened)["happened"] == ["Halvfärdig"]
        about = f"enhet:{tale.others[0].unit_id}"
        assert send(client, look(client, came, kind="guideline", about=about)).status_code == 302
        assert fields(client.get(PATH, {"fran": came}))["happened"] == [""]

    def test_about_another_child_is_never_put_here(self, county: World):
        tale = called(county)
        client, came = client_of(tale.owner), f"arende:{tale.case_id}"
        self.save(client, happened="Halvfärdig", fran=came)
        opened = client.get(PATH)
        assert "Halvfärdig" not in text_of(opened) and f"?fran={came}" in text_of(opened).replace(
            "%3A", ":"
        )


class TestSuggestionPages:
    def test_list_report_and_dismiss(self, late: Tale):
        client = client_of(late.owner)
        page = text_of(client.get(reverse("deviations:suggestions")))
        first, second = suggestions_for(late.owner)
        assert "Lo Barnsson" in page and first.what in page
        assert first.url_report.replace("%3A", ":") in page.replace("%3A", ":")
        path = reverse("deviations:dismiss")
        assert client.get(path, {"key": first.key}).status_code == 200
        assert client.post(path, {"key": first.key, "why": ""}).status_code == 422
        assert client.post(path, {"key": first.key, "why": "De ringde."}).status_code == 302
        assert client.post(path, {"key": first.key, "why": "De ringde."}).status_code == 302
        assert client.get(path, {"key": first.key}).status_code == 404
        wall.bind(late.owner)
        assert [row.key for row in suggestions_for(late.owner)] == [second.key]

    def test_empty(self, county: World):
        actor = county.fitting(10, 1)[0]
        page = text_of(client_of(actor).get(reverse("deviations:suggestions")))
        assert "Inget att föreslå" in page


class TestLadder:
    def test_both_branches_in_words(self, sides):
        page = text_of(client_of(sides.auditor).get(reverse("deviations:ladder")))
        assert "Ansvar och kostnad" in page and "Brister i samverkan" in page
        assert "Närmaste chef" in page

    def test_a_county_without_a_ladder_says_that_it_is_interim(self, db):
        from samsyn.deviations.queries.ladder import ladder_rows

        rows = ladder_rows("jonkopings-lan", clock.today())
        assert [row["is_interim"] for row in rows] == [True, True]
        assert all(rung["owner_text"] for row in rows for rung in row["rungs"])


class TestLeave:
    PATH = "/avvikelser/borta/"

    def days(self, start: int, end: int) -> dict[str, str]:
        today = clock.today()
        return {
            "away_from": (today + dt.timedelta(days=start)).isoformat(),
            "back_on": (today + dt.timedelta(days=end)).isoformat(),
        }

    def test_new_steps_go_up_when_nobody_stands_in(self, sides):
        client = client_of(sides.head)
        page = text_of(client.get(self.PATH))
        assert "går nya steg till nivån ovanför" in page and sides.units["area"].name in page
        assert client.post(self.PATH, self.days(0, 5)).status_code == 302
        assert "Ingen. Nya steg går" in text_of(client.get(self.PATH))
        assert sides.standing(sides.report()) == ["area"]

    def test_a_substitute_has_the_turn(self, sides):
        client = client_of(sides.head)
        given = {**self.days(0, 5), "substitute": str(sides.area.user_id)}
        assert client.post(self.PATH, given).status_code == 302
        assert sides.area.user_name in text_of(client.get(self.PATH))
        assert sides.standing(sides.report()) == ["teacher"]

    def test_a_refusal_stands_at_its_field(self, two):
        response = client_of(two.head).post(self.PATH, self.days(5, 2))
        assert response.status_code == 422 and 'id="id_back_on_error"' in text_of(response)

    def test_nobody_of_another_party_can_be_chosen(self, two):
        given = {**self.days(0, 5), "substitute": str(two.chief.user_id)}
        assert client_of(two.head).post(self.PATH, given).status_code == 422

    def test_only_those_who_answer(self, two):
        assert client_of(two.teacher).get(self.PATH).status_code == 403


class TestWaysIn:
    def test_from_the_child_and_an_unanswered_call(self, late: Tale):
        page = text_of(client_of(late.owner).get(f"/barn/{late.child_id}/"))
        summons = late.page(late.owner).call.summons[0]
        assert f"?fran=arende:{late.case_id}" in page and f"?fran=kallelse:{summons.id}" in page

    def test_from_the_plan(self, county: World):
        tale = in_force(county, to_on=(clock.today() + dt.timedelta(days=10)).isoformat())
        path = f"/planer/{tale.plan_id}/"
        assert f"?fran=plan:{tale.plan_id}" in text_of(client_of(tale.owner).get(path))
        with clock.held(clock.now() + dt.timedelta(days=61)):
            for actor, shown in ((tale.owner, True), (tale.others[0], False)):
                page = text_of(client_of(actor).get(path))
                assert (f"?fran=foljupp:{tale.plan_id}" in page) is shown
                assert (f"?fran=insats:{tale.plan_id}:" in page) is shown
