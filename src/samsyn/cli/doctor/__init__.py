"""`samsyn doctor`: what is unsafe in this deployment, and what to do about it."""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samsyn.cli.database import set_up
from samsyn.cli.doctor import machine
from samsyn.cli.doctor.verdict import Line, State, exit_code, unsure
from samsyn.cli.verbs import add_json, print_json

LOCK = Path("requirements") / "base.txt"


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `doctor`."""
    doctor = verbs.add_parser(
        "doctor",
        help="pröva att installationen är säker",
        description="Går igenom installationen och säger vad som är osäkert. Ändrar inget."
        " Slutkod 0: allt är bra. 1: något är osäkert. 2: något är fel.",
    )
    add_json(doctor)
    doctor.set_defaults(func=run)


def run(given: argparse.Namespace) -> int:
    """Every check; nothing is changed."""
    set_up()
    lines = [*settings_lines(), *database_lines(), *machine_lines()]
    code = exit_code(lines)
    if given.json:
        print_json({"exit_code": code, "lines": [line.values() for line in lines]})
        return code
    for line in lines:
        print(line.sentence())
    states = [line.state for line in lines]
    faults, unsure_ones = states.count(State.FAULT), states.count(State.UNSURE)
    print(f"\n{len(lines)} prövade: {faults} fel, {unsure_ones} osäkra.")
    return code


def settings_lines() -> Iterator[Line]:
    """Of the settings in force."""
    from django.conf import settings

    from samsyn.cli.doctor.settings import CHECKS

    yield from (check(settings) for check in CHECKS)


def database_lines() -> Iterator[Line]:
    """Of the database, as the application's role and as the owner."""
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from samsyn.cli.doctor import database
    from samsyn.foundation import wall, wall_note

    walled = sorted(model._meta.db_table for model in wall.models_about_children())
    closed = [*walled, "django_session", "accounts_user", "accounts_loginsession"]
    with connection.cursor() as cursor:
        yield database.role(cursor)
        yield database.membership(cursor, settings.SAMSYN_OPEN_ROLE)
        yield database.forced(cursor, walled)
        yield database.policies(cursor, wall_note.said(wall.statements()))
        yield database.open_site(cursor, settings.SAMSYN_OPEN_ROLE, closed)
        yield database.clock(cursor, timezone.now)
    yield from _as_owner()


def _as_owner() -> Iterator[Line]:
    """What only the owner can read; unsure when its address is not given here."""
    from django.utils import timezone

    from samsyn.cli.doctor import database
    from samsyn.cli.doctor.owner import migrations_on_disk, owners_connection

    with owners_connection() as connection:
        if connection is None:
            for key in ("migrations", "seals"):
                yield unsure(key, "Ändringar och sigill kan bara ägaren läsa.",
                             "Kör samsyn doctor en gång med DATABASE_OWNER_URL.")  # fmt: skip
            return
        with connection.cursor() as cursor:
            yield database.migrations(cursor, migrations_on_disk())
            yield database.seals(cursor, timezone.now())


def machine_lines() -> Iterator[Line]:
    """Of files, backups, the scanner and what is installed."""
    from django.conf import settings
    from django.utils import timezone

    from samsyn.foundation.embedded import data_folder

    yield machine.secret_files(os.environ)
    folder = Path(getattr(settings, "SAMSYN_FILES", data_folder() / "files"))
    yield machine.files_folder(folder, Path(settings.STATIC_ROOT))
    yield machine.backups(os.environ.get("SAMSYN_BACKUPS", ""), timezone.now())
    yield machine.clamd(getattr(settings, "SAMSYN_CLAMD", ""), machine.ask_clamd)
    lock = Path(settings.BASE).parents[1] / LOCK
    yield machine.lock(machine.pins(lock.read_text("utf-8")) if lock.is_file() else {})
