"""Which pages are open, how many statements does a page cost, and what does a search find?"""

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from samsyn.access.rules import Actor
from samsyn.audit.models import Event
from samsyn.cases.models import Case
from samsyn.children.operations import register_child
from samsyn.children.queries import search_children
from samsyn.deviations import rules
from samsyn.deviations.operations import Report, report_deviation
from samsyn.foundation import clock, wall
from samsyn.organisations.models import Party
from samsyn.plans.rules import Outcome
from samsyn.workspace.turns import turns_for
from tests.attachments.conftest import attach
from tests.browsing import client_of
from tests.world import Tale, World, number_of_age

MOST_STATEMENTS = 16


def named() -> list[tuple[str, list[str]]]:
    """Every named address with the parameters it needs."""
    found = []

    def inside(patterns, space):
        for entry in patterns:
            if isinstance(entry, URLPattern):
                if entry.name:
                    found.append((space + entry.name, list(entry.pattern.converters)))
            else:
                inside(
                    entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space
                )

    inside(get_resolver().url_patterns, "")
    return found


#: The steering half, the open site and log-ins are walked in their own packages; all else hangs on a child.
WALKED_ELSEWHERE = (
    "governance:", "agreements:", "participation:", "actionplans:", "followup:", "indicators:",
    "public:", "patterns:", "oidc_", "saml_", "family:", "logreview:", "administration:",
    "retention:", "scim:",
)  # fmt: skip
WITH_OBJECT = [
    (name, needs) for name, needs in named() if needs and not name.startswith(WALKED_ELSEWHERE)
]
#: Open to all, or to a directory with a token: tests/provisioning.
OTHER_DOORS = ("open", "provisioning")
#: Asked by directories with a token, never by people who log in: tests/provisioning.
BY_TOKEN = "scim:"
WITHOUT_OBJECT = [name for name, needs in named() if not needs and not name.startswith(BY_TOKEN)]
OPEN = {
    "home": 200, "about": 200, "accessibility": 200, "alive": 200, "log_in": 200,
    "security_txt": 200,
    "responsibilities:ask": 200, "responsibilities:matrix": 200, "set_language": 302,
    "choose_assignment": 302, "log_out": 405,
    "public:open_arenas": 200, "public:open_agreements": 200, "public:open_plans": 200,
    "public:open_reports": 200, "public:open_data": 200,
    "saml_answer": 405, "saml_continue": 400, "saml_metadata": 404,
}  # fmt: skip
POST_ONLY = {
    "cases:who_answers", "cases:remind", "save_draft", "log_out", "set_language",
    "deviations:agree", "deviations:take", "deviations:close", "deviations:new_ladder",
    "deviations:read_answer", "deviations:hide", "deviations:show_words", "family:end",
}  # fmt: skip


def address(name: str, needs: list[str], tale: Tale) -> str:
    page = tale.page(tale.owner)
    known = {
        "child_id": tale.child_id, "case_id": tale.case_id, "plan_id": tale.plan_id,
        "summons_id": page.call.summons[0].id, "meeting_id": page.meeting.id,
        "number": 1, "before": 1, "after": 2,
    }  # fmt: skip
    if "attachment_id" in needs:
        known["attachment_id"] = attach(tale).pk
        wall.bind(tale.owner)
    if {"deviation_id", "words_id"} & set(needs):
        known |= a_deviation(tale)
    return reverse(name, kwargs={need: known[need] for need in needs})


def a_deviation(tale: Tale) -> dict[str, uuid.UUID]:
    """The owner reports another party, about the child; with one of its texts."""
    other = Party.objects.filter(region=tale.world.code).exclude(pk=tale.owner.party_id)
    report = Report(
        rules.Kind.GUIDELINE, about_party=other[0].pk, happened="Ingen kom.",
        child_id=tale.child_id, kept={"happened": "Lo Barnsson väntade."},
    )  # fmt: skip
    found = report_deviation(report, submission=uuid.uuid4(), actor=tale.owner)
    wall.bind(tale.owner)
    return {"deviation_id": found.pk, "words_id": found.words.get().pk}


def fetch(client: Client, name: str, path: str):
    return client.post(path) if name in POST_ONLY else client.get(path)


