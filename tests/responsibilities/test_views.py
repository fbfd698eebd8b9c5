"""Do the pages answer in plain words, keep what was typed, and hold no personal data?"""

import re
import tomllib
import uuid

import pytest
from django.test import RequestFactory
from django.utils import translation

from samsyn.access.lifetime import Behind
from samsyn.access.rules import Actor, Permission
from samsyn.foundation import clock
from samsyn.foundation.refusals import Denied
from samsyn.responsibilities import views

pytestmark = pytest.mark.django_db
STEERER = Actor(user_name="Test", permissions=frozenset({Permission.AGREEMENT_TRY}))
NOBODY = Actor(user_name="Test")
ANSWER = {
    "alder": "16,5",
    "behov": ["psychiatric"],
    "grad": "moderate",
    "datum": "2026-11-22",
    "lan": "jamtland-harjedalen",
}
TRIAL = {
    "verksamhet": "bup-forsta-linjen",
    "fran": "0",
    "till": "21",
    "uppgift": "",
    "gor": "behov",
    "datum": "2026-11-22",
    "lan": "jamtland-harjedalen",
}


def logged_in_now():
    now = clock.now()
    return Behind(uuid.uuid4(), uuid.uuid4(), "test", 3, now, now, now)


def get(view, data=None, actor=None, language="sv"):
    request = RequestFactory().get("/vem-gor-vad/", data or {})
    request.actor = actor
    request.behind = logged_in_now() if actor else None
    with translation.override(language):
        return view(request)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


class TestAsk:
    def test_asks_four_questions_and_no_name(self):
        response = get(views.ask)
        assert response.status_code == 200
        assert "Skriv inget namn" in words(response)
        assert set(re.findall(r'name="([a-z_]+)"', response.content.decode())) <= {
            "alder",
            "behov",
            "grad",
            "plats",
            "lan",
            "datum",
            "viewport",
            "color-scheme",
            "language",
            "next",
            "csrfmiddlewaretoken",
        }

    def test_names_who_is_responsible_first(self):
        page = get(views.ask, ANSWER).content.decode()
        headlines = re.findall(r'class="level__headline">([^<]+)<', page)
        assert headlines[1:] == ["BUP första linjen", "BUP och UPM"]

    def test_shows_clause_interpretation_overlap_and_principle(self):
        said = words(get(views.ask, ANSWER))
        assert "§3.4.2 Ungdomspsykiatrisk mottagning (UPM)" in said
        assert "vår tolkning" in said
        assert "UPM är ett komplement till BUP och vuxenpsykiatrin." in said
        assert "Brist på resurser flyttar aldrig ansvaret" in said

    def test_explains_a_gap_and_what_to_do(self):
        said = words(get(views.ask, ANSWER | {"alder": "19"}))
        assert "Ingen är utpekad" in said
        assert "Lucka för psykiatriska behov." in said
        assert "Fråga UPM och Vuxenpsykiatrin." in said

    def test_says_when_the_child_is_outside_the_target_group(self):
        assert "Överenskommelsen gäller 0–20 år." in words(get(views.ask, ANSWER | {"alder": "24"}))

    def test_knows_an_unborn_child(self):
        said = words(
            get(views.ask, ANSWER | {"alder": "28v", "behov": ["medical"], "grad": "extensive"})
        )
        assert "Ännu inte fött" in said
        assert "Barn- och ungdomsmedicin" in said

    def test_speaks_english(self):
        said = words(get(views.ask, ANSWER, language="en"))
        assert "Youth psychiatry clinic (UPM)" in said
        assert "Lack of resources never moves the responsibility" in said

    def test_answers_for_another_county(self):
        page = get(views.ask, ANSWER | {"lan": "fjordlanda"}).content.decode()
        headlines = re.findall(r'class="level__headline">([^<]+)<', page)
        assert headlines[2] == "Sinnesro"
        assert "Lucka för psykiatriska behov." in words(
            get(views.ask, ANSWER | {"lan": "fjordlanda"})
        )

    def test_uses_the_users_own_county(self):
        actor = Actor(region="fjordlanda")
        data = {key: value for key, value in ANSWER.items() if key != "lan"}
        assert "Sinnesro" in words(get(views.ask, data, actor=actor))

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"alder": "sexton"}, "Skriv åldern som 4"),
            ({"alder": ""}, "Skriv barnets ålder."),
            ({"alder": "-3"}, "Skriv åldern som 4"),
            ({"alder": "1" * 500}, "12 tecken"),
            ({"behov": []}, "Välj minst ett område."),
            ({"grad": ""}, "Välj hur mycket."),
            ({"datum": "2026-02-30"}, "giltigt datum"),
            ({"datum": "1026-02-03"}, "mellan 2000"),
            ({"lan": "atlantis"}, "atlantis"),
            ({"alder": "🦄\u202e"}, "Skriv åldern som 4"),
        ],
    )
    def test_bad_input_is_told_at_the_field_and_kept(self, changed, message):
        response = get(views.ask, ANSWER | changed)
        said = words(response)
        assert "Det är något du behöver rätta" in said
        assert message in said
        assert "level__headline" not in response.content.decode()

    def test_holds_no_inline_style_script_or_handler(self):
        for view, data in ((views.ask, ANSWER), (views.matrix, {})):
            page = get(view, data).content.decode()
            assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*src=)|<style", page)


