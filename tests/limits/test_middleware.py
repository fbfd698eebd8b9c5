"""Does asking too often end, come back, and lose nothing? With a clock that is held."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.config import settings as written
from samsyn.foundation import clock
from samsyn.limits.counting import count_one
from samsyn.limits.models import Count
from samsyn.limits.rules import PER_ACCOUNT, PER_ADDRESS, Limit, window
from tests.browsing import client_of
from tests.workspace.test_views import named
from tests.world import World

AT = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)
SEARCH = Limit("search", ("workspace:children",), 2, 60, methods=("POST",))
DOOR = Limit("account", ("log_in",), 2, 60, PER_ACCOUNT, ("POST",))
NEED = Limit("need", ("cases:record_need",), 0, 600, methods=("POST",))


class TestAsking:
    def test_past_the_limit_says_when_and_opens_again_then(self, county: World, settings):
        settings.SAMSYN_LIMITS = (SEARCH,)
        client = client_of(county.tale().owner)
        with clock.held(AT + dt.timedelta(seconds=20)):
            assert [client.post("/barn/", {"q": "x"}).status_code for _ in range(3)] == [
                200, 200, 429,
            ]  # fmt: skip
            answer = client.post("/barn/", {"q": "x"})
            assert answer.headers["Retry-After"] == "40"
            assert "Försök igen om 1 minut." in answer.content.decode()
            assert client.get("/barn/").status_code == 200
        with clock.held(AT + dt.timedelta(seconds=60)):
            assert client.post("/barn/", {"q": "x"}).status_code == 200

    def test_one_person_does_not_stop_another(self, county: World, settings):
        settings.SAMSYN_LIMITS = (SEARCH,)
        tale = county.tale()
        one, other = client_of(tale.owner), client_of(tale.others[0])
        with clock.held(AT):
            for _ in range(3):
                last = one.post("/barn/", {"q": "x"})
            assert (last.status_code, other.post("/barn/", {"q": "x"}).status_code) == (429, 200)

    def test_nothing_typed_is_lost_and_nothing_secret_comes_back(self, county: World, settings):
        settings.SAMSYN_LIMITS = (NEED,)
        tale = county.tale()
        typed = {"worry": 'Oro & "citat"', "areas": ["social", "medical"], "password": "hemligt"}
        path = f"/barn/{tale.child_id}/behov/"
        with clock.held(AT):
            answer = client_of(tale.owner).post(path, typed)
        text = answer.content.decode()
        assert answer.status_code == 429
        assert 'name="worry" value="Oro &amp; &quot;citat&quot;"' in text
        assert 'name="areas" value="social"' in text and 'name="areas" value="medical"' in text
        assert f'action="{path}"' in text and "hemligt" not in text

    def test_an_account_is_limited_from_whatever_address(self, county: World, settings):
        settings.SAMSYN_LIMITS = (DOOR,)
        with clock.held(AT):
            codes = [
                Client(REMOTE_ADDR=f"192.0.2.{n}").post("/logga-in/", {"person": name}).status_code
                for n, name in enumerate(["Nobody", "nobody", " NOBODY ", "somebody"])
            ]
        assert codes == [200, 200, 429, 200]

    def test_an_account_is_limited_whatever_else_is_named_beside_it(self, county: World, settings):
        settings.SAMSYN_LIMITS = (DOOR,)
        with clock.held(AT):
            codes = [
                Client()
                .post("/logga-in/", {"handle": name, "person": f"x{n}", "email": f"y{n}"})
                .status_code
                for n, name in enumerate(["victim", "victim", "victim", "somebody"])
            ]
        assert codes == [200, 200, 429, 200]

    def test_an_unknown_asker_is_an_address_and_forwarding_is_not_believed(self, db, settings):
        settings.SAMSYN_LIMITS = (Limit("data", ("public:open_schema",), 1, 60, PER_ADDRESS),)
        path = reverse("public:open_schema", args=["arenor"])

        def ask(forwarded: str) -> int:
            client = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
            return client.get(path).status_code

        with clock.held(AT):
            assert [ask("192.0.2.1"), ask("192.0.2.2")] == [200, 429]
            settings.SAMSYN_PROXIES = ("127.0.0.1",)
            assert [ask("192.0.2.3"), ask("192.0.2.4"), ask("192.0.2.3")] == [200, 200, 429]


class TestCounting:
    def test_who_it_was_cannot_be_read(self, county: World, settings):
        settings.SAMSYN_LIMITS = (DOOR, Limit("door", ("log_in",), 9, 60, PER_ADDRESS))
        Client(REMOTE_ADDR="192.0.2.1").post("/logga-in/", {"person": "anna"})
        rows = list(Count.objects.values_list("key", flat=True))
        assert len(rows) == 2 and all(len(key) == 64 for key in rows)
        assert "anna" not in str(rows) and "192.0.2" not in str(rows)

    def test_what_has_ended_is_forgotten(self, db, settings):
        for minute in range(3):
            at = AT + dt.timedelta(minutes=minute)
            count_one(SEARCH, "x", window(at, 60))
        assert Count.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_processes_share_the_count(self):
        seen: list[int] = []

        def ask() -> None:
            seen.append(count_one(SEARCH, "x", window(AT, 60)))
            connections.close_all()

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(seen) == list(range(1, 9))

    def test_a_page_that_no_limit_covers_costs_no_statement(self, db):
        with CaptureQueriesContext(connection) as seen:
            Client().get("/om/")
        assert not any("limits_count" in query["sql"] for query in seen.captured_queries)


class TestSettings:
    def test_every_pattern_meets_a_view(self):
        names = [name for name, _needs in named()]
        for limit in written.SAMSYN_LIMITS:
            if limit.name == "provisioning":
                continue
            assert any(limit.covers(name, (limit.methods or ("GET",))[0]) for name in names), limit

    @pytest.mark.parametrize(
        ("view", "method", "names"),
        [
            ("oidc_start", "GET", {"leaving"}), ("oidc_again", "GET", {"leaving"}),
            ("saml_start", "GET", {"leaving"}), ("saml_again", "GET", {"leaving"}),
            ("oidc_answer", "GET", {"arriving"}), ("saml_continue", "GET", {"arriving"}),
            ("saml_answer", "POST", {"answering"}), ("oidc_ended", "POST", {"ended"}),
            ("local_log_in", "POST", {"login", "account"}),
            ("local_again", "POST", {"login", "account"}), ("log_in", "GET", set()),
        ],
    )  # fmt: skip
    def test_every_step_of_a_log_in_is_limited_and_a_providers_own_call_apart(
        self, view, method, names
    ):
        assert {
            limit.name for limit in written.SAMSYN_LIMITS if limit.covers(view, method)
        } == names

    def test_a_whole_municipality_logs_in_from_one_address(self):
        ways = [one for one in written.SAMSYN_LIMITS if one.name in ("leaving", "arriving")]
        assert all(one.per == PER_ADDRESS and one.most >= 1000 for one in ways) and len(ways) == 2

    @pytest.mark.parametrize(
        "name",
        [n for n, _ in named() if n.endswith(("pdf", "csv", "json", "docx", "paper", "excerpt"))],
    )
    def test_every_paper_and_export_is_limited(self, name):
        assert any(limit.covers(name, "GET") for limit in written.SAMSYN_LIMITS), name
