"""A case with a file, in a folder of its own."""

import uuid
from pathlib import Path

import pytest

from samsyn.access.rules import Actor
from samsyn.attachments.models import Attachment
from samsyn.attachments.operations import Given, attach_file
from samsyn.attachments.rules import Kind
from samsyn.cases.operations import share_case
from samsyn.foundation import clock
from samsyn.releases.rules import Ground, Scope
from tests.attachments.samples import PDF
from tests.world import Tale, World


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    settings.SAMSYN_FILES = tmp_path / "files"
    return settings.SAMSYN_FILES


@pytest.fixture
def tale(world: World) -> Tale:
    """A family that has said yes; nothing is shared yet."""
    tale = world.tale()
    tale.need()
    tale.family()
    return tale


def attach(tale: Tale, title: str = "Kartläggning", content: bytes = PDF, **changes) -> Attachment:
    given = {"kind": Kind.BASIS, "title": title, "file_name": "lo-barnsson.pdf", "content": content}
    submission = changes.pop("submission", None) or uuid.uuid4()
    actor: Actor = changes.pop("actor", tale.owner)
    return attach_file(
        tale.case_id, Given(**{**given, **changes}), submission=submission, actor=actor
    )


def share(tale: Tale, *scopes: Scope, to: Actor | None = None) -> None:
    """Let one unit see."""
    share_case(
        tale.case_id, [(to or tale.others[0]).unit_id], scopes=scopes or (Scope.ATTACHMENT,),
        ground=Ground.CONSENT, valid_until=clock.today().replace(year=clock.today().year + 1),
        note="", actor=tale.owner,
    )  # fmt: skip
