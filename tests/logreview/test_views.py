"""Who opens which page of the log, what does it cost, and what does one see and do there?"""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from samsyn.foundation import clock, wall
from samsyn.logreview.models import Shown
from samsyn.logreview.urls import EXTRACT, REVIEWS
from tests.browsing import client_of
from tests.logreview.months import Month
from tests.workspace.test_views import MOST_STATEMENTS

#: Pages that hang on one month.
OF_A_MONTH = ("open", "review", "csv", "pdf", "finish", "judge", "show_child")


def addresses(month: Month) -> dict[str, str]:
    month.read(month.at(hour=3))
    review = month.open()
    item = month.page(review.pk).items[0]
    known = {
        "overview": [], "open": [month.unit.unit_id, month.first.year, month.first.month],
        "judge": [review.pk, item.id], "show_child": [review.pk, item.id],
    }  # fmt: skip
    names = [entry.name for entry in REVIEWS[0]]
    return {n: reverse(f"logreview:{n}", args=known.get(n, [review.pk])) for n in names}


class TestWhoOpensWhat:
    def test_every_address_is_in_the_table(self):
        assert {entry.name for entry in REVIEWS[0]} == {"overview", *OF_A_MONTH}
        assert {entry.name for entry in EXTRACT[0]} == {"show", "pdf"}

    def test_the_own_partys_reviewer_opens_all(self, month: Month):
        client = client_of(month.reviewer)
        for name, path in addresses(month).items():
            assert client.get(path).status_code == (302 if name == "open" else 200), name

    def test_another_partys_reviewer_gets_404(self, month: Month):
        client = client_of(month.stranger)
        for name, path in addresses(month).items():
            assert client.get(path).status_code == (200 if name == "overview" else 404), name

    def test_no_other_role_opens_any(self, month: Month):
        for name, path in addresses(month).items():
            assert client_of(month.unit).get(path).status_code == 403, name
            assert client_of(None).get(path).status_code == 302, name

    def test_posts_are_guarded_the_same(self, month: Month):
        for name, path in addresses(month).items():
            if name in ("judge", "show_child", "finish"):
                assert client_of(month.stranger).post(path).status_code == 404
                assert client_of(month.unit).post(path).status_code == 403