class TestWalkedElsewhere:
    def test_is_only_what_lies_under_steering_or_is_open(self):
        def entries(patterns, before=""):
            for entry in patterns:
                path = before + str(entry.pattern)
                if isinstance(entry, URLPattern):
                    yield path, entry.callback
                else:
                    yield from entries(entry.url_patterns, path)

        spaces = {space.rstrip(":") for space in WALKED_ELSEWHERE}
        for include in get_resolver().url_patterns:
            if getattr(include, "namespace", None) in spaces:
                for path, view in entries([include]):
                    steering = ("styrning/", "avvikelser/", "loggkontroll/", "gallring/")
                    is_known = path.startswith((*steering, "administration/"))
                    is_family = path.startswith(("mina-sidor/", "barn/<uuid:child_id>/egna-sidor/"))
                    assert is_known or is_family or view.requirement in OTHER_DOORS, path


class TestOpenPages:
    @pytest.mark.parametrize("name", sorted(WITHOUT_OBJECT))
    def test_only_the_open_list_opens_without_login(self, db, name):
        response = client_of(None).get(reverse(name))
        assert response.status_code == OPEN.get(name, 302)
        if name not in OPEN:
            assert response.headers["Location"].startswith("/logga-in/")

    def test_every_answer_is_guarded(self, db):
        response = client_of(None).get("/")
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Cache-Control"] == "no-store"


class TestStatements:
    """The number of statements of each page does not grow with what there is."""

    PAGES = ("workspace:turns", "workspace:children", "workspace:plans")

    def test_lists(self, county: World):
        first = county.tale(years=10, others=2).to_plan_in_force()
        few = {name: self.count(first.owner, reverse(name)) for name in self.PAGES}
        for skip in range(1, 4):
            tale = Tale(county, first.owner, first.others, 10)
            tale.child_id = register_child(
                number_of_age(10, skip),
                given_name="Lo",
                family_name="B",
                reason="x",
                actor=tale.owner,
            ).child_id
            tale.to_plan_in_force()
        many = {name: self.count(first.owner, reverse(name)) for name in self.PAGES}
        assert many == few and max(many.values()) <= MOST_STATEMENTS

    def test_child_and_plan(self, county: World):
        tale = county.tale(others=3).to_plan_in_force()
        tale.look(Outcome.CONTINUE)
        for actor in (tale.owner, tale.others[0]):
            child = self.count(actor, reverse("workspace:child", args=[tale.child_id]))
            plan = self.count(actor, reverse("plans:show", args=[tale.plan_id]))
            assert child <= MOST_STATEMENTS, child
            assert plan <= MOST_STATEMENTS, plan

    def count(self, actor: Actor, path: str) -> int:
        client = client_of(actor)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len([q for q in seen.captured_queries if not q["sql"].startswith(("SAVE", "RELE"))])


class TestSearch:
    def test_finds_by_name_parts_and_whole_number_within_the_own_unit(self, county: World):
        tale = county.tale()
        wall.bind(tale.owner)
        assert [c.name for c in search_children(tale.owner, "lo barn")] == ["Lo Barnsson"]
        assert len(search_children(tale.owner, number_of_age(10))) == 1
        wall.bind(tale.others[0])
        assert search_children(tale.others[0], number_of_age(10)) == []

    def test_knows_swedish_endings(self, county: World):
        tale = county.tale()
        tale.need(worry="Barnet får insatserna på skolan")
        client = client_of(tale.owner)
        for word in ("insats", "insatser", "skola", "barn", "Insatsen"):
            assert b"Lo Barnsson" in client.post("/barn/", {"q": word}).content
        assert "Lo Barnsson" not in client.post("/barn/", {"q": "sjukhus"}).content.decode()

    def test_the_stems_of_our_own_words_agree(self, db):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT swedish_stems('insats') = swedish_stems('insatserna'),"
                " swedish_stems('skolan') = swedish_stems('skolor'),"
                " swedish_stems('plan') = swedish_stems('planerna'),"
                " swedish_stems('mamman') = swedish_stems('mamma')"
            )
            assert cursor.fetchone() == (True, True, True, True)

    def test_sorts_a_ring_a_umlaut_o_umlaut_last(self, county: World):
        actor = county.fitting(10, 1)[0]
        names = ["Öst", "Zorn", "Ård", "Ärlig", "åker", "Andersson"]
        for skip, name in enumerate(names):
            register_child(
                number_of_age(10, skip), given_name="A", family_name=name, reason="x", actor=actor
            )
        wall.bind(actor)
        found = [c.name.split()[1] for c in search_children(actor, "")]
        assert found == ["Andersson", "Zorn", "åker", "Ård", "Ärlig", "Öst"]


