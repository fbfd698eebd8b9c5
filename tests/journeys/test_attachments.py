"""A file is put to a case, another unit is let to see it, and then no longer."""

import pytest

from tests.attachments.samples import PDF
from tests.journeys.conftest import Visitor
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tale(land: World, tmp_path, settings):
    settings.SAMSYN_FILES = tmp_path / "files"
    tale = land.tale(others=2)
    tale.need()
    tale.family()
    return tale


def choose(v: Visitor, name: str, content: bytes) -> None:
    v.page.set_input_files('[name="file"]', {"name": name, "mimeType": "", "buffer": content})


def test_a_file_is_added_shared_and_gone(visitor: Visitor, tale):
    v = visitor.be(tale.owner, tale.world).open(f"/barn/{tale.child_id}/")
    v.follow("Bilagor").sees("Här finns inga bilagor än").sees("Bara er enhet ser bilagorna")
    v.tick("kind", "assessment").fill(title="Kartläggning")
    choose(v, "lo.exe", b"MZ" + bytes(80))
    v.press("Lägg till").sees("Den sortens fil går inte att bifoga")
    assert v.page.locator('[name="title"]').input_value() == "Kartläggning"
    choose(v, "lo.pdf", PDF)
    v.press("Lägg till").sees("Bilagan är tillagd").sees("Inte genomsökt")
    with v.page.expect_download() as coming:
        v.page.get_by_role("link", name="Kartläggning", exact=True).click()
    assert coming.value.suggested_filename == "Kartläggning.pdf"
    v.follow("Låt en enhet se").tick("units", str(tale.others[0].unit_id))
    v.tick("scopes", "attachment").press("Låt dem se").sees("En enhet ser nu det du valde")
    listed = f"/arenden/{tale.case_id}/bilagor/"
    v.leave().be(tale.others[0], tale.world).open(f"/barn/{tale.child_id}/").follow("Bilagor")
    v.sees("Kartläggning").does_not_see("Ta bort")
    v.leave().be(tale.owner, tale.world).open(listed).sees(tale.others[0].unit_name)
    v.follow("Ta bort Kartläggning").sees("har fått se bilagan")
    v.open(f"/arenden/{tale.case_id}/aterkalla/").fill(by="Kim").press("Återkalla samtycket")
    v.leave().be(tale.others[0], tale.world)
    assert v.page.goto(v.base + listed).status == 404
