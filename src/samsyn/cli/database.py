"""`samsyn migrate`: bring the database to this version and raise the wall."""

import argparse
import os
from typing import Any


def as_owner() -> None:
    """Set Django up as the tables' owner. Only for migrations, seals and set-up."""
    os.environ["SAMSYN_DATABASE_ROLE"] = "owner"
    set_up()


def set_up() -> None:
    """Set Django up."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
    django.setup()


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `migrate`."""
    migrate = verbs.add_parser(
        "migrate",
        help="uppdatera databasen och res muren (policyer per tabell)",
        description="Kör migreringarna som tabellernas ägare och skriver om alla policyer.",
    )
    migrate.set_defaults(func=run_migrate)


def run_migrate(_given: argparse.Namespace) -> int:
    """Migrate as the owner, then write every policy anew."""
    as_owner()
    from django.core.management import call_command

    from samsyn.foundation.wall import models_about_children, raise_wall

    call_command("migrate", interactive=False, verbosity=0)
    raise_wall()
    print(f"Databasen är uppdaterad. Muren står kring {len(models_about_children())} tabeller.")
    return 0
