"""One person proposes what is to go, another approves it, and a proof is left."""

import pytest

from samsyn.cases.operations import close_case
from tests.journeys.conftest import Visitor
from tests.retention.conftest import Archive, on
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(county: World, tmp_path, settings):
    settings.SAMSYN_FILES = tmp_path / "files"
    archive = Archive(county, county.tale())
    with on(2023):
        for _ in range(2):
            archive.tale.need()
            close_case(archive.tale.case_id, why="Klart", actor=archive.tale.owner)
    return archive


def test_from_a_decision_to_the_proof(visitor: Visitor, archive: Archive):
    v = visitor.be("arkivet", archive.world).open("/gallring/")
    v.sees("Inget är moget att gallra i dag").sees("Inget beslut är inskrivet")
    v.follow("Skriv in ett beslut").tick("sphere", "care").fill(years="2", reference="ARK 7")
    v.page.locator('[name="operation"]').select_option(archive.tale.owner.operation)
    v.fill(decided_on="2026-01-02").press("Spara beslutet").sees("Minst 10 år")
    v.tick("is_working_copy").press("Spara beslutet").sees("Beslutet gäller från nu")
    v.follow("Stoppa").fill(why="Begärd av domstol").press("Stoppa").sees("Begärd av domstol")
    v.press("Föreslå gallring av allt på listan").sees("Någon annan godkänner den")
    v.leave().be("arkivchef", archive.world).follow("Läs gallringslistan")
    v.press("Godkänn listan").sees("Kryssa i att du har läst listan")
    v.tick("is_read").press("Godkänn listan").sees("Inget är gallrat än")
    v.press("Genomför gallringen").sees("Gallringsbeviset är färdigt").does_not_see("Barnsson")
    with v.page.expect_download() as coming:
        v.page.get_by_role("link", name="Hämta gallringsbeviset").click()
    assert coming.value.suggested_filename == "gallringsbevis.pdf"
    v.open("/gallring/").sees("Genomförd").press("Häv stoppet").sees("Stoppet är hävt")
