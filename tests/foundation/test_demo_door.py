"""Does the demo refuse to start where others could reach it?"""

import os
import subprocess
import sys

import pytest

from samsyn.foundation.demo_door import why_closed

HERE = {"SAMSYN_DEMO": "1"}
IN_USE = [
    {"SAMSYN_TLS": "1"},
    {"SAMSYN_HOSTS": "samsyn.example.org"},
    {"SAMSYN_HOSTS": "localhost, samsyn.example.org"},
    {"SAMSYN_HOSTS": "*"},
    {"DATABASE_URL": "postgresql://samsyn_app:x@db.example.org/samsyn"},
    {"DATABASE_URL": "postgresql:///samsyn?host=/var/run/postgresql"},
]


@pytest.mark.parametrize("more", IN_USE, ids=str)
def test_refuses_what_looks_like_a_service_in_use(more):
    assert "vem som helst" in why_closed(HERE | more)
    assert why_closed({"SAMSYN_DEMO": "0"} | more) == "", "without the demo it is how it should be"


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"SAMSYN_HOSTS": "127.0.0.1,localhost"},
        {"SAMSYN_TLS": ""},
        {"DATABASE_URL": "postgresql://samsyn_app@127.0.0.1:5432/samsyn"},
    ],
    ids=str,
)
def test_opens_on_ones_own_machine(more):
    assert why_closed(HERE | more) == ""


def test_a_database_in_a_file_is_as_far_away(tmp_path):
    file = tmp_path / "url"
    file.write_text("postgresql://samsyn_app:x@db.example.org/samsyn\n")
    assert "vem som helst" in why_closed(HERE | {"DATABASE_URL_FILE": str(file)})


def run(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SAMSYN_SECRET_KEY": "x", **more}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )


def test_neither_the_server_nor_the_command_starts_it():
    wsgi = run("import samsyn.config.wsgi", SAMSYN_DEMO="1", SAMSYN_TLS="1")
    assert wsgi.returncode != 0 and "Demon startar inte" in wsgi.stderr
    for verb in ("serve", "demo"):
        call = f"from samsyn.cli import main; raise SystemExit(main(['{verb}']))"
        done = run(call, SAMSYN_DEMO="1", SAMSYN_HOSTS="samsyn.example.org")
        assert done.returncode == 2 and "Demon startar inte" in done.stderr, verb
    outside = "from samsyn.cli import main; raise SystemExit(main(['demo', '--host', '0.0.0.0']))"
    assert run(outside).returncode == 2