class TestReview:
    def test_a_month_is_opened_judged_and_signed(self, one: Month):
        one.read(one.at(hour=3))
        client = client_of(one.reviewer)
        path = reverse("logreview:open", args=[one.unit.unit_id, one.first.year, one.first.month])
        assert path in client.get("/loggkontroll/").content.decode()
        review_url = client.post(path).headers["Location"]
        page = client.get(review_url).content.decode()
        assert "Natt" in page and "Stickprov" in page and "Barnsson" not in page
        item = one.page(one.open().pk).items[0]
        judge = reverse("logreview:judge", args=[one.open().pk, item.id])
        answer = client.post(judge, {"judgement": "wrong", "note": ""})
        assert answer.status_code == 422 and "utan namn" in answer.content.decode()
        client.post(judge, {"judgement": "wrong", "note": "Hade inget ärende"})
        assert "72 timmar" in client.get(judge).content.decode()
        signed = client.post(f"{review_url}skriv-under/", {"summary": "En läsning var fel."})
        assert signed.headers["Location"] == review_url
        assert "En läsning var fel." in client.get(review_url).content.decode()
        assert "granskad" in client.get("/loggkontroll/").content.decode()

    def test_the_child_is_shown_after_a_reason(self, one: Month):
        paths, client = addresses(one), client_of(one.reviewer)
        assert "Barnsson" not in client.get(paths["judge"]).content.decode()
        client.post(paths["show_child"], {"why": "Behöver fråga om just det här"})
        assert "Lo Barnsson" in client.get(paths["judge"]).content.decode()

    def test_a_protected_child_is_marked_and_stands_in_no_list(self, one: Month):
        paths, client = addresses(one), client_of(one.reviewer)
        one.protect()
        for name in ("review", "judge"):
            text = client.get(paths[name]).content.decode()
            assert "Skyddade uppgifter" in text and "L.B." not in text
        assert "protected-mark" in client.get(paths["show_child"]).content.decode()
        client.post(paths["show_child"], {"why": "Behöver fråga om just det här"})
        text = client.get(paths["judge"]).content.decode()
        assert "Lo Barnsson" in text and "Skyddade personuppgifter: Skyddad folkbokföring" in text
        listed = client.get(paths["review"]).content.decode()
        assert "Barnsson" not in listed and "Skyddade uppgifter" in listed

    def test_who_asks_for_the_child_shows_again_who_it_is(self, one: Month):
        path = addresses(one)["show_child"]
        client = client_of(one.reviewer, authenticated_at=clock.now() - dt.timedelta(minutes=6))
        answer = client.post(path, {"why": "Behöver fråga om just det här"})
        assert answer.status_code == 302 and "/barnet/" not in answer.headers["Location"][:9]
        wall.bind(one.reviewer)
        assert not Shown.objects.exists()

    def test_salt_and_word_are_two_things(self, one: Month):
        paths, client = addresses(one), client_of(one.reviewer)
        review = one.open()
        text = client.get(paths["review"]).content.decode()
        assert review.seed in text and review.salt not in text

    def test_own_events_are_for_another(self, one: Month):
        one.own()
        review = one.open()
        client, item = client_of(one.reviewer), one.page(review.pk).items[0]
        path = reverse("logreview:judge", args=[review.pk, item.id])
        text = client.get(path).content.decode()
        assert "En annan granskare bedömer händelsen" in text and "Spara bedömningen" not in text
        answer = client.post(path, {"judgement": "in_order", "note": ""})
        assert "gjort själv" in answer.content.decode()
        text = client.get(reverse("logreview:review", args=[review.pk])).content.decode()
        assert "En av dem har du gjort själv" in text

    def test_files_hold_no_childs_name_even_when_it_is_shown(self, month: Month):
        paths, client = addresses(month), client_of(month.reviewer)
        client.post(paths["show_child"], {"why": "Behöver fråga om just det här"})
        paper = client.get(paths["pdf"]).content
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
        file = client.get(paths["csv"]).content.decode("utf-8-sig")
        for told in (text, file):
            assert "Barnsson" not in told and "L.B." not in told
            assert str(month.tale.child_id) not in told
            assert month.unit.user_name in told
        [row] = csv.DictReader(io.StringIO(file), delimiter=";")
        assert row["Varför"] == "Stickprov, Natt"

    def test_a_month_that_has_nothing_is_not_there(self, one: Month):
        path = reverse("logreview:open", args=[one.unit.unit_id, 2001, 1])
        assert client_of(one.reviewer).get(path).status_code == 404

    @pytest.mark.parametrize("month_number", [0, 13, 999])
    def test_odd_months_are_not_there(self, one: Month, month_number):
        path = reverse("logreview:open", args=[one.unit.unit_id, 2026, month_number])
        assert client_of(one.reviewer).get(path).status_code == 404


class TestCost:
    def test_the_pages_of_a_month(self, one: Month):
        one.read(one.at(hour=3))
        review = one.open()
        few = self.count(one, reverse("logreview:review", args=[review.pk]))
        assert few <= MOST_STATEMENTS
        assert self.count(one, "/loggkontroll/") <= MOST_STATEMENTS
        assert self.count(one, "/min-tur/") <= MOST_STATEMENTS

    def count(self, one: Month, path: str) -> int:
        client = client_of(one.reviewer)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(path).status_code == 200
        return len([q for q in seen.captured_queries if not q["sql"].startswith(("SAVE", "RELE"))])


class TestMenu:
    def test_the_reviewer_finds_the_log_and_nobody_else_does(self, one: Month):
        assert "/loggkontroll/" in client_of(one.reviewer).get("/min-tur/").content.decode()
        assert "/loggkontroll/" not in client_of(one.unit).get("/min-tur/").content.decode()

    def test_the_childs_page_leads_to_the_extract(self, one: Month):
        path = f"/barn/{one.tale.child_id}/"
        text = client_of(one.unit).get(path).content.decode()
        assert f"{path}loggutdrag/" in text
        page = client_of(one.unit).get(f"{path}loggutdrag/").content.decode()
        assert one.unit.unit_name in page and "Vissa uppgifter kan vara borttagna" in page
