"""A call gets no answer: the product suggests, somebody reports, and no name leaves the unit."""

import datetime as dt

from samsyn.foundation import clock
from tests.deviations.people import Sides
from tests.journeys.conftest import Visitor
from tests.world import Tale


def test_from_a_suggestion_to_a_receipt(visitor: Visitor, transactional_db):
    land = Sides("jamtland-harjedalen")
    tale = Tale(land, land.teacher, [land.nurse], 4)
    tale.register()
    with clock.held(clock.now() - dt.timedelta(days=30)):
        tale.need()
        tale.family()
        tale.call()
    v = visitor.be("teacher", land)
    v.open(f"/barn/{tale.child_id}/").sees("Anmäl att svaret dröjer")
    v.open("/avvikelser/forslag/").sees("har inte svarat på kallelsen").follow("Anmäl")
    v.page.locator("details.more > summary").click()
    v.check()
    v.fill(happened="", consequence="Lo Barnsson har väntat i fem veckor.")
    v.press("Titta igenom och skicka").sees("Det är något du behöver rätta")
    v.fill(happened="Kim Vuxen har ringt tre gånger. Ingen svarar.")
    v.press("Titta igenom och skicka").sees("Så här läser de andra det")
    v.press("Skicka anmälan").sees("Tack. Avvikelsen har nummer")
    v.open("/avvikelser/forslag/").sees("Inget att föreslå")


def test_who_is_away_says_so(visitor: Visitor, transactional_db):
    land = Sides("jamtland-harjedalen")
    v = visitor.be("head", land).open("/avvikelser/trappan/").sees("Närmaste chef")
    today = clock.today()
    v.open("/avvikelser/borta/")
    v.fill(away_from=today.isoformat(), back_on=(today + dt.timedelta(days=5)).isoformat())
    v.press("Spara").sees("Nya steg går till nivån ovanför")
