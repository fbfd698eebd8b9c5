"""Is nothing kept that a configured scanner has not let through?"""

import pytest

from samsyn.attachments.models import Attachment, files
from samsyn.attachments.operations import scanning
from samsyn.foundation import wall
from samsyn.foundation.refusals import Refused
from tests.attachments.clamd import scanner
from tests.attachments.conftest import attach
from tests.attachments.samples import EICAR, PDF
from tests.world import World


@pytest.fixture
def tale(county: World):
    tale = county.tale()
    tale.need()
    return tale


def nothing_is_kept(tale) -> bool:
    wall.bind(tale.owner)
    return not Attachment.objects.exists() and not list(files.names())


def test_without_a_scanner_the_file_is_kept_and_said_not_to_be_scanned(tale):
    assert attach(tale).is_scanned is False


@pytest.mark.parametrize("is_local", [False, True], ids=["host:port", "socket"])
def test_a_clean_file_of_many_pieces_is_kept(tale, settings, tmp_path, is_local):
    with scanner(path=str(tmp_path / "clamd.sock") if is_local else "") as where:
        settings.SAMSYN_CLAMD = where
        assert attach(tale, content=PDF.replace(b"trailer", b" " * 200_000 + b"trailer")).is_scanned


def test_what_is_found_is_not_kept(tale, settings):
    with scanner() as where:
        settings.SAMSYN_CLAMD = where
        with pytest.raises(Refused, match="skadlig kod och är inte sparad") as refusal:
            attach(tale, file_name="a.txt", content=EICAR)
    assert refusal.value.field == "file" and nothing_is_kept(tale)


@pytest.mark.parametrize("mood", ["breaks", "half", "error", "silent"])
def test_no_clear_answer_is_a_no(tale, settings, monkeypatch, mood):
    monkeypatch.setattr(scanning, "SECONDS", 0.3)
    with scanner(mood) as where:
        settings.SAMSYN_CLAMD = where
        with pytest.raises(Refused, match="gick inte att söka igenom"):
            attach(tale)
    assert nothing_is_kept(tale)


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.sock", "clamd", "127.0.0.1:x"])
def test_nobody_there_is_a_no(tale, settings, where):
    settings.SAMSYN_CLAMD = where
    with pytest.raises(Refused, match="gick inte att söka igenom"):
        attach(tale)
    assert nothing_is_kept(tale)