class TestMatrix:
    def test_shows_each_operation_twice_as_bar_and_in_table(self):
        page = get(views.matrix, {"lan": "jamtland-harjedalen"}).content.decode()
        assert page.count('class="lane__track"') == 19 + 13
        assert "Barn- och ungdomsmedicin" in page.split("<table", 1)[1]

    def test_counts_gaps_and_unclear_overlaps(self):
        said = words(get(views.matrix, {"lan": "jamtland-harjedalen", "datum": "2026-11-22"}))
        assert "6 luckor, 4 oklara överlapp." in said

    def test_filters_on_need(self):
        said = words(get(views.matrix, {"behov": "psychiatric", "lan": "jamtland-harjedalen"}))
        assert "2 luckor, 0 oklara överlapp." in said
        assert "LSS" not in said.split("Samma sak som tabell")[0].split("Alla områden")[0]

    def test_has_exact_ends(self):
        page = get(views.matrix, {"behov": "psychiatric", "lan": "fjordlanda"}).content.decode()
        assert re.search(r'x="2\.\d+%" width="76\.\d+%" y="4"', page)

    def test_refuses_a_bad_need(self):
        assert "Det är något du behöver rätta" in words(get(views.matrix, {"behov": "worry"}))

    def test_is_empty_before_the_text_begins(self):
        assert "0 luckor" in words(get(views.matrix, {"datum": "2010-01-01"}))


class TestTryOut:
    def test_asks_a_stranger_to_log_in(self):
        response = get(views.try_out)
        assert (response.status_code, response["Location"][:9]) == (302, "/logga-in")

    def test_refuses_a_role_without_the_permission(self):
        with pytest.raises(Denied):
            get(views.try_out, actor=NOBODY)

    def test_begins_with_choosing_an_operation(self):
        assert "Välj verksamhet" in words(get(views.try_out, actor=STEERER))

    def test_fills_in_the_ages_of_today(self):
        page = get(
            views.try_out,
            {"verksamhet": "ungdomsmottagning", "lan": "jamtland-harjedalen"},
            actor=STEERER,
        ).content.decode()
        assert 'value="13"' in page
        assert 'value="23"' in page

    def test_shows_what_a_higher_limit_does(self):
        said = words(get(views.try_out, TRIAL, actor=STEERER))
        assert "Åldrar: 0–17 år i dag, 0–20 år med ändringen." in said
        assert "Luckor som stängs 1 Första linjen, 18–20 år : psykisk ohälsa" in said
        assert "Nya överlapp 1" in said
        assert "ansvarar inte i dag, men med ändringen." in said

    def test_shows_what_a_lost_duty_does(self):
        data = TRIAL | {"till": "18", "uppgift": "vard-psykisk-ohalsa", "gor": "bort"}
        assert "Luckor som öppnas 2 Första linjen, 0–12 år" in words(
            get(views.try_out, data, actor=STEERER)
        )

    def test_says_when_nothing_changes(self):
        said = words(get(views.try_out, TRIAL | {"till": "18"}, actor=STEERER))
        assert "Inga luckor, överlapp eller exempel ändras." in said

    def test_downloads_the_proposal_as_toml(self):
        data = TRIAL | {
            "uppgift": "vard-psykisk-ohalsa",
            "behov": ["psychiatric", "addiction"],
            "ladda-ner": "1",
        }
        response = get(views.try_out, data, actor=STEERER)
        assert "attachment" in response["Content-Disposition"]
        proposal = tomllib.loads(response.content.decode())
        assert proposal["changes"] == [
            {"operation": "bup-forsta-linjen", "ages": {"from": "0", "to": "21"}},
            {
                "operation": "bup-forsta-linjen",
                "duty": "vard-psykisk-ohalsa",
                "needs": ["addiction", "psychiatric"],
            },
        ]

    @pytest.mark.parametrize(
        ("changed", "message"),
        [
            ({"till": "0"}, "Den övre gränsen ska vara högre"),
            ({"till": "x"}, "Skriv åldern som 4"),
            ({"uppgift": "vard-psykisk-ohalsa"}, "Välj minst ett område"),
            ({"uppgift": "nothing"}, "nothing"),
        ],
    )
    def test_bad_input_is_told(self, changed, message):
        said = words(get(views.try_out, TRIAL | changed, actor=STEERER))
        assert "Det är något du behöver rätta" in said
        assert message in said

    def test_an_unknown_operation_is_not_tried(self):
        said = words(get(views.try_out, TRIAL | {"verksamhet": "unghalsan"}, actor=STEERER))
        assert "Vad ändringen gör" not in said
