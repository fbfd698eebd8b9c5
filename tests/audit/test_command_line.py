"""What do `samsyn audit seal` and `samsyn audit verify` print, write and answer?"""

import json

import pytest
from django.db import connection

from samsyn.access.rules import Actor
from samsyn.audit.trail import record
from samsyn.cli.main import main


@pytest.fixture
def owner(as_owner, monkeypatch):
    """The commands run as the tables' owner, who may here also write and tamper."""
    monkeypatch.setattr("samsyn.cli.audit.as_owner", lambda: None)
    for state in ("NO FORCE", "FORCE"):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE audit_event {state} ROW LEVEL SECURITY")
            on = "DISABLE" if state == "NO FORCE" else "ENABLE"
            cursor.execute(f"ALTER TABLE audit_event {on} TRIGGER never_changes")
        if state == "NO FORCE":
            yield


def test_seal_export_verify_and_find(owner, tmp_path, capsys):
    heads = tmp_path / "heads.jsonl"
    assert main(["audit", "seal"]) == 0 and "Inget nytt" in capsys.readouterr().out
    for action in ("a.read", "b.read"):
        record(action, "thing", actor=Actor.system())
    assert main(["audit", "seal", "--to", str(heads)]) == 0
    assert "2 händelser förseglade" in capsys.readouterr().out
    assert main(["audit", "seal", "--print"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(heads.read_text())
    assert main(["audit", "verify", "--heads", str(heads)]) == 0
    assert "loggen är hel" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET action = 'x.read' WHERE action = 'b.read'")
    assert main(["audit", "verify"]) == 1
    assert "händelsen har ändrats" in capsys.readouterr().out
    assert main(["audit", "verify", "--json"]) == 1
    verdict = json.loads(capsys.readouterr().out)
    assert verdict["whole"] is False and verdict["faults"][0]["kind"] == "changed"
    assert main(["audit", "verify", "--since", "2999-01-01"]) == 0


@pytest.mark.parametrize(
    "text", [None, "no json", '{"seal": "x", "hash": 1}', '{"hash": "f"}', "[]"]
)
def test_a_file_that_cannot_be_read_is_told(tmp_path, capsys, text):
    heads = tmp_path / "heads.jsonl"
    if text is not None:
        heads.write_text(text)
    assert main(["audit", "verify", "--heads", str(heads)]) == 2
    assert "går inte att läsa" in capsys.readouterr().err
