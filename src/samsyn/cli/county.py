"""Is the county that is asked about in the database? Loaded from its package when it is not."""

import os
import subprocess
import sys
from typing import Any

from samsyn.cli.database import set_up
from samsyn.regions import available_regions, region


class NotReady(Exception):
    """The county cannot be read; the sentence says why and what to do."""


def region_with(section: str, code: str, given: str | None) -> str:
    """The county that has `code` in a section of its package, or in the database; `given` wins."""
    if given:
        return given
    found = [
        county
        for county in available_regions()
        if any(getattr(row, "code", None) == code for row in getattr(region(county), section))
    ]
    found = found or _in_database(section, code)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotReady(f"Det finns inget med koden ”{code}”. Kontrollera koden.")
    raise NotReady(f"”{code}” finns i flera län: {', '.join(found)}. Lägg till --region.")


def ready(code: str) -> None:
    """Set Django up with the county in the database. Raises ``NotReady``."""
    region(code)
    set_up()
    if _is_loaded(code):
        return
    if os.environ.get("DATABASE_URL"):
        raise NotReady(
            "Länet är inte inläst i databasen."
            f" Kör samsyn migrate och sedan samsyn region load {code}."
        )
    print("Läser in länet i den inbyggda databasen (en gång) …", file=sys.stderr)
    command = [sys.executable, "-m", "samsyn.cli", "migrate"]
    if subprocess.call(command, stdout=subprocess.DEVNULL) != 0:  # noqa: S603  # nosec B603  # our own program
        raise NotReady(
            "Databasen gick inte att uppdatera. Kör samsyn migrate och läs vad den säger."
        )
    load(code)


def load(code: str) -> None:
    """Store what the county's package says and the database does not have yet."""
    from samsyn.access.rules import Actor
    from samsyn.followup.operations import open_county

    open_county(code, actor=Actor.system(code))


def _is_loaded(code: str) -> bool:
    from django.db import ProgrammingError

    from samsyn.governance.models import Arena

    try:
        return Arena.objects.filter(region=code).exists()
    except ProgrammingError:
        return False


def _in_database(section: str, code: str) -> list[str]:
    set_up()
    from django.db import ProgrammingError

    from samsyn.actionplans.models import ActionPlan
    from samsyn.agreements.models import Agreement
    from samsyn.governance.models import Arena

    tables: dict[str, Any] = {
        "agreements": Agreement, "action_plans": ActionPlan, "arenas": Arena,
    }  # fmt: skip
    try:
        rows = tables[section].objects.filter(code=code)
        return list(rows.order_by("region").values_list("region", flat=True))
    except ProgrammingError:
        return []
