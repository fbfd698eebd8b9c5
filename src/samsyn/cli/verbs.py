"""What do verbs share? Groups, common options, JSON, and errors that the reader can mend."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from samsyn.cli.county import NotReady
from samsyn.regions import RegionError
from samsyn.regions.loader import UnknownRegion

FAILED = 1


def add_group(verbs: Any, name: str, about: str) -> Any:
    """A word that verbs stand under, as ``agreement``."""
    parser = verbs.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
    return parser.add_subparsers(title="verb", metavar="VERB", required=True)


def add_verb(
    group: Any, name: str, run: Callable[[Any], int], about: str
) -> argparse.ArgumentParser:
    """A verb that runs `run`."""
    verb: argparse.ArgumentParser = group.add_parser(name, help=about)
    verb.set_defaults(func=told(run))
    return verb


def add_county(parser: argparse.ArgumentParser) -> None:
    """Ask for the county's code."""
    parser.add_argument("--region", required=True, metavar="CODE", help="länets kod")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let the answer be JSON."""
    parser.add_argument("--json", action="store_true", help="skriv JSON")


def add_on_and_json(parser: argparse.ArgumentParser) -> None:
    """Let a day be chosen, and the answer be JSON."""
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD",
        help="det som gällde den dagen (annars i dag)",
    )  # fmt: skip
    add_json(parser)


def told(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Errors that the reader can mend become a sentence and exit code 1."""

    def answer(given: argparse.Namespace) -> int:
        try:
            return run(given)
        except (NotReady, UnknownRegion, RegionError) as error:
            print(error, file=sys.stderr)
            return FAILED

    return answer


def print_json(value: object) -> int:
    """Write JSON; exit code 0."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))
    return 0


def today() -> date:
    """The day where the users are."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()
