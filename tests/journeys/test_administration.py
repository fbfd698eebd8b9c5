"""Administrators at work: somebody leaves, many come by a file, a unit is renamed and goes on."""

import pytest

from samsyn.foundation import clock
from samsyn.organisations.models import Unit
from tests.administration.conftest import Office, office_of
from tests.administration.test_importing import file, line
from tests.administration.test_units import sibling
from tests.journeys.conftest import Visitor
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db: None) -> Office:
    """Jämtland Härjedalen with administrators, committed for the live server."""
    return office_of(World("jamtland-harjedalen"))


def test_somebody_leaves_and_a_colleague_takes_over(visitor: Visitor, office: Office):
    office.tale.need()
    office.colleague()
    v = visitor.be("administrator", office.world)
    v.follow("Administration").sees("Allt öppet har en ägare")
    v.open("/administration/personer/")
    v.follow(str(office.owner)).follow("Avsluta")
    v.sees("Detta lämnar").sees("1 ärende").does_not_see("Barnsson")
    v.tick("when", "now").press("Lämna över och avsluta").sees("Välj vem som tar över")
    v.page.locator('[name="to_case"]').select_option(index=1)
    v.press("Lämna över och avsluta").sees("allt som var öppet är överlämnat")
    v.leave().be("kollega-1", office.world).sees("Läs in dig på det du har tagit över")
    v.follow("Läs in dig").follow("ärende").sees("Barnsson")
    v.open("/administration/overtaget/").press("Jag har läst in mig")
    v.sees("Det står inte längre på Min tur")


def test_many_come_by_a_file(visitor: Visitor, office: Office):
    v = visitor.be("administrator", office.world)
    v.open("/administration/import/")
    wrong = file(line(office), line(office, enhet="Finns inte", efternamn="Lind"))
    upload(v, wrong).sees("En rad har fel").sees("finns inte bland dem du sköter")
    v.open("/administration/import/")
    upload(v, file(line(office))).sees("Inget är sparat än").press("Genomför 1 ändring")
    v.sees("Åsa Öberg")
    v.open("/administration/import/")
    upload(v, file(line(office))).sees("Det finns inget att genomföra")


def test_a_unit_is_renamed_and_goes_into_another(visitor: Visitor, office: Office):
    office.tale.need()
    sibling(office, "Tallskolan")
    v = visitor.be("partadmin", office.world)
    v.open("/administration/enheter/").follow(office.unit.name).follow("Byt namn")
    v.fill(name="Granskolan").press("Byt namn").sees("Enheten har bytt namn")
    v.sees(f"{office.unit.name} → Granskolan")
    v.follow("Stäng enheten").sees("I enheten är det här öppet").press("Stäng enheten")
    v.sees("skulle bli utan ägare")
    v.follow("Låt enheten gå upp i en annan")
    v.page.locator('[name="into"]').select_option(label="Tallskolan")
    v.fill(last_day=(clock.today()).isoformat()).press("Låt enheten gå upp")
    v.sees("Enheten avvecklas")
    assert Unit.objects.get(pk=office.unit.pk).winding_up_from is not None


def upload(v: Visitor, text: str) -> Visitor:
    """Choose a file and see its preview."""
    chosen = {"name": "personer.csv", "mimeType": "text/csv", "buffer": text.encode("cp1252")}
    v.page.locator('input[type="file"]').set_input_files(chosen)
    return v.press("Visa vad som händer")
