"""Who opens which page of a deviation, what does it say, and what does it cost?"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.audit.models import Event
from samsyn.children.operations import register_child
from samsyn.deviations import operations as ops
from samsyn.deviations import rules
from samsyn.deviations.models import Deviation, Words
from samsyn.foundation import clock, wall
from tests.browsing import client_of
from tests.world import number_of_age

FORMS = ["answer", "refuse", "lift", "talk", "disown", "follow_up", "withdraw", "reopen"]
BUTTONS = ["agree", "take", "close", "new_ladder", "read_answer"]


def path(name, deviation):
    return reverse(f"deviations:{name}", args=[deviation.pk])


def page(actor, deviation):
    response = client_of(actor).get(path("show", deviation))
    assert response.status_code == 200
    return response.content.decode()


class TestWhoOpensIt:
    @pytest.mark.parametrize("name", ["show", *FORMS, *BUTTONS])
    def test_each_address(self, two, name):
        deviation = two.dispute()
        address = path(name, deviation)

        def status(actor):
            client = client_of(actor)
            return (client.post if name in BUTTONS else client.get)(address).status_code

        for takes_part in (two.teacher, two.head, two.nurse, two.chief, two.local, two.county):
            assert status(takes_part) in (200, 302), takes_part.user_name
        assert status(two.stranger) == 404
        assert status(two.medical) == 404
        assert status(two.auditor) == (200 if name == "show" else 403)
        assert status(None) in (302, 401)

    @pytest.mark.parametrize("name", ["hide", "rewrite", "show_words"])
    def test_each_text(self, two, name):
        deviation = two.dispute()
        wall.bind(two.teacher)
        words = Words.objects.filter(deviation=deviation).first()

        def status(actor):
            client = client_of(actor)
            address = reverse(f"deviations:{name}", args=[words.pk])
            return (client.get if name == "rewrite" else client.post)(address).status_code

        assert status(two.teacher) in (200, 302)
        if name == "hide":
            assert status(two.nurse) == 404  # already hidden by its own writers
        assert status(two.stranger) == 404
        assert status(two.auditor) == 403
        assert status(None) in (302, 401)
        if name == "rewrite":
            assert status(two.nurse) == 404

    def test_a_report_about_the_own_manager_is_met_by_the_reporter_alone(self, two):
        private = two.report(
            about_own_manager=True, about_party=two.municipality.pk,
            about_unit=two.units["teacher"].pk,
        )  # fmt: skip
        colleague = two.staff("colleague", "teacher", "teacher")
        for name in ("show", "talk"):
            assert client_of(two.teacher).get(path(name, private)).status_code == 200
            assert client_of(colleague).get(path(name, private)).status_code == 404
            assert client_of(two.head).get(path(name, private)).status_code == 404
        assert "Ingen annan i enheten ser" in page(two.teacher, private)
        lists = reverse("deviations:list") + "?vy=anmalda"
        assert private.number in client_of(two.teacher).get(lists).content.decode()
        assert private.number not in client_of(colleague).get(lists).content.decode()

    def test_roles_that_meet_no_deviations_are_told_why(self, two):
        politician = two.join("politician", two.municipality, "", "politician")
        response = client_of(politician).get(reverse("deviations:list"))
        assert response.status_code == 403
        assert "läser inte enskilda avvikelser" in response.content.decode()


class TestThePage:
    def test_says_whose_turn_it_is_and_where_it_stands(self, sides):
        deviation = sides.report()
        text = page(sides.nurse, sides.dispute())
        assert "Väntar på" in text or "Din tur" in text
        text = page(sides.teacher, deviation)
        steps = rules.Steps.from_json(deviation.ladder)
        assert all(rung.name in text for rung in steps.rungs)
        assert "Enheten teacher" in text and "Ingen kom till mötet." in text
        decided = steps.rungs[0].deadline_days is not None
        assert ("svar senast" in text) is decided
        assert ("Länet har inte bestämt hur länge" in text) is not decided

    def test_an_auditor_reads_steps_and_never_texts(self, sides):
        deviation = sides.report()
        ops.talk(deviation.pk, text="Vi ringde i går.", actor=sides.teacher)
        ops.answer_deviation(deviation.pk, sides.answering(), actor=sides.head)
        text = page(sides.auditor, deviation)
        for words in ("Ingen kom till mötet", "Vi ringde", "inom tre dagar"):
            assert words not in text
        assert "inga texter" in text and "Enhetschefen" in text and "svarade" in text

    def test_only_the_own_unit_sees_its_compartment(self, two):
        child = register_child(
            number_of_age(10), given_name="Lo", family_name="Barnsson", reason="x",
            actor=two.teacher,
        )  # fmt: skip
        deviation = two.report(
            child_id=child.child_id, kept={"happened": "Lo Barnsson fick inget möte."}
        )
        for actor in (two.teacher, two.head):
            mine = page(actor, deviation)
            assert "Bara er enhet ser detta" in mine and "Lo Barnsson fick inget möte." in mine
            assert reverse("workspace:child", args=[child.child_id]) in mine
        wall.bind(two.teacher)
        read = Event.objects.filter(action="deviation.read", child_id=child.child_id)
        assert read.count() == 2
        for actor in (two.county, two.local, two.auditor):
            theirs = page(actor, deviation)
            assert "Barnsson" not in theirs and "er enhet ser" not in theirs
        wall.bind(two.county)
        read = Event.objects.filter(action="deviation.read", unit_id=two.county.unit_id)
        assert [event.child_id for event in read] == [None]

    def test_a_county_without_a_ladder_says_so(self, db):
        from tests.deviations.people import Sides

        jonkoping = Sides("jonkopings-lan")
        text = page(jonkoping.teacher, jonkoping.report())
        assert "Länet har inte beslutat någon trappa" in text

    def test_the_top_rung_says_so(self, sides):
        deviation = sides.report()
        for _rung in range(rules.Steps.from_json(deviation.ladder).top):
            assert "högsta steget" not in page(sides.teacher, deviation)
            ops.lift_deviation(deviation.pk, why="Det går inte.", actor=sides.teacher)
        assert "högsta steget" in page(sides.teacher, deviation)

    def test_tells_when_the_countys_ladder_has_changed(self, two, monkeypatch):
        from dataclasses import replace

        from samsyn.deviations.operations import lifting
        from samsyn.deviations.queries import pages

        deviation = two.report()
        assert "Följ den nya trappan" not in page(two.teacher, deviation)
        old = rules.Steps.from_json(deviation.ladder)
        first = rules.Rung("forst", "Först samtal", "First a talk", "operations")
        new = replace(old, rungs=(first, *old.rungs))
        for module in (pages, lifting):
            monkeypatch.setattr(module, "steps_today", lambda *_args: new)
        assert "Följ den nya trappan" in page(two.teacher, deviation)
        client_of(two.teacher).post(path("new_ladder", deviation))
        text = page(two.teacher, deviation)
        assert "Följ den nya trappan" not in text and "Först samtal" in text


class TestDoing:
    def test_a_measure_from_report_to_closed(self, sides):
        deviation = sides.report()
        assert path("answer", deviation) not in page(sides.teacher, deviation)
        assert path("answer", deviation) in page(sides.head, deviation)
        due = (clock.today() + dt.timedelta(days=5)).isoformat()
        given = {"decision": "measure", "text": "Vi ses.", "responsible": "Chefen", "due_on": due}
        client = client_of(sides.head)
        response = client.post(path("answer", deviation), given)
        assert response.status_code == 302, response.content.decode()
        text = page(sides.teacher, deviation)
        assert "Ni har fått svar" in text and "Chefen" in text
        client_of(sides.teacher).post(path("read_answer", deviation))
        assert "Ni har fått svar" not in page(sides.teacher, deviation)
        result = {"result": "done", "text": "Det blev bra."}
        assert client.post(path("follow_up", deviation), result).status_code == 302
        assert "Avslutad" in page(sides.teacher, deviation)
        again = {"why": "Det hände igen."}
        assert client.post(path("reopen", deviation), again).status_code == 302
        assert "Väntar på" in page(sides.teacher, deviation)

    def test_no_measure_needs_no_day_and_is_closed_where_it_was_reported(self, sides):
        deviation = sides.report()
        given = {"decision": "no_measure", "text": "Det var en engångshändelse."}
        assert client_of(sides.head).post(path("answer", deviation), given).status_code == 302
        assert path("close", deviation) in page(sides.teacher, deviation)
        client_of(sides.teacher).post(path("close", deviation))
        assert "Avslutad" in page(sides.teacher, deviation)

    def test_a_proposed_split_and_the_other_sides_no_and_yes(self, sides):
        deviation = sides.dispute()
        due = (clock.today() + dt.timedelta(days=5)).isoformat()
        given = {"decision": "split", "text": "Hälften var.", "responsible": "Cheferna",
                 "due_on": due}  # fmt: skip
        form = client_of(sides.nurse).get(path("answer", deviation)).content.decode()
        assert "Hur fördelas kostnaden?" in form
        assert client_of(sides.nurse).post(path("answer", deviation), given).status_code == 302
        text = page(sides.teacher, deviation)
        assert path("agree", deviation) in text and "Hälften var." in text
        assert path("agree", deviation) not in page(sides.nurse, deviation)
        client_of(sides.teacher).post(path("refuse", deviation), {"why": "Vi betalar redan."})
        assert "Förslag som inte blev av" in page(sides.nurse, deviation)
        assert client_of(sides.nurse).post(path("answer", deviation), given).status_code == 302
        client_of(sides.teacher).post(path("agree", deviation))
        assert "Gäller sedan" in page(sides.nurse, deviation)

    def test_what_may_point_at_somebody_is_told_and_nothing_is_lost(self, two, monkeypatch):
        from samsyn.deviations.operations import wording

        deviation = two.report()
        client = client_of(two.teacher)
        response = client.post(path("talk", deviation), {"text": "Ring 19121212-1212 nu."})
        text = response.content.decode()
        assert response.status_code == 422 and "Ring 19121212-1212 nu." in text
        assert "Jag har läst igenom" not in client.get(path("talk", deviation)).content.decode()
        unsure = wording.find_marks("19121212-1212")[0]
        marked = type(unsure)(0, 4, "Emma", wording.Mark.NAME, False, "någon")
        monkeypatch.setattr(wording, "find_marks", lambda *_args: (marked,))
        response = client.post(path("talk", deviation), {"text": "Emma kom."})
        text = response.content.decode()
        assert response.status_code == 422 and 'name="looked"' in text and "Emma kom." in text
        given = {"text": "Emma kom.", "looked": "on"}
        assert client.post(path("talk", deviation), given).status_code == 302

    def test_a_text_is_hidden_and_written_anew(self, two):
        deviation = two.dispute()
        wall.bind(two.nurse)
        words = Words.objects.get(deviation=deviation, part="happened")
        client_of(two.nurse).post(reverse("deviations:hide", args=[words.pk]))
        theirs = page(two.nurse, deviation)
        assert "Vi är oense om kostnaden" not in theirs
        assert "Texten är dold" in theirs and "Enheten teacher skriver om den" in theirs
        assert "Skriv om texten" in page(two.teacher, deviation)
        address = reverse("deviations:rewrite", args=[words.pk])
        assert client_of(two.teacher).post(address, {"text": "Vi är oense."}).status_code == 302
        assert "Vi är oense." in page(two.nurse, deviation)

    def test_what_was_typed_stays_when_somebody_was_first(self, two):
        deviation = two.report()
        given = {
            "decision": "measure", "text": "Vi har skrivit länge på det här svaret.",
            "responsible": "Enhetschefen", "due_on": clock.today() + dt.timedelta(days=9),
        }  # fmt: skip
        assert client_of(two.head).get(path("answer", deviation)).status_code == 200
        ops.lift_deviation(deviation.pk, why="Det går inte här.", actor=two.teacher)
        response = client_of(two.head).post(path("answer", deviation), given)
        text = response.content.decode()
        assert response.status_code == 422
        assert given["text"] in text
        assert "ligger inte hos er nu" in text and "står vem som har den" in text

    def test_a_step_that_cannot_be_taken_leads_back_and_says_so(self, two):
        deviation = two.report()
        response = client_of(two.teacher).get(path("reopen", deviation), follow=True)
        assert "Det går inte att göra nu" in response.content.decode()
        response = client_of(two.teacher).post(path("agree", deviation), follow=True)
        assert response.status_code == 200
        assert "notice--danger" in response.content.decode()


class TestTheList:
    def test_each_side_sees_its_own(self, two):
        shortcoming, dispute = two.report(), two.dispute()

        def numbers(actor, query):
            text = client_of(actor).get(f"/avvikelser/?{query}").content.decode()
            return [one.number for one in (shortcoming, dispute) if one.number in text]

        both = [shortcoming.number, dispute.number]
        assert numbers(two.head, "vy=tur") == both
        assert numbers(two.teacher, "vy=anmalda") == both
        assert numbers(two.nurse, "vy=tur") == [dispute.number]
        assert numbers(two.nurse, "vy=anmalda") == []
        assert numbers(two.nurse, "vy=hos-oss") == [dispute.number]
        assert numbers(two.local, "vy=part") == both
        assert numbers(two.county, "vy=lanet") == numbers(two.auditor, "vy=lanet") == both
        assert numbers(two.stranger, "vy=lanet") == []
        assert numbers(two.county, "vy=lanet&slag=cost") == [dispute.number]
        assert numbers(two.county, "vy=lanet&lage=closed") == []
        ops.withdraw_deviation(dispute.pk, why="Löst.", actor=two.teacher)
        assert numbers(two.county, "vy=lanet&lage=closed") == [dispute.number]
        assert numbers(two.nurse, "vy=tur") == []

    def test_what_is_late(self, db):
        from tests.deviations.people import Sides

        fjord = Sides("fjordlanda")
        deviation = fjord.report()
        address = "/avvikelser/?vy=lanet&sena=ja"
        assert deviation.number not in client_of(fjord.county).get(address).content.decode()
        with clock.held(clock.now() + dt.timedelta(days=9)):
            text = client_of(fjord.county).get(address).content.decode()
        assert deviation.number in text and "skulle ha svarat senast" in text

    def test_tells_what_to_do_when_nothing_waits(self, two):
        text = client_of(two.stranger).get("/avvikelser/").content.decode()
        assert "Inget väntar på er" in text

    def test_nonsense_in_the_address_is_no_filter(self, two):
        two.report()
        response = client_of(two.county).get("/avvikelser/?vy=x&lage=y&slag=%00&sida=-1&sena=1")
        assert response.status_code == 200

    def test_pages(self, two, monkeypatch):
        from samsyn.deviations.queries import lists

        monkeypatch.setattr(lists, "ROWS", 2)
        numbers = [two.report().number for _ in range(3)]
        text = client_of(two.county).get("/avvikelser/?vy=lanet").content.decode()
        assert [n for n in numbers if n in text] == numbers[1:] and "Visa fler" in text
        text = client_of(two.county).get("/avvikelser/?vy=lanet&sida=2").content.decode()
        assert [n for n in numbers if n in text] == numbers[:1] and "Visa fler" not in text


class TestStatements:
    def test_the_list(self, two):
        def count(actor):
            client = client_of(actor)
            with CaptureQueriesContext(connection) as seen:
                assert client.get("/avvikelser/").status_code == 200
            return len(seen)

        def build():
            two.report()
            ops.answer_deviation(two.dispute().pk, two.answering(), actor=two.nurse)

        build()
        few = [count(actor) for actor in (two.head, two.nurse, two.county, two.auditor)]
        for _ in range(4):
            build()
        many = [count(actor) for actor in (two.head, two.nurse, two.county, two.auditor)]
        assert many == few
        assert max(few) <= 9, few

    def test_the_page(self, two):
        deviation = two.dispute()

        def count(actor):
            client = client_of(actor)
            with CaptureQueriesContext(connection) as seen:
                assert client.get(path("show", deviation)).status_code == 200
            return len(seen)

        few = [count(actor) for actor in (two.teacher, two.nurse, two.county, two.auditor)]
        for n in range(5):
            ops.talk(deviation.pk, text=f"Hej {n}.", actor=two.teacher)
            split = two.answering(decision=rules.Decision.SPLIT, text="Hälften var.")
            ops.answer_deviation(deviation.pk, split, actor=two.nurse)
            ops.refuse_answer(deviation.pk, why="Nej.", actor=two.teacher)
        many = [count(actor) for actor in (two.teacher, two.nurse, two.county, two.auditor)]
        assert many == few
        assert max(few) <= 22, few
        wall.bind(two.county)
        assert Deviation.objects.count() == 1
