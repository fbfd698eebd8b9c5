"""Does the demo begin with the secret that it is given?"""

import os

import pytest

from samsyn.cli import main, serving

MIGRATING_FAILED = 7


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """Nothing is migrated, and what the demo puts in the environment is taken out again."""
    monkeypatch.setenv("SAMSYN_DEMO", "1")
    monkeypatch.setenv("SAMSYN_DATA", str(tmp_path))
    monkeypatch.setenv("SAMSYN_SECRET_KEY", "")
    monkeypatch.setattr(serving.subprocess, "call", lambda _command: MIGRATING_FAILED)


def test_a_secret_in_a_file_is_the_only_one(alone, monkeypatch, tmp_path):
    (tmp_path / "key").write_text("a key", encoding="utf-8")
    monkeypatch.setenv("SAMSYN_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert main(["demo", "--load-only"]) == MIGRATING_FAILED
    assert not os.environ.get("SAMSYN_SECRET_KEY")


def test_without_one_it_makes_its_own(alone):
    assert main(["demo", "--load-only"]) == MIGRATING_FAILED
    assert len(os.environ["SAMSYN_SECRET_KEY"]) > 50
