"""What happens when the family changes its mind, or one unit is late?"""

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.steps import Way
from tests.journeys.test_need_to_plan import way_of
from tests.world import Tale, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def way(visitor: Visitor, county: World) -> Way:
    return way_of(visitor, county, others=2)


def to_plan(way: Way) -> Tale:
    """The way up to a written plan, by operations."""
    tale = Tale(way.land, way.owner, way.others, way.years)
    tale.register()
    tale.need(), tale.family(), tale.call(), tale.answers(), tale.meet(), tale.start()
    tale.write()
    way.child_path = f"/barn/{tale.child_id}/"
    return tale


def test_consent_withdrawn_midway(way: Way):
    to_plan(way)
    v = way.visitor.be(way.others[0], way.land)
    v.open(way.child_path).sees("Hemlig oro")
    v.leave().be(way.owner, way.land).open(way.child_path)
    v.page.locator("a[href$='/aterkalla/']").first.evaluate("a => a.click()")
    v.page.wait_for_url("**/aterkalla/")
    v.check().sees("2 enheter slutar se nya uppgifter")
    v.fill(by="Kim Vuxen").press("Återkalla samtycket").sees("ser de inget nytt")
    v.leave().be(way.others[0], way.land).sees("Min tur")
    v.does_not_see("Läs planen och svara")
    v.open(way.child_path).does_not_see("Läs planen och svara")
    assert v.page.get_by_text("Hemlig oro").count() > 0, "the received copy stays"


def test_a_unit_that_agrees_late(way: Way):
    tale = to_plan(way)
    tale.say(way.owner), tale.say(way.others[0])
    v = way.visitor.be(way.owner, way.land).open(way.child_path)
    v.sees(way.others[1].unit_name)
    v.leave().be(way.others[1], way.land).follow("Läs planen och svara")
    v.tick("answer", "no").press("Skicka ert svar").sees("Skriv vad som behöver ändras")
    v.tick("answer", "yes").press("Skicka ert svar").sees("Planen gäller nu")


def test_a_session_that_ends_while_typing_loses_nothing(way: Way):
    tale = Tale(way.land, way.owner, way.others, way.years)
    tale.register()
    v = way.visitor.be(way.owner, way.land).open(f"/barn/{tale.child_id}/behov/")
    v.tick("areas", "social").tick("extent", "mild")
    v.fill(worry="Det här får inte försvinna")
    v.page.context.clear_cookies(name="sessionid")
    v.press("Spara behovet").sees("Det du skrev är kvar")
    v.press("Logga in igen")
    handle = f"{way.land.code}-{way.owner.operation}"
    v.page.locator(f'form:has(input[value="{handle}"]) button').first.click()
    v.page.wait_for_url("**/behov/")
    assert v.page.locator('[name="worry"]').input_value() == "Det här får inte försvinna"
    assert v.page.locator('[name="areas"][value="social"]').is_checked()
    v.check().press("Spara behovet").sees("Det är din tur")


def test_typing_is_saved_on_the_server_as_one_types(way: Way):
    tale = Tale(way.land, way.owner, way.others, way.years)
    tale.register()
    v = way.visitor.be(way.owner, way.land).open(f"/barn/{tale.child_id}/behov/")
    v.fill(worry="Halvfärdig mening")
    v.page.locator('[name="works"]').focus()
    v.page.get_by_text("Sparat").wait_for()
    v.open("/min-tur/").open(f"/barn/{tale.child_id}/behov/")
    assert v.page.locator('[name="worry"]').input_value() == "Halvfärdig mening"


def test_two_who_save_the_same_place_are_shown_both(way: Way):
    tale = to_plan(way)
    v = way.visitor.be(way.owner, way.land).open(f"/planer/{tale.plan_id}/skriv/")
    from dataclasses import replace

    tale.write(replace(tale.plan(way.others[0]).content, crisis="Ring skolan"), way.others[0])
    v.fill(crisis="Ring mormor").press("Spara planen")
    v.sees("Ring skolan").sees("Ring mormor")
    v.press("Spara planen").sees("Sparat som version")
