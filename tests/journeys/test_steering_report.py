"""The yearly report: drafted from what happened, written on, locked, published and read by all."""

import pytest

from tests.journeys.conftest import Visitor
from tests.steering import Steering

pytestmark = pytest.mark.django_db(transaction=True)

WRITTEN = "Arenan har hållit ihop arbetet under hela perioden."


def test_report_from_draft_to_the_open_site(visitor: Visitor, jamtland: Steering):
    v = visitor.be("secretary", jamtland).open("/styrning/uppfoljning/")
    v.follow("Ny uppföljning")
    v.page.get_by_label("Vilken arena?").select_option(label="Barnarenan")
    v.fill(period_from="2016-10-01", period_to="2017-10-31").press("Skriv utkastet")
    v.sees("Utkastet är skrivet").follow("Skriv vidare")
    v.page.locator('textarea[name$="-more"]').first.fill(WRITTEN)
    v.page.get_by_role("button", name="Spara", exact=True).click()
    v.sees("Sparat.").sees(WRITTEN)
    v.page.get_by_role("link", name="Lås", exact=True).click()
    v.check().press("Lås").sees("Uppföljningen är låst")
    v.follow("Publicera").press("Publicera").sees("Uppföljningen är publicerad")
    number = v.page.url.rstrip("/").rsplit("/", 1)[-1]
    v.leave().open("/uppfoljning/?lan=jamtland-harjedalen").sees("Barnarenan")
    v.open(f"/uppfoljning/{number}/").sees(WRITTEN).sees("Texten är låst")
