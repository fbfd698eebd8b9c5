"""Where do secrets come from? The environment, or a file that it names; weak ones are refused."""

import os
from collections.abc import Mapping
from pathlib import Path

SHORTEST = 50
#: Keys that a service may be without, but that must be strong when they are there.
OPTIONAL = ("SAMSYN_IDENTITY_KEY", "SAMSYN_ACCOUNT_KEY")
FEWEST_SIGNS = 16
#: Words that stand in examples and in tests.
KNOWN = (
    "only-for-tests",
    "django-insecure",
    "changeme",
    "change-me",
    "secret",
    "example",
    "samsyn",
)


def given(name: str, environment: Mapping[str, str] = os.environ) -> str:
    """The value of `name`, or what stands in the file that `name`_FILE points at; else nothing.

    Raises SystemExit when both are set or the file cannot be read.
    """
    value, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if value and file:
        raise SystemExit(f"Både {name} och {name}_FILE är satta. Ta bort den ena.")
    if not file:
        return value
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SystemExit(f"{name}_FILE pekar på en fil som inte går att läsa.") from error


def earlier_keys(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Keys that still open what was signed before a change of key, one on each line or comma."""
    text = given("SAMSYN_SECRET_KEY_FALLBACKS", environment)
    return [key.strip() for key in text.replace("\n", ",").split(",") if key.strip()]


def weakness(key: str, name: str = "SAMSYN_SECRET_KEY") -> str | None:
    """Why a key called `name` must not protect anything, as a sentence; None when it may."""
    if not key:
        return f"{name} saknas. Sätt en lång slumpad hemlighet i miljön eller i en fil."
    if len(key) < SHORTEST:
        return f"{name} är för kort. Den ska ha minst {SHORTEST} slumpade tecken."
    if len(set(key)) < FEWEST_SIGNS or key.lower().startswith(KNOWN):
        return f"{name} går att gissa. Slumpa fram en ny."
    return None
