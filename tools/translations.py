"""Collect, compile and check the English translation. Needs Debian's gettext.

`collect` updates the catalogue from the code, `compile` makes it readable for Django, `check` fails
when a string is missing from the catalogue, untranslated or fuzzy.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

HOME = Path(__file__).resolve().parents[1]
CATALOGUE = HOME / "src/samsyn/locale/en/LC_MESSAGES/django.po"
SOURCE = HOME / "src/samsyn"


def collect() -> polib.POFile:
    """The strings that the code marks, as a fresh catalogue without translations."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.configured:
        settings.configure(USE_I18N=True, LOCALE_PATHS=[])
        import django

        django.setup()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "samsyn"
        subprocess.run(["cp", "-r", str(SOURCE), str(target)], check=True)
        subprocess.run(["rm", "-rf", str(target / "locale")], check=True)
        (target / "locale").mkdir()
        here = os.getcwd()
        os.chdir(target)
        try:
            call_command("makemessages", locale=["en"], verbosity=0, no_location=True, no_wrap=True)
        finally:
            os.chdir(here)
        return polib.pofile(str(target / "locale/en/LC_MESSAGES/django.po"))


def update() -> None:
    """Add new strings and drop those that the code no longer has; translations stay."""
    fresh = collect()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    known = {}
    if CATALOGUE.exists():
        known = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(CATALOGUE))}
    fresh.metadata = {
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    fresh.metadata_is_fuzzy = False
    for entry in fresh:
        entry.comment = ""
        old = known.get((entry.msgctxt, entry.msgid))
        if old is not None:
            entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural
    fresh.header = ""
    fresh.sort()
    fresh.save(str(CATALOGUE))


def compile_catalogue() -> None:
    """Write the .mo file when it is older than its source."""
    target = CATALOGUE.with_suffix(".mo")
    if CATALOGUE.exists() and (
        not target.exists() or target.stat().st_mtime < CATALOGUE.stat().st_mtime
    ):
        polib.pofile(str(CATALOGUE)).save_as_mofile(str(target))


def check() -> int:
    """Whether every string is there and translated."""
    wanted = {(e.msgctxt, e.msgid) for e in collect()}
    have = polib.pofile(str(CATALOGUE))
    known = {(e.msgctxt, e.msgid): e for e in have}
    missing = sorted(str(key[1]) for key in wanted - set(known))
    extra = sorted(str(key[1]) for key in set(known) - wanted)
    empty = sorted(
        e.msgid for key, e in known.items() if key in wanted and (not e.translated() or e.fuzzy)
    )
    for word, rows in (("missing", missing), ("no longer used", extra), ("untranslated", empty)):
        for row in rows:
            print(f"{word}: {row[:100]!r}")
    if not (missing or extra or empty):
        print(f"{len(wanted)} strings, all translated.")
    return 1 if missing or extra or empty else 0


if __name__ == "__main__":
    verb = sys.argv[1] if len(sys.argv) > 1 else "check"
    if verb == "compile":
        compile_catalogue()
    elif verb == "collect":
        update()
    else:
        sys.exit(check())