class TestTurns:
    def test_a_yes_that_ends_soon_is_the_owners_turn(self, county: World):
        tale = county.tale(others=2).to_plan_in_force()
        client = client_of(tale.owner)
        assert "Samtycket går ut" not in client.get("/min-tur/").content.decode()
        with clock.held(clock.now() + dt.timedelta(days=290)):
            wall.bind(tale.owner)
            assert "Samtycket går ut: fråga familjen igen" in [
                i.what for i in turns_for(tale.owner)
            ]


class TestInput:
    def test_a_form_opened_in_another_assignment_is_not_stored(self, county: World):
        tale = county.tale()
        given = {"areas": ["social"], "extent": "mild", "worry": "Oro", "as": str(uuid.uuid4())}
        response = client_of(tale.owner).post(f"/barn/{tale.child_id}/behov/", given)
        assert (
            "Du har bytt uppdrag" in response.content.decode()
            and "Oro" in response.content.decode()
        )
        wall.bind(tale.owner)
        assert not Case.objects.exists()

    def test_every_child_on_a_list_leaves_an_event(self, county: World):
        tale = county.tale()
        client_of(tale.owner).get("/barn/")
        wall.bind(tale.owner)
        assert Event.objects.filter(action="child.listed", child_id=tale.child_id).count() == 1

    def test_a_row_without_what_is_told_and_not_dropped(self, county: World):
        tale = county.tale(others=1).to_plan_in_force()
        given = {
            "base_version": 2, "goals-TOTAL_FORMS": 0, "goals-INITIAL_FORMS": 0,
            "actions-TOTAL_FORMS": 1, "actions-INITIAL_FORMS": 0, "actions-0-where": "Hemma",
        }  # fmt: skip
        response = client_of(tale.owner).post(f"/planer/{tale.plan_id}/skriv/", given)
        assert response.status_code == 422
        assert "Skriv vad som ska göras" in response.content.decode()

    def test_a_bad_number_is_told_at_the_field_and_nothing_typed_is_lost(self, county: World):
        actor = county.fitting(10, 1)[0]
        given = {"number": "20161301-2384", "given_name": "Lo", "family_name": "B", "reason": "x"}
        response = client_of(actor).post("/barn/nytt/", given)
        text = response.content.decode()
        assert response.status_code == 422
        assert re.search(r'id="id_number_error"', text) and 'value="20161301-2384"' in text
        assert 'value="Lo"' in text

    def test_the_same_form_sent_twice_makes_one_case(self, county: World):
        tale = county.tale()
        client, once = client_of(tale.owner), str(uuid.uuid4())
        given = {"areas": ["social"], "extent": "mild", "worry": "Oro", "submission": once}
        for _ in range(2):
            assert client.post(f"/barn/{tale.child_id}/behov/", given).status_code == 302
        wall.bind(tale.owner)
        assert Case.objects.count() == 1

    def test_a_draft_comes_back_and_goes_when_sent(self, county: World):
        tale = county.tale()
        client, path = client_of(tale.owner), f"/barn/{tale.child_id}/behov/"
        saved = client.post(
            f"/utkast/?sida={path}", {"worry": "Halv", "areas": ["social", "medical"]}
        )
        assert re.fullmatch(r"\d\d\.\d\d", saved.json()["saved_at"])
        assert "Halv" in client.get(path).content.decode()
        client.post(path, {"areas": ["social"], "extent": "mild", "worry": "Hel"})
        assert "Halv" not in client.get(path).content.decode()

    def test_right_to_left_and_emoji_are_shown_as_text(self, county: World):
        tale = county.tale()
        tale.need(worry="<script>alert(1)</script> 🙂 أهلا")
        text = client_of(tale.owner).get(f"/barn/{tale.child_id}/").content.decode()
        assert "<script>alert" not in text and "🙂 أهلا" in text
