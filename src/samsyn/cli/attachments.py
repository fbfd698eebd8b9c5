"""`samsyn attachments check`: are the attached files as they were kept?"""

import argparse
from typing import Any

from samsyn.cli.database import as_owner
from samsyn.cli.verbs import FAILED, add_group, add_verb


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add ``attachments check``."""
    group = add_group(verbs, "attachments", "bilagornas filer")
    verb = add_verb(group, "check", run_check, "jämför filerna med databasen; fel ger slutkod 1")
    verb.add_argument(
        "--remove-extra", action="store_true", help="ta bort filer som ingen bilaga hör till"
    )


def run_check(given: argparse.Namespace) -> int:
    """Compare every file with its row."""
    as_owner()
    from samsyn.attachments.queries.checking import check_files, drop_extra

    verdict = check_files()
    for word, names in (("SAKNAS", verdict.missing), ("ÄNDRAD", verdict.changed)):
        for name in names:
            print(f"{word}: {name}")
    for name in verdict.extra:
        print(f"ÖVER: {name}")
    if given.remove_extra:
        print(f"{drop_extra(verdict.extra)} filer utan bilaga är borttagna.")
    print(f"{verdict.whole} filer är hela.")
    return 0 if verdict.is_whole else FAILED
