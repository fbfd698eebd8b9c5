"""A child is marked; a colleague no longer finds it, the few give a reason, others see no places."""

import pytest

from tests.children.hidden import add_person, door_name
from tests.journeys.conftest import Visitor
from tests.journeys.steps import Way
from tests.world import World, number_of_age

PLACE = "Länken i kalendern"
pytestmark = pytest.mark.django_db(transaction=True)


def test_mark_hide_open_and_call(visitor: Visitor, land: World):
    crew = land.fitting(10, 3)
    colleague = add_person(land, crew[0], "kollega", "physician")
    way = Way(visitor, land, crew[0], crew[1:])
    way.record_need()
    child = way.child_path
    visitor.open(child).follow("Skyddade uppgifter")
    visitor.press("Skydda uppgifterna nu").sees("Det är något du behöver rätta")
    visitor.tick("kind", "marked").tick("source", "register").press("Skydda uppgifterna nu")
    visitor.sees("Barnets uppgifter är skyddade").sees("Det här gäller")
    way.family_says("yes")
    way.call()
    for path in ("/min-tur/", "/barn/", "/planer/"):
        visitor.open(path).does_not_see("Barnsson").does_not_see(number_of_age(10)[:8])
    visitor.open("/barn/").sees("Skyddade uppgifter ·")
    visitor.leave()

    visitor.be(door_name(land, colleague), land)
    visitor.open("/barn/").does_not_see("Barnsson").does_not_see("Skyddade uppgifter ·")
    assert visitor.page.goto(visitor.base + child).status == 404
    visitor.leave()

    visitor.be(crew[1], land).sees("Skyddade uppgifter").does_not_see(crew[0].unit_name)
    visitor.page.get_by_role("link", name="Skyddade uppgifter ·").first.click()
    visitor.check().sees("Vänta en stund").does_not_see("Barnsson").does_not_see(PLACE)
    visitor.press("Öppna sidorna").sees("Det är något du behöver rätta")
    visitor.tick("reason", "called").press("Öppna sidorna")
    visitor.sees("Skyddade personuppgifter: Sekretessmarkering.").sees("Barnsson").sees(PLACE)
    visitor.does_not_see(crew[2].unit_name)
    visitor.leave()

    visitor.be(crew[0], land).open("/skyddade/").does_not_see("Barnsson")
    visitor.page.get_by_role("link", name="Skyddade uppgifter ·").first.click()
    visitor.check().sees("Vilka kan öppna barnets sidor?")
    visitor.page.locator('[name="user"]').select_option(str(colleague.user_id))
    visitor.press("Lägg till").sees("Personen kan öppna barnets sidor")
