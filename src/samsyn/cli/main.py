"""One command, `samsyn`, with help in every verb."""

import argparse
import os
import sys
from collections.abc import Sequence

from samsyn.cli import (
    accounts,
    attachments,
    audit,
    database,
    deviations,
    doctor,
    provisioning,
    regions,
    retention,
    serving,
    steering,
    tidying,
)

#: Each part of the command line, in the order that it is told in.
PARTS = (
    serving, database, regions, steering, deviations, attachments, retention, audit, tidying,
    accounts, provisioning, doctor,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """All verbs."""
    top = argparse.ArgumentParser(
        prog="samsyn",
        description="Samverkan kring barn och unga: från ett behov till en plan som följs upp.",
    )
    verbs = top.add_subparsers(title="verb", metavar="VERB", required=True)
    for part in PARTS:
        part.add_verbs(verbs)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    given = parser().parse_args(argv)
    try:
        code: int = given.func(given) or 0
        sys.stdout.flush()
    except BrokenPipeError:  # somebody read enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code
