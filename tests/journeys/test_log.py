"""A reviewer goes through a month of the log; a nurse hands the log extract to a family."""

import pytest

from tests.journeys.conftest import Visitor
from tests.logreview.months import a_month
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_month_is_reviewed_and_signed(visitor: Visitor, land: World):
    month = a_month(land)
    month.read(month.at(hour=3))
    v = visitor.be("granskaren", land).sees("Granska loggen för")
    v.open("/loggkontroll/").sees(month.unit.unit_name)
    v.open(f"/loggkontroll/{month.unit.unit_id}/{month.first.year}/{month.first.month}/")
    v.sees("träff betyder inte att något är fel")
    v.press("Öppna granskningen").sees("Natt").does_not_see("Barnsson")
    review = v.page.url.removeprefix(v.base)
    v.page.locator("tbody a").first.click()
    v.check().sees("Det hände mellan klockan 22 och 05").does_not_see("Barnsson")
    event = v.page.url.removeprefix(v.base)
    v.follow("Visa vilket barn det gäller").press("Visa barnet").sees("Varför behöver du veta")
    v.fill(why="Behöver fråga personen om just den här läsningen")
    v.press("Visa barnet").sees("Lo Barnsson")
    v.press("Spara bedömningen").sees("Din bedömning")
    v.tick("judgement", "unclear").fill(note="Har frågat chefen").press("Spara bedömningen")
    v.open(review).sees("En händelse återstår")
    v.open(event).tick("judgement", "wrong").fill(note="Hade inget ärende den natten")
    v.press("Spara bedömningen").sees("72 timmar")
    v.open(review).follow("Skriv under").fill(summary="En läsning var inte i sin ordning.")
    v.press("Skriv under").sees("Underskriven av")
    v.open("/loggkontroll/").sees("granskad")


def test_an_extract_is_handed_out(visitor: Visitor, land: World):
    tale = land.tale(others=2).to_plan_in_force()
    v = visitor.be(tale.owner, land).open(f"/barn/{tale.child_id}/")
    v.page.get_by_text("Vad din enhet har läst och skrivit").click()
    v.follow("Loggutdrag till familjen").sees("Vem har tagit del av uppgifter om Lo Barnsson?")
    v.sees(tale.owner.unit_name).sees(tale.others[0].unit_name)
    v.sees("Vissa uppgifter kan vara borttagna").does_not_see(tale.others[0].user_name)
    with v.page.expect_download() as taken:
        v.page.get_by_role("link", name="Hämta som PDF").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
    assert taken.value.suggested_filename == "loggutdrag.pdf"
