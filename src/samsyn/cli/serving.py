"""`samsyn serve` and `samsyn demo`."""

import argparse
import os
import secrets
import subprocess
import sys
from typing import Any

from samsyn.cli.database import set_up
from samsyn.foundation.demo_door import LOOPBACK
from samsyn.foundation.secrets import given as secret
from samsyn.foundation.starting import refusals


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `serve` and `demo`."""
    serve = verbs.add_parser("serve", help="starta tjänsten")
    _address(serve)
    serve.set_defaults(func=run_serve)
    demo = verbs.add_parser(
        "demo",
        help="starta demolänet med påhittade barn",
        description="Gör i ordning databasen, laddar demolänet första gången och startar tjänsten.",
    )
    _address(demo)
    demo.add_argument("--load-only", action="store_true", help="ladda men starta inte")
    demo.add_argument("--children", type=int, default=0, help="ladda bara så många barn")
    demo.set_defaults(func=run_demo)


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="adress att lyssna på")
    parser.add_argument("--port", type=int, default=8000, help="port att lyssna på")
    parser.add_argument("--threads", type=int, default=8, help="antal trådar")


def run_serve(given: argparse.Namespace) -> int:
    """Serve with gunicorn until stopped; a secret key is needed outside the demo."""
    if whys := refusals():
        print("\n".join(whys), file=sys.stderr)
        return 2
    set_up()
    if (unsafe := _unsafe_role()) is not None:
        print(unsafe, file=sys.stderr)
        return 2
    from django.core.management import call_command

    from samsyn.cli.gunicorn_server import serve

    call_command("collectstatic", interactive=False, verbosity=0)
    serve(f"{given.host}:{given.port}", given.threads)
    return 0


def _unsafe_role() -> str | None:
    """Why the database role must not serve: it would see past the wall."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolsuper OR r.rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables t"
            " WHERE t.tableowner = r.rolname AND t.schemaname = 'public')"
            " FROM pg_roles r WHERE r.rolname = current_user"
        )
        row = cursor.fetchone()
    if row and row[0]:
        return "DATABASE_URL har en roll som ser förbi muren. Använd rollen samsyn_app."
    return None


def run_demo(given: argparse.Namespace) -> int:
    """Migrate, load the demo county once, say who can log in, serve."""
    os.environ["SAMSYN_DEMO"] = "1"
    if given.host not in LOOPBACK:
        print("Demon lyssnar bara på den egna maskinen. Ta bort --host.", file=sys.stderr)
        return 2
    if whys := refusals():
        print("\n".join(whys), file=sys.stderr)
        return 2
    if not secret("SAMSYN_SECRET_KEY"):
        os.environ["SAMSYN_SECRET_KEY"] = _demo_secret()
    command = [sys.executable, "-m", "samsyn.cli", "migrate"]
    if (code := subprocess.call(command)) != 0:  # noqa: S603  # nosec B603  # our own program
        return code
    set_up()
    from samsyn.demo import steering
    from samsyn.demo.loader import is_loaded, load
    from samsyn.demo.people import people_to_choose

    if not is_loaded():
        print("Laddar demolänet (en gång, ungefär en minut) …", flush=True)
        print(load(children=given.children or None).sentence())
    if not steering.is_loaded():
        print(steering.load_steering())
    print("\nVem vill du vara? Några att välja på inloggningssidan:")
    for choice in [c for c in people_to_choose() if c.featured][:12]:
        print(f"  {choice.name:24} {choice.role:26} {choice.story}")
    print(f"\nÖppna http://{given.host}:{given.port}/  (avsluta med Ctrl+C)", flush=True)
    return 0 if given.load_only else run_serve(given)


def _demo_secret() -> str:
    from samsyn.foundation.embedded import data_folder

    file = data_folder() / "secret"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        file.chmod(0o600)
    return file.read_text(encoding="utf-8")
