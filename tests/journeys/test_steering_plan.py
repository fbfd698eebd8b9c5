"""The action plan: revised, a row lifted out and still followed, decided, signed, reported on."""

import pytest

from samsyn.foundation import clock
from tests.actionplans.county import decided
from tests.journeys.conftest import Visitor
from tests.steering import Steering

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_revision_from_why_to_signature(visitor: Visitor, jamtland: Steering):
    plan = decided(jamtland, signatures=1)
    path = f"/styrning/handlingsplaner/{plan.pk}/"
    arena = plan.decided_by[0]

    v = visitor.be("director", jamtland)
    v.open(f"{path}skriv-under/").tick("signatory", "s1").tick("has_read")
    v.press("Skriv under planen").sees("Du har skrivit under planen")

    v.leave().be("secretary", jamtland)
    v.open(f"{path}revidera/").fill(why="Målet gick inte att mäta").press("Börja revidera")
    v.open(f"{path}skriv/")
    v.page.locator('[name="rows-0-goal"]').fill("Väntan blir kortare")
    v.press("Spara").sees("Väntan blir kortare")
    v.open(f"{path}rad/rad-2/lyft/")
    v.fill(why="Är infört överallt", lifted_on=clock.today().isoformat())
    v.page.locator("main form button[type=submit]").first.click()
    v.page.wait_for_load_state()
    v.check().open(f"{path}lagg-fram/")
    v.page.locator("main form button[type=submit]").first.click()
    v.page.wait_for_load_state()
    v.check().open(f"{path}besluta/").tick("arena", arena)
    v.fill(decided_on=clock.today().isoformat(), paragraph="9")
    v.press("Spara beslutet").sees("Beslutet är inskrivet")

    v.leave().be("director", jamtland)
    v.open(f"{path}skriv-under/").tick("signatory", "s1").tick("has_read")
    v.press("Skriv under planen")
    v.open(path).sees("Väntan blir kortare").sees("Är infört överallt").sees("Gäller")
    v.open(f"{path}lage/").sees("Rad-1")
    v.leave().open("/handlingsplan/").sees(plan.name)
