"""`samsyn tidy`: take away what has had its time, each day."""

import argparse
from typing import Any

from samsyn.cli.database import set_up


def add_verbs(verbs: "argparse._SubParsersAction[Any]") -> None:
    """Add `tidy`."""
    tidy = verbs.add_parser(
        "tidy",
        help="ta bort gamla utkast, sessioner och påbörjade inloggningar; körs varje dag",
        description="Tar bort utkast som ingen har rört på 30 dagar, webbläsares sessioner som har"
        " gått ut och inloggningar som aldrig blev klara.",
    )
    tidy.set_defaults(func=run_tidy)


def run_tidy(_given: argparse.Namespace) -> int:
    """Drafts, sessions and attempts to log in; says only how many."""
    set_up()
    from samsyn.accounts.attempts import drop_old_attempts
    from samsyn.accounts.drafts import drop_old_drafts

    print(f"{drop_old_drafts()} gamla utkast är borta, och {drop_old_attempts()} inloggningar som"
          " aldrig blev klara. Sessioner som har gått ut är rensade.")  # fmt: skip
    return 0
